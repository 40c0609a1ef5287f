# Prints a request: its fields with NUL between them.
request() {
  printf '%s' "$1"
  shift
  printf '\0%s' "$@"
}

# Hands a request to the worker within 0.15 s, prints its lines and returns its status. When the worker is away or slow the
# request is kept for later, under the same id, so that it counts once.
deliver() {
  local reply line status=
  reply=$(request "$@" | socat -t0.15 - "UNIX-CONNECT:$socket" 2>/dev/null)
  while IFS= read -r line; do
    case $line in
      "exit "[0-9]*) status=${line#exit } ;;
      ?*) printf '%s\n' "$line" ;;
    esac
  done <<<"$reply"
  [ -n "$status" ] && return "$status"
  keep "$@"
}

# Keeps a request in the spool: written under a hidden name, then renamed, so that it is whole when it is seen.
keep() {
  local name="${EPOCHREALTIME/[.,]/}000-$$"
  [ -d "$spool" ] || mkdir -p "$spool"
  if request "$@" >"$spool/.$name" && mv "$spool/.$name" "$spool/$name"; then
    return 0
  fi
  echo "The worker is away and the message could not be kept: is the disk full?" >&2
  return 1
}

# ask SCRIPT live|whole AWAY VERB ARGUMENT…: asks for what takes its time, prints the answer, as it comes or once it is whole,
# and exits with its status, or AWAY when the worker stays away. It may restart meanwhile: the same id asked again is the same
# request.
ask() {
  local script=$1 how=$2 away=$3 verb=$4 line status answer deadline=$((SECONDS + patience))
  shift 4
  while :; do
    status='' answer=''
    while IFS= read -r line; do
      deadline=$((SECONDS + patience))
      case $line in
        "exit "[0-9]*) status=${line#exit } ;;
        *) if [ "$how" = live ]; then printf '%s\n' "$line"; else answer+=$line$'\n'; fi ;;
      esac
    done < <(request "$verb" "$id" "$@" | socat -t3600 - "UNIX-CONNECT:$socket" 2>/dev/null)
    if [ -n "$status" ]; then
      printf '%s' "$answer"
      exit "$status"
    fi
    if [ "$SECONDS" -ge "$deadline" ]; then
      echo "The worker was away for $patience s; run $script again." >&2
      exit "$away"
    fi
    sleep 1
  done
}

id="$EPOCHREALTIME-$$-$RANDOM"
