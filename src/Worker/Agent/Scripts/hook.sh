#!/bin/bash
# Hands what the CLI tells its hooks to the worker. It prints nothing, because the CLI would give that to the model,
# and it always succeeds, because a failing hook can stop the turn.
LC_ALL=C
socket=@SOCKET@
spool=@SPOOL@

@DELIVER@

IFS= read -r -d '' payload
# Only a tool's input or output can be this long, and what a tool did is only shown, never decided upon.
if [ "${#payload}" -lt 1000000 ]; then
  deliver hook "$id" "$payload" >/dev/null 2>&1
fi
exit 0
