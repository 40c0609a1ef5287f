# Sourced by ./deploy, which sets root, stage, file, data, account and region: the steps of putting a stage onto AWS.

step() { printf '\n== %s\n' "$*"; }

# cdk COMMAND …: the pinned command line, on this stage. What is taken away need not be ready to be deployed.
cdk() {
  local command=$1 deploying=true
  shift
  [ "$what" != destroy ] || deploying=false
  "$root/cdk/cli/node_modules/.bin/cdk" "$command" -c "stage=$stage" -c "deploying=$deploying" \
    --require-approval never --progress events "$@"
}

# plan: makes the templates without an account, and lists what is in them.
plan() {
  local folder stack
  folder=$(mktemp -d)
  trap "rm -rf '$folder'" EXIT
  # What is built changes no template but for the names of files, so nothing is.
  mkdir -p "$folder"/artifacts/functions/{api,sockets,sweeper} "$folder/artifacts/worker"
  for stack in functions/api functions/sockets functions/sweeper worker; do touch "$folder/artifacts/$stack/plan"; done
  AWS_EC2_METADATA_DISABLED=true "$root/cdk/cli/node_modules/.bin/cdk" synth --quiet --no-lookups \
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
./deploy pins Debian's image itself and asks for the model's key. It needs credentials that may make all of the above."
}

# pin_image: writes the newest image of Debian 12 into the stage's file, once; from then on it is that one.
pin_image() {
  local image
  [ "$(jq -r '.WorkerImage // ""' "$file")" = "" ] || return 0
  image=$(aws ssm get-parameter --name /aws/service/debian/release/12/latest/amd64 --query Parameter.Value --output text) ||
    fail "Debian's image could not be looked up in $region. Put an image of Debian 12 for x86-64 into $file as WorkerImage."
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
  aws cloudformation describe-stacks --stack-name CDKToolkit >/dev/null 2>&1 && return 0
  step "Preparing the account for CDK"
  "$root/cdk/cli/node_modules/.bin/cdk" bootstrap "aws://$account/$region" -c "stage=$stage" ||
    fail "The account could not be prepared; the lines above say why."
}

# fill_secrets: those that are empty get a value, from the environment or asked for; no value is ever in a command line.
fill_secrets() {
  local name value
  for name in model-key mail-password sealing-key; do
    aws secretsmanager describe-secret --secret-id "$stage/$name" >/dev/null 2>&1 || continue
    aws secretsmanager get-secret-value --secret-id "$stage/$name" --query ARN --output text >/dev/null 2>&1 && continue
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

ask() {
  local value
  [ -t 0 ] || fail "$1 is missing and nobody is there to be asked; set MODEL_KEY or MAIL_PASSWORD."
  read -rsp "$1: " value
  printf '\n' >&2
  printf '%s' "$value"
}

# put_secret NAME VALUE: by way of a file that nobody else reads.
put_secret() {
  local input
  input=$(umask 077 && mktemp)
  jq -n --arg id "$stage/$1" --rawfile value <(printf '%s' "$2") '{SecretId: $id, SecretString: $value}' >"$input"
  aws secretsmanager put-secret-value --cli-input-json "file://$input" >/dev/null || { rm -f "$input"; fail "$1 was not stored."; }
  rm -f "$input"
}

# output STACK NAME: what a stack says of itself.
output() {
  aws cloudformation describe-stacks --stack-name "$stage-$1" \
    --query "Stacks[0].Outputs[?OutputKey=='$2'].OutputValue | [0]" --output text
}

# upload_portal: files whose names hold their hash first, the pages that name them last.
upload_portal() {
  local bucket
  [ -f portal/dist/client.html ] || { say "There is no portal to upload; the API and the sockets work without."; return 0; }
  step "Portal"
  bucket=$(output portal PortalBucket)
  aws s3 sync portal/dist/assets "s3://$bucket/assets" --only-show-errors --exclude '*.br' --exclude '*.gz' \
    --cache-control 'public, max-age=31536000, immutable'
  aws s3 sync portal/dist "s3://$bucket" --only-show-errors --exclude 'assets/*' --exclude '*.br' --exclude '*.gz' \
    --exclude '*.html' --cache-control no-cache
  aws s3 cp portal/dist "s3://$bucket" --recursive --only-show-errors --exclude '*' --include '*.html' \
    --cache-control no-cache
  aws cloudfront create-invalidation --distribution-id "$(output portal DistributionId)" --paths '/*' >/dev/null
}

tell() {
  local url pool
  url=$(output portal PublicUrl)
  pool=$(output control AdminPool)
  step "Stage $stage is there"
  say "Admins      $url/
Clients     $url/client_input
API         $url/api/health
Name        $(output portal DistributionDomain) (where a domain of your own has to lead)

The first admin:
  aws cognito-idp admin-create-user --user-pool-id $pool --username YOU@EXAMPLE.COM
  aws cognito-idp admin-add-user-to-group --user-pool-id $pool --username YOU@EXAMPLE.COM --group-name admins
then sign in at $url/ with the password that is mailed to you. Until then, the token of
  aws secretsmanager get-secret-value --secret-id $stage/admin-token --query SecretString --output text
opens the same pages. The CDN needs some minutes until it is known everywhere."
}

# destroy: everything but what holds state; that too with --data. Sites and identities of sessions are nobody's stack's, so
# sessions are purged first.
destroy() {
  local left
  left=$(sessions_left)
  [[ $left =~ ^[0-9]+$ ]] || fail "The ledger could not be read, so nothing was removed."
  [ "$left" -eq 0 ] || fail "$left sessions still have sites, files or identities on AWS. Purge them first (tb-admin purge-all
--stage $stage does and waits); once their worker is gone, nobody would."
  step "Taking stage $stage away"
  empty_bucket "$(output portal PortalBucket)"
  cdk destroy Observability Workers ControlPlane Portal --force
  if [ "$data" = no ]; then
    say "
The tables, buckets and secrets stay. ./deploy brings the stage back with them; ./deploy --destroy --data removes them."
    return 0
  fi
  printf 'Everything that stage %s stores is removed for ever. Type its name to go on: ' "$stage"
  read -r answer
  [ "$answer" = "$stage" ] || fail "Nothing that is stored was removed."
  cdk deploy Data --exclusively -c retain=false
  empty_bucket "$(output data BlobsBucket)"
  empty_bucket "$(output data LogsBucket)"
  aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name "$stage-data" >/dev/null
  cdk destroy Data --force -c retain=false
  for name in origin admin-token model-key mail-password sealing-key; do
    aws secretsmanager delete-secret --secret-id "$stage/$name" --force-delete-without-recovery >/dev/null 2>&1 || true
  done
}

# sessions_left: sessions of which the ledger still says that something of theirs is on AWS.
sessions_left() {
  local table
  table=$(output data ResourcesTable 2>&1) || {
    [[ $table = *"does not exist"* ]] || fail "The ledger could not be found, so nothing was removed: $table"
    printf 0
    return 0
  }
  aws dynamodb scan --table-name "$table" --projection-expression pk --query 'Items[].pk.S' --output json |
    jq 'unique | length' || fail "The ledger $table could not be read, so nothing was removed."
}

# empty_bucket BUCKET: with all versions of what was ever in it.
empty_bucket() {
  local batch
  [ -n "$1" ] && [ "$1" != None ] || return 0
  while :; do
    batch=$(aws s3api list-object-versions --bucket "$1" --max-items 1000 --output json |
      jq -c '{Objects: [(.Versions // [])[], (.DeleteMarkers // [])[] | {Key, VersionId}], Quiet: true}')
    [ "$(jq '.Objects | length' <<<"$batch")" -gt 0 ] || return 0
    # By way of a file: a thousand names are too long for an argument.
    aws s3api delete-objects --bucket "$1" --delete file:///dev/stdin <<<"$batch" >/dev/null
  done
}
