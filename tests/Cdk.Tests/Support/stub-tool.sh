#!/usr/bin/env bash
# Stands in for aws, cdk, dotnet, npm and ./publish, by whichever name it is called: notes each call in $STUB/calls (those
# of curl and jq too, which it lets through) and answers as an account does that has what lies in $STUB: a file stacks/NAME
# for each stack, secrets/NAME for each secret (empty until it has a value), ledger with the ledger's keys, versions with
# the number of a bucket's. A line of $STUB/faults, PATTERN and a sentence with a tab between, makes calls that fit fail.
set -euo pipefail
name=$(basename "$0")
call="$name $*"
printf '%s\n' "$call" >>"$STUB/calls"
# What everybody on the machine could read at this moment, and what this program was given without need.
cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\0' '\n' >>"$STUB/processes" || true
case "$name" in curl | jq) PATH=${PATH#*:} exec "$name" "$@" ;; esac
env >>"$STUB/environment-of-$name"
if [ -f "$STUB/faults" ]; then
  while IFS=$'\t' read -r pattern sentence; do
    # shellcheck disable=SC2053
    if [[ $call = $pattern ]]; then printf '%s\n' "$sentence" >&2; exit 254; fi
  done <"$STUB/faults"
fi
refuse() { printf 'An error occurred (%s) when calling it\n' "$1" >&2; exit 254; }
word() {
  local before=''
  for one in "$@"; do [ "$before" != "$wanted" ] || printf '%s' "$one"; before=$one; done
}
after() { wanted=$1; shift; word "$@"; }

case "$call" in
  'dotnet --version') echo 10.0.100 ;;
  publish*) mkdir -p artifacts/worker artifacts/functions/{api,sockets,sweeper} ;;
  'npm run build'*) mkdir -p portal/dist/assets; touch portal/dist/client.html portal/dist/assets/index-abc.js ;;
  'cdk synth'*) mkdir -p artifacts/cdk.out; cp "$STUB"/templates/*.template.json artifacts/cdk.out ;;
  'cdk bootstrap'*) touch "$STUB/stacks/CDKToolkit" ;;
  'cdk deploy Data'*)
    touch "$STUB/stacks/$STAGE-data"
    for one in origin admin-token; do printf drawn >"$STUB/secrets/$one"; done
    for one in $STUB_SECRETS; do [ -f "$STUB/secrets/$one" ] || : >"$STUB/secrets/$one"; done
    ;;
  'cdk deploy'*) for one in portal control workers observability; do touch "$STUB/stacks/$STAGE-$one"; done ;;
  'cdk destroy Data'*) rm "$STUB/stacks/$STAGE-data" ;;
  'cdk destroy'*)
    [ ! -f "$STUB/comes-in-meanwhile" ] || mv "$STUB/comes-in-meanwhile" "$STUB/ledger"
    rm -f "$STUB/stacks/$STAGE-"{portal,control,workers,observability}
    ;;
  'aws sts '*) echo 123456789012 ;;
  'aws configure get region') exit 1 ;;
  'aws ssm get-parameter '*) echo ami-0123456789abcdef0 ;;
  'aws cloudformation describe-stacks '*)
    [ -f "$STUB/stacks/$(after --stack-name "$@")" ] || refuse "ValidationError): Stack does not exist ("
    query=$(after --query "$@")
    case "$query" in
      *ResourcesTable*) echo "$STAGE-resources" ;;
      *PublicUrl*) echo "${STUB_URL-https://d111.cloudfront.example}" ;;
      *Outputs*) sed -E "s/.*OutputKey=='([A-Za-z]+)'.*/the-\1/" <<<"$query" | tr '[:upper:]' '[:lower:]' ;;
    esac
    ;;
  'aws secretsmanager put-secret-value '*)
    input=$(after --cli-input-json "$@")
    stat -c %a "${input#file://}" >>"$STUB/modes"
    jq -j .SecretString "${input#file://}" >"$STUB/secrets/$(jq -r '.SecretId | split("/")[1]' "${input#file://}")"
    ;;
  'aws secretsmanager '*)
    secret=$(after --secret-id "$@")
    secret=$STUB/secrets/${secret#*/}
    [ -f "$secret" ] || refuse ResourceNotFoundException
    case "$2" in
      get-secret-value) [ -s "$secret" ] || refuse ResourceNotFoundException; cat "$secret" ;;
      delete-secret) rm "$secret" ;;
    esac
    ;;
  'aws autoscaling describe-auto-scaling-instances '*) echo "${STUB_GROUP-$STAGE-workers}" ;;
  'aws autoscaling describe-auto-scaling-groups '*) printf 'i-0123456789abcdef0\tInService\tHEALTHY\teu-central-1a\n' ;;
  'aws autoscaling terminate-'*) echo "Terminating EC2 instance: $(after --instance-id "$@")" ;;
  'aws ssm send-command '*) echo 11111111-2222-3333-4444-555555555555 ;;
  'aws ssm get-command-invocation '*) echo 'the end of the terminal' ;;
  'aws cloudfront list-'*) echo "${STUB_SHARED-None}" ;;
  'aws cloudfront '*' --query ETag '*) echo "etag-of-$4" ;;
  'aws dynamodb scan '*) jq -Rn '[inputs]' <"$STUB/ledger" ;;
  'aws s3api list-object-versions '*)
    [ ! -f "$STUB/versions" ] ||
      jq '{Versions: [range(.) | {Key: "k\(.)", VersionId: "v"}]}' "$STUB/versions"
    ;;
  'aws s3api delete-objects '*) jq -r '.Objects | length' /dev/stdin >>"$STUB/deleted"; rm "$STUB/versions" ;;
esac
