"""The AWS CLI for many commands: reads {"env", "args"} a line and answers {"status", "output"}, until its input ends."""

import contextlib
import io
import json
import os
import sys

from awscli.clidriver import create_clidriver


def run(call):
    os.environ.update(call["env"])
    output = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        try:
            status = create_clidriver().main(call["args"])
        except SystemExit as end:
            status = end.code
    return {"status": status, "output": output.buffer.getvalue().decode("utf-8", "replace")}


def main():
    answers = sys.stdout
    for line in sys.stdin:
        answers.write(json.dumps(run(json.loads(line))) + "\n")
        answers.flush()


main()
