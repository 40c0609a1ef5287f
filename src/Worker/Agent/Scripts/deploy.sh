#!/bin/bash
# Has the worker publish a built folder and prints its address. Exit status: 0 published; 1 failed, what was served before
# is served still; 2 wrong arguments; 3 refused, with the reason and its cure.
LC_ALL=C
socket=@SOCKET@
spool=@SPOOL@
patience=120

@DELIVER@

wrong() {
  echo "Right is: ./deploy.sh --project SLUG [--dir code/dist] [--new]   ($1)" >&2
  exit 2
}

arguments=("$@")
project=
while [ $# -gt 0 ]; do
  case $1 in
    --project)
      project=$2
      [[ ${#project} -le 26 && $project =~ ^[a-z0-9]+(-[a-z0-9]+)*$ ]] || wrong "a slug is a-z, 0-9 and inner hyphens, at most 26"
      shift 2
      ;;
    --dir)
      [ -d "${2:-}" ] || wrong "--dir names a folder that exists"
      shift 2
      ;;
    --new) shift ;;
    *) wrong "unknown: ${1:0:40}" ;;
  esac
done
[ -n "$project" ] || wrong "--project is needed"

ask ./deploy.sh live 1 deploy "${arguments[@]}"
