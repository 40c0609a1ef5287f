# Sourced by ./deploy, which sets root, stage, file, data, account and region: the steps of putting a stage onto AWS.

step() { printf '\n== %s\n' "$*"; }

# cdk COMMAND …: the pinned command line, on this stage. What is taken away need not be ready to be deployed.
cdk() {
  local command=$1 deploying=true
  shift
  [ "$what" != destroy ] || deploying=false
  "$root/cdk/cli/node_modules/.bin/cdk" "$command" "$@" --require-approval never --progress events \
    -c "stage=$stage" -c "deploying=$deploying"
}

# plan: makes the templates without an account, and lists what is in them.
plan() {
  local folder stack
  folder=$(mktemp -d)
  trap "rm -rf '$folder'" EXIT
  # What is built changes no template but for the names of files, so nothing is.
  mkdir -p "$folder"/artifacts/functions/{api,sockets,sweeper} "$folder/artifacts/worker"
  for stack in functions/api functions/sockets functions/sweeper worker; do touch "$folder/artifacts/$stack/plan"; done
  AWS_EC2_METADATA_DISABLED=true quietly "$root/cdk/cli/node_modules/.bin/cdk" synth --quiet --no-lookups \
    -c "stage=$stage" -c "artifacts=$folder/artifacts" -o "$root/artifacts/cdk.out" ||
    fail "The stage cannot be as it is set up; the lines above say why."
  for stack in Data Portal ControlPlane Workers Observability; do
    jq -r --arg stack "$stack" '"\n\($stack): \(.Resources | length) resources",
      (.Resources | [.[].Type | ltrimstr("AWS::")] | group_by(.) | map("  \(length) × \(.[0])") | .[])' \
      "$root/artifacts/cdk.out/$stack.template.json"
  done
  say "
The templates are in artifacts/cdk.out. Before ./deploy, put into $file:
  MailFrom     the sender of mail, at a domain that your mail server (SES unless MailHost says another) takes
  AlarmEmail   who is told when something is wrong
  Domain, CertificateArn   for a name of your own; the CDN gives one otherwise
./deploy pins Debian's image itself and asks for the model's key. It needs credentials that may make all of the above.
What that costs, and the limits of a new account: docs/operations.md."
}

# pin_image: writes the newest image of Debian 12 into the stage's file, once; from then on it is that one.
pin_image() {
  local image
  [ "$(jq -r '.WorkerImage // ""' "$file")" = "" ] || return 0
  image=$(aws ssm get-parameter --name /aws/service/debian/release/12/latest/amd64 \
    --query Parameter.Value --output text) ||
    fail "Debian's image could not be looked up in $region. Put one of Debian 12 for x86-64 into $file as WorkerImage."
  jq --arg image "$image" '. + {WorkerImage: $image}' "$file" >"$file.new"
  mv "$file.new" "$file"
  say "Workers are made from $image; it is written into $file. Commit that."
}

build_portal() {
  [ -f portal/package.json ] || return 0
  need_node "$root/portal"
  say "Building the portal …"
  quietly npm run build --prefix portal || fail "The portal could not be built; the lines above say why."
}

bootstrap() {
  if has_stack CDKToolkit; then return 0; fi
  step "Preparing the account for CDK"
  "$root/cdk/cli/node_modules/.bin/cdk" bootstrap "aws://$account/$region" -c "stage=$stage" ||
    fail "The account could not be prepared; the lines above say why."
}

# fill_secrets: those that are empty get a value, from the environment or asked for; no value is ever in a command line.
fill_secrets() {
  local name value
  for name in model-key mail-password sealing-key; do
    is_there secretsmanager describe-secret --secret-id "$stage/$name" || continue
    # Only what is known to be empty is filled: a sealing key drawn over another would close what that one sealed.
    if is_there secretsmanager get-secret-value --secret-id "$stage/$name" --query ARN --output text; then continue; fi
    case "$name" in
      model-key) value=${MODEL_KEY:-$(ask "The key of the model's API")} ;;
      mail-password) value=${MAIL_PASSWORD:-$(ask "The password at the mail server")} ;;
      sealing-key) value=$(head -c 32 /dev/urandom | base64 -w0) ;;
    esac
    [ -n "$value" ] || fail "Without $name the stage cannot run."
    put_secret "$name" "$value"
    say "$stage/$name is stored."
  done
}

# is_there CALL …: whether AWS knows what a call asks for. An answer that says neither ends everything.
is_there() {
  local said
  said=$(aws "$@" 2>&1 >/dev/null) && return 0
  case "$said" in
    *ResourceNotFoundException* | *NoSuchBucket* | *"does not exist"*) return 1 ;;
    *) fail "AWS did not say whether this is there: aws $1 $2 …
$said" ;;
  esac
}

ask() {
  local value
  [ -t 0 ] || fail "$1 is missing and nobody is there to be asked; set MODEL_KEY or MAIL_PASSWORD."
  read -rsp "$1: " value
  printf '\n' >&2
  printf '%s' "$value"
}

# put_secret NAME VALUE: by way of a file that nobody else reads, for a command line is in the list of processes.
put_secret() (
  input=$(umask 077 && mktemp)
  trap 'rm -f "$input"' EXIT
  jq -n --arg id "$stage/$1" --rawfile value <(printf '%s' "$2") '{SecretId: $id, SecretString: $value}' >"$input"
  aws secretsmanager put-secret-value --cli-input-json "file://$input" >/dev/null || fail "$1 was not stored."
)

# output STACK NAME: what a stack says of itself.
output() {
  local value
  value=$(aws cloudformation describe-stacks --stack-name "$stage-$1" \
    --query "Stacks[0].Outputs[?OutputKey=='$2'].OutputValue | [0]" --output text) || return 1
  [ -n "$value" ] && [ "$value" != None ] || fail "The stack $stage-$1 does not say its $2."
  printf '%s' "$value"
}

has_stack() { is_there cloudformation describe-stacks --stack-name "$1"; }

# upload_portal: files whose names hold their hash first, the pages that name them last.
upload_portal() {
  local bucket distribution
  [ -f portal/dist/client.html ] || { say "There is no portal to upload; API and sockets work without."; return 0; }
  step "Portal"
  bucket=$(output portal PortalBucket)
  distribution=$(output portal DistributionId)
  aws s3 sync portal/dist/assets "s3://$bucket/assets" --only-show-errors --exclude '*.br' --exclude '*.gz' \
    --cache-control 'public, max-age=31536000, immutable'
  aws s3 sync portal/dist "s3://$bucket" --only-show-errors --exclude 'assets/*' --exclude '*.br' --exclude '*.gz' \
    --exclude '*.html' --cache-control no-cache
  aws s3 cp portal/dist "s3://$bucket" --recursive --only-show-errors --exclude '*' --include '*.html' \
    --cache-control no-cache
  aws cloudfront create-invalidation --distribution-id "$distribution" --paths '/*' >/dev/null
}

tell() {
  local url pool name
  url=$(output portal PublicUrl)
  name=$(output portal DistributionDomain)
  pool=$(output data AdminPool)
  step "Stage $stage is there"
  say "Admins      $url/
Clients     $url/client_input
API         $url/api/health
Name        $name (where a domain of your own has to lead)

The first admin:
  aws cognito-idp admin-create-user --user-pool-id $pool --username YOU@EXAMPLE.COM
  aws cognito-idp admin-add-user-to-group --user-pool-id $pool --username YOU@EXAMPLE.COM --group-name admins
then sign in at $url/ with the password that is mailed to you. Until then, the token of
  aws secretsmanager get-secret-value --secret-id $stage/admin-token --query SecretString --output text
opens the same pages. The CDN needs some minutes until it is known everywhere."
}

# destroy: everything but what holds state; that too with --data. Sites and identities of sessions are nobody's stack's,
# so sessions are purged first. Safe to repeat: what is gone already is passed over.
destroy() {
  local answer name
  refuse_while_sessions_have_something
  if [ "$data" = yes ]; then
    printf 'Everything that stage %s stores is removed for ever. Type its name to go on: ' "$stage"
    read -r answer || answer=''
    [ "$answer" = "$stage" ] || fail "Nothing was removed."
  fi
  step "Taking stage $stage away"
  if has_stack "$stage-portal"; then empty_bucket "$(output portal PortalBucket)"; fi
  cdk destroy Observability Workers ControlPlane Portal --force
  if [ "$data" = no ]; then
    say "
The tables, buckets, secrets and admins stay. ./deploy brings the stage back with them; ./deploy --destroy --data removes them."
    return 0
  fi
  # The ledger alone knows what is on AWS: it does not go while somebody came in meanwhile.
  refuse_while_sessions_have_something
  step "Taking away what stage $stage stores"
  if has_stack "$stage-data"; then
    cdk deploy Data --exclusively -c retain=false
    empty_bucket "$(output data BlobsBucket)"
    empty_bucket "$(output data LogsBucket)"
    aws cloudformation update-termination-protection --no-enable-termination-protection \
      --stack-name "$stage-data" >/dev/null
    cdk destroy Data --force -c retain=false
  fi
  remove_what_sites_shared
  # A secret waits for weeks before it goes, and keeps its name meanwhile, unless it is told not to.
  for name in origin admin-token model-key mail-password sealing-key; do
    if is_there secretsmanager describe-secret --secret-id "$stage/$name"; then
      aws secretsmanager delete-secret --secret-id "$stage/$name" --force-delete-without-recovery >/dev/null
    fi
  done
  say "
Nothing of stage $stage is left. CDK's own stack (CDKToolkit) stays, for other stages of this account and region."
}

# remove_what_sites_shared: the CDN's functions and origin access controls that workers made for all sites of the stage
# (src/Shared/Adapters.Aws/Sites/SiteShards.cs); no session's end takes them away.
remove_what_sites_shared() {
  local found one etag
  found=$(aws cloudfront list-functions --output text \
    --query "FunctionList.Items[?starts_with(Name, '$stage-one-page-')].Name")
  for one in $found; do
    [ "$one" != None ] || continue
    etag=$(aws cloudfront describe-function --name "$one" --query ETag --output text)
    aws cloudfront delete-function --name "$one" --if-match "$etag"
  done
  found=$(aws cloudfront list-origin-access-controls --output text \
    --query "OriginAccessControlList.Items[?starts_with(Name, '$stage-sites-')].Id")
  for one in $found; do
    [ "$one" != None ] || continue
    etag=$(aws cloudfront get-origin-access-control --id "$one" --query ETag --output text)
    aws cloudfront delete-origin-access-control --id "$one" --if-match "$etag"
  done
}

refuse_while_sessions_have_something() {
  local left
  left=$(sessions_left)
  [[ $left =~ ^[0-9]+$ ]] || fail "The ledger could not be read, so nothing was removed."
  [ "$left" -eq 0 ] || fail "$left sessions still have sites, files or identities on AWS. Purge them first
(tb-admin --stage $stage purge-all does and waits); once their worker is gone, nobody would."
}

# sessions_left: sessions of which the ledger still says that something of theirs is on AWS.
sessions_left() {
  local table
  if ! has_stack "$stage-data"; then
    printf 0
    return 0
  fi
  table=$(output data ResourcesTable) || fail "The ledger could not be found, so nothing was removed."
  aws dynamodb scan --table-name "$table" --projection-expression pk --query 'Items[].pk.S' --output json |
    jq 'unique | length' || fail "The ledger $table could not be read, so nothing was removed."
}

# empty_bucket BUCKET: with all versions of what was ever in it. One that went before its stack did is empty.
empty_bucket() {
  local batch left
  [ -n "$1" ] || fail "A bucket's name is not known, so it was not emptied."
  is_there s3api list-object-versions --bucket "$1" --max-items 1 || return 0
  while :; do
    batch=$(aws s3api list-object-versions --bucket "$1" --max-items 1000 --output json |
      jq -cs '{Objects: [.[] | ((.Versions // [])[], (.DeleteMarkers // [])[]) | {Key, VersionId}], Quiet: true}')
    left=$(jq '.Objects | length' <<<"$batch")
    [ "$left" -gt 0 ] || return 0
    say "Emptying $1: $left more"
    # By way of a file: a thousand names are too long for an argument.
    aws s3api delete-objects --bucket "$1" --delete file:///dev/stdin <<<"$batch" >/dev/null
  done
}
