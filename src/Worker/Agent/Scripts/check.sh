#!/bin/bash
# Has the worker open a built folder, or a published site, in a real browser and prints what it found as JSON. Exit status:
# 0 passed; 1 not passed; 2 wrong arguments, or refused as said; 3 no check could be made, as said.
LC_ALL=C
socket=@SOCKET@
spool=@SPOOL@
patience=120

@DELIVER@

wrong() {
  echo "Right is: ./check.sh [URL | --dist DIR]   ($1)" >&2
  exit 2
}

case $# in
  0) ;;
  1) [[ $1 =~ ^https?:// ]] || wrong "an address of one of this project's sites, or nothing for the one published last" ;;
  2) [ "$1" = --dist ] && [ -d "$2" ] || wrong "--dist names a built folder that exists" ;;
  *) wrong "one site or one folder at a time" ;;
esac

# Half a report of a worker that went away is no report: it is printed when it is whole.
ask ./check.sh whole 3 check "$@"
