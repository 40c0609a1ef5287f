#!/bin/bash
# Hands what the CLI tells its hooks to the worker. It prints nothing, because the CLI would give that to the model,
# and it always succeeds, because a failing hook can stop the turn. With "refuse" it answers a request for permission:
# nobody is there to give it.
LC_ALL=C
socket=@SOCKET@
spool=@SPOOL@

@DELIVER@

IFS= read -r -d '' payload
# Only a tool's input or output can be this long, and what a tool did is only shown, never decided upon.
if [ "${#payload}" -lt 1000000 ]; then
  deliver hook "$id" "$payload" >/dev/null 2>&1
fi
if [ "${1:-}" = refuse ]; then
  printf '%s\n' '{"hookSpecificOutput":{"hookEventName":"PermissionRequest","decision":{"behavior":"deny","message":"This is not permitted here. Go on without it."}}}'
fi
exit 0
