#!/bin/bash
# Tells the people who wait what is going on. Exit status: 0 accepted, or kept for later; 2 wrong arguments.
socket=@SOCKET@
spool=@SPOOL@

@DELIVER@

wrong() {
  echo "Right is: ./notify.sh $1" >&2
  exit 2
}

known="ack | status T | working T | progress N | found T | phase T | created PATH | deployed URL | resources JSON | screenshot PATH | test T | summary | done | error T | ask T"

# One argument that is not blank.
one() {
  [ "$1" -eq 1 ] && [[ $2 == *[![:space:]]* ]]
}

command=$1
[ $# -gt 0 ] && shift
case $command in
  ack | summary | done)
    [ $# -eq 0 ] || wrong "$command   (nothing after it)"
    ;;
  status | working | found | phase | test | error)
    one $# "$1" || wrong "$command \"one text in quotes\""
    ;;
  created | screenshot)
    one $# "$1" || wrong "$command PATH"
    ;;
  progress)
    [ $# -eq 1 ] && [[ $1 =~ ^[0-9]{1,3}%?$ ]] && [ "$((10#${1%\%}))" -le 100 ] || wrong "progress N   (0 to 100)"
    ;;
  deployed)
    [ $# -eq 1 ] && [[ $1 =~ ^https?://[^[:space:]]+$ ]] || wrong "deployed URL   (http:// or https://)"
    ;;
  resources)
    one $# "$1" && [[ $1 =~ ^[[:space:]]*\{.*\}[[:space:]]*$ ]] || wrong "resources '{\"name\":\"value\"}'   (one JSON object)"
    ;;
  ask)
    usage='ask "question" [--choice "answer"]... [--default "answer"]'
    [ $# -ge 1 ] && [[ $1 == *[![:space:]]* && $1 != --* ]] || wrong "$usage"
    rest=("${@:2}")
    while [ ${#rest[@]} -gt 0 ]; do
      [[ ${#rest[@]} -ge 2 && ( ${rest[0]} == --choice || ${rest[0]} == --default ) && -n ${rest[1]} ]] || wrong "$usage"
      rest=("${rest[@]:2}")
    done
    ;;
  warning | delivery | question | usage | site | session | complete | completed | history | pong)
    wrong "another type; $command is the platform's own"
    ;;
  *)
    # A type of the agent's own passes with its text.
    [[ $command =~ ^[a-z][a-z0-9_-]{0,31}$ ]] && one $# "$1" || wrong "$known"
    ;;
esac

deliver notify "$id" "$command" "$@"
