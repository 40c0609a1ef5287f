"""python3 -m emulator [--port N]: serves on 127.0.0.1 until its standard input ends, which it does with its parent."""

import argparse
import os
import resource
import sys
import threading

# Few objects make a page, so that whoever lists has to ask for the next; read by moto when it lists.
os.environ.setdefault("MOTO_S3_DEFAULT_MAX_KEYS", "40")

MEMORY = 4 * 1024**3
STACK = 1024**2


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    port = parser.parse_args().port
    # More than any suite needs: a leak ends the emulator, not the machine.
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    # Every open connection has a thread: with the usual 8 MB each, some hundred idle ones would be all that memory.
    threading.stack_size(STACK)
    threading.Thread(target=_end_with_parent, daemon=True).start()

    from .accounts import Accounts
    from .gate import Gate
    from .server import Server

    server = Server(port, Gate(Accounts()))
    print(f"listening {server.server_port}", flush=True)
    server.serve_forever()


def _end_with_parent():
    while sys.stdin.buffer.read(4096):
        pass
    os._exit(0)


if __name__ == "__main__":
    main()
