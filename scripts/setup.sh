# Sourced by ./start and ./test: makes sure that what a command needs is installed. Safe to run any number of times.

say() { printf '%s\n' "$*"; }
fail() { printf '\n%s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

# Runs quietly; shows the output only when it fails.
quietly() {
  local log
  log=$(mktemp)
  if ! "$@" >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    return 1
  fi
  rm -f "$log"
}

# need COMMAND=PACKAGE …: installs the Debian packages of commands that are missing, or says which are.
need() {
  local pair packages=()
  for pair in "$@"; do
    has "${pair%%=*}" || packages+=("${pair#*=}")
  done
  [ ${#packages[@]} -eq 0 ] || install_packages "${packages[@]}"
}

# install_packages PACKAGE …: installs Debian packages, or says that they are missing.
install_packages() {
  local sudo=""
  [ "$(id -u)" -eq 0 ] || sudo="sudo"
  if has apt-get && { [ -z "$sudo" ] || has sudo; }; then
    say "Installing $* …"
    quietly $sudo apt-get update -qq || fail "apt-get update failed; the lines above say why."
    quietly $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" ||
      fail "Installing $* failed; the lines above say why."
  else
    fail "Missing: $*. Install these with your system's package manager and run the command again.
(Debian and Ubuntu: apt-get install $*)"
  fi
}

# want_browser: published sites are opened in it. Without it they are published unchecked, which the host says.
want_browser() {
  local program
  for program in chromium chromium-browser google-chrome; do
    has "$program" && return 0
  done
  (need chromium=chromium) || say "Going on without Chromium: websites will be published unchecked."
}

need_dotnet() {
  has dotnet || fail "The .NET 10 SDK is missing. Install it from https://dotnet.microsoft.com/download/dotnet/10.0 and run the command again."
  (cd "$root" && dotnet --version >/dev/null 2>&1) || (cd "$root" && dotnet --version) || fail "The .NET SDK found does not fit global.json (see above)."
}

# need_sandbox: bubblewrap is installed; this sees whether the system lets it work.
need_sandbox() {
  quietly bwrap --unshare-all --ro-bind / / true ||
    fail "bubblewrap is installed but does not work here. Where AppArmor restricts user namespaces (Ubuntu 24.04), run
  sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"
}

# need_node FOLDER: installs the npm packages pinned in FOLDER, unless they are there already.
need_node() {
  has npm || fail "Node.js 20 or later with npm is missing. Install it (https://nodejs.org) and run the command again."
  local folder=$1 stamp=$1/node_modules/.installed
  if [ ! -f "$stamp" ] || ! cmp -s "$folder/package-lock.json" "$stamp"; then
    say "Installing npm packages of ${folder#"$root"/} …"
    quietly npm ci --prefix "$folder" --no-audit --no-fund --loglevel=error || fail "npm ci in ${folder#"$root"/} failed; the lines above say why."
    cp "$folder/package-lock.json" "$stamp"
  fi
}

# need_moto: an environment of Python with what the emulator of AWS runs on (tests/Emulator), in artifacts/emulator.
need_moto() { need_python emulator tests/Emulator/requirements.txt moto "the emulator of AWS"; }

# need_cfn_lint: the same with what checks the templates of the stacks, in artifacts/cfn-lint.
need_cfn_lint() { need_python cfn-lint tests/Cdk.Tests/requirements.txt cfnlint cfn-lint; }

# need_python NAME PINS MODULE WHAT: an environment of Python in artifacts/NAME with the packages pinned in PINS. What the
# machine's Python has in the pinned version already is used from there.
need_python() {
  local folder=$root/artifacts/$1 pins=$root/$2
  need python3=python3
  if ! cmp -s "$pins" "$folder/requirements.txt" ||
    ! "$folder/bin/python" -c "import $3" 2>/dev/null; then
    say "Installing $4 …"
    python3 -c 'import ensurepip, venv' 2>/dev/null || install_packages python3-venv
    rm -rf "$folder"
    quietly python3 -m venv --system-site-packages "$folder" || fail "python3 -m venv failed; the lines above say why."
    quietly "$folder/bin/python" -m pip install --disable-pip-version-check --no-deps -r "$pins" ||
      fail "Installing $4 failed; the lines above say why."
    cp "$pins" "$folder/requirements.txt"
  fi
}

# need_packages CACHE: puts the starter's packages into an npm cache of its own, unless they are there already. Agents read
# it and build without a network.
need_packages() {
  local cache=$1 lock=$root/starter/package-lock.json folder status=0
  if has npm && ! cmp -s "$lock" "$cache/package-lock.json"; then
    say "Fetching the starter's packages …"
    folder=$(mktemp -d)
    cp "$root/starter/package.json" "$lock" "$folder"
    quietly timeout 600 npm ci --prefix "$folder" --cache "$cache" --ignore-scripts --no-audit --no-fund --loglevel=error &&
      cp "$lock" "$cache/package-lock.json" || status=1
    rm -rf "$folder"
  fi
  return "$status"
}

# build CONFIGURATION TARGET: builds, showing only what went wrong. One compiler that stays warm serves all projects; it
# has a name of its own, so that it and no other is stopped afterwards.
build() {
  local status=0 compiler="tmux-builder-$$"
  say "Building …"
  quietly dotnet build "$2" -c "$1" --nologo -v quiet \
    -p:UseSharedCompilation=true -p:SharedCompilationId="$compiler" || status=$?
  dotnet "$(sdk_folder)/Roslyn/bincore/VBCSCompiler.dll" -shutdown "-pipename:$compiler" || true
  [ "$status" -eq 0 ] || fail "The build failed; the lines above say why."
}

sdk_folder() { printf '%s/sdk/%s' "$(dirname "$(readlink -f "$(command -v dotnet)")")" "$(dotnet --version)"; }

# native PROJECT FOLDER: builds a function to one native file, FOLDER/bootstrap, and sees that Amazon Linux 2023 can start it.
native() {
  need gcc=gcc ld=binutils objdump=binutils
  has_zlib || install_packages libc6-dev zlib1g-dev
  say "Building ${1##*/} to native code …"
  quietly dotnet publish "$1" -c Release -r linux-x64 -p:CppCompilerAndLinker=gcc -o "$2" --nologo -v quiet ||
    fail "The build failed; the lines above say why."
  glibc_ceiling "$2/bootstrap" 2.34
}

# The native linker wants the C library's and zlib's headers and archives, which no command shows.
has_zlib() { printf '#include <stdio.h>\n#include <zlib.h>\n' | gcc -E -x c - >/dev/null 2>&1; }

# glibc_ceiling FILE VERSION: fails when FILE needs symbols of a newer C library, with which it would not start.
glibc_ceiling() {
  local newest
  newest=$(objdump -T "$1" | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -n 1)
  [ "$(printf '%s\n' "$newest" "GLIBC_$2" | sort -V | tail -n 1)" = "GLIBC_$2" ] ||
    fail "${1##*/} needs $newest; where it runs there is GLIBC_$2. Build it on an older system."
}

# amazon_roots FILE: the root certificates of AWS's own services, each known by its fingerprint. With these alone a function's
# first call costs a tenth of what it costs with every authority a system knows.
amazon_roots() {
  need openssl=openssl
  local folder=/usr/share/ca-certificates/mozilla name wanted found
  [ -f "$folder/Amazon_Root_CA_1.crt" ] || install_packages ca-certificates
  mkdir -p "$(dirname "$1")"
  : >"$1.new"
  while read -r name wanted; do
    found=$(openssl x509 -in "$folder/$name.crt" -noout -fingerprint -sha256 2>/dev/null | sed 's/.*=//; s/://g') ||
      fail "The certificate $folder/$name.crt is missing. Install the system's ca-certificates and run the command again."
    [ "$found" = "$wanted" ] || fail "$folder/$name.crt is not the certificate it is called after: its fingerprint is $found."
    openssl x509 -in "$folder/$name.crt" >>"$1.new"
  done <<'ROOTS'
Amazon_Root_CA_1 8ECDE6884F3D87B1125BA31AC3FCB13D7016DE7F57CC904FE1CB97C6AE98196E
Amazon_Root_CA_2 1BA5B2AA8C65401A82960118F80BEC4F62304D83CEC4713A19C39C011EA46DB4
Amazon_Root_CA_3 18CE6CFE7BF14E60B2E347B8DFE868CB31D02EBB3ADA271569F50343B46DB3A4
Amazon_Root_CA_4 E35D28419ED02025CFA69038CD623962458DA5C695FBDEA3C22B0BFB25897092
Starfield_Services_Root_Certificate_Authority_-_G2 568D6905A2C88708A4B3025190EDCFEDB1974A606A13C6E5290FCB2AE63EDAB5
ROOTS
  mv "$1.new" "$1"
}
