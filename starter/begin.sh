#!/bin/bash
# Usage: begin.sh FOLDER. Copies the starter into a folder that is absent or empty and installs its packages: from the
# cache beside it when that holds them, which needs no network, else from the registry.
set -euo pipefail
starter=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[ $# -eq 1 ] || { echo "Right is: begin.sh FOLDER" >&2; exit 2; }
mkdir -p "$1"
[ -z "$(ls -A "$1")" ] || { echo "$1 is not empty; the starter goes into an empty folder." >&2; exit 2; }
tar -C "$starter" --exclude=./begin.sh --exclude=./node_modules --exclude=./dist -c . | tar -C "$1" -x --no-same-owner
chmod -R u+w "$1"
cd "$1"

install=(npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
cache=${TB_PACKAGE_CACHE:-}/_cacache
if [ -d "$cache/index-v5" ] && [ -d "$cache/content-v2" ]; then
  # npm rewrites its index while it reads, and the cache cannot be written: the index is copied, the contents are linked.
  own=$(mktemp -d)
  trap 'rm -rf "$own"' EXIT
  mkdir "$own/_cacache"
  cp -r "$cache/index-v5" "$own/_cacache/"
  ln -s "$cache/content-v2" "$own/_cacache/content-v2"
  "${install[@]}" --offline --logs-max=0 --cache "$own" && exit 0
  echo "The cache does not hold everything; asking the registry." >&2
fi
"${install[@]}"
