#!/bin/bash
# Inside the sandbox: processes are limited, package managers reach the worker's proxy at a port, then the agent takes this process over.
# The inner shell ends at once, so that the helper is no child of the agent's: what runs below the agent is its tools'.
@LIMIT@
(socat TCP-LISTEN:3128,bind=127.0.0.1,fork,reuseaddr UNIX-CONNECT:/sock/proxy.sock </dev/null >/dev/null 2>&1 &)
exec "$@"
