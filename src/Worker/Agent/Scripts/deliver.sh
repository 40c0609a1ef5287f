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

id="$EPOCHREALTIME-$$-$RANDOM"
