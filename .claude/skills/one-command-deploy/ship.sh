#!/bin/bash
# Usage: ship.sh SLUG [FOLDER] [--new]. From source to a checked site; run in the session's folder.
set -uo pipefail
skills=.claude/skills
slug= folder= new=() checked=" and checked"
for word in "$@"; do
  if [ "$word" = --new ]; then new=(--new)
  elif [ -z "$slug" ]; then slug=$word
  elif [ -z "$folder" ]; then folder=$word
  else slug=; break
  fi
done
folder=${folder:-code}
if [ -z "$slug" ] || [ ! -d "$folder" ]; then
  echo "Right is: ship.sh SLUG [FOLDER] [--new]; the folder must exist" >&2
  exit 2
fi

step() { printf '\n== %s\n' "$1"; }
check() { # check REPORT [ARGUMENT…]
  local report=$1 status=0
  shift
  ./check.sh "$@" >"$report" || status=$?
  case $status in
    0) return ;;
    3) # No check can be made here just now, which is no fault of the site.
      cat "$report"
      checked=
      return
      ;;
  esac
  node "$skills/testing/findings.mjs" "$report"
  return 1
}

mkdir -p tmp
step "Before building"
node "$skills/testing/before-build.mjs" "$folder" || exit 1

step "Building"
if [ -f "$folder/package.json" ]; then
  npm --prefix "$folder" run build || exit 1
else
  rm -rf "$folder/dist" && cp -r "$folder/src" "$folder/dist" || exit 1
  if [ -d "$folder/public" ]; then cp -r "$folder/public/." "$folder/dist/" || exit 1; fi
fi

step "Checking $folder/dist"
check tmp/check.json --dist "$folder/dist" || exit 1

step "Publishing"
./deploy.sh --project "$slug" --dir "$folder/dist" "${new[@]}" || {
  status=$?
  if [ "$status" -eq 2 ]; then exit 2; else exit 1; fi
}

step "Checking the site"
check tmp/live.json || exit 3
echo "Published$checked."
