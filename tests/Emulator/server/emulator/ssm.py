"""SSM: parameters."""

from .call import Need
from .failures import refuse

_OPERATIONS = {
    "GetParameter", "GetParameters", "GetParametersByPath", "PutParameter", "DeleteParameter", "DeleteParameters",
    "DescribeParameters", "GetParameterHistory"}


def describe(call):
    call.operation = call.request.header("x-amz-target").rpartition(".")[2]
    if call.operation not in _OPERATIONS:
        raise refuse("UnknownOperationException", f"The emulator does not model {call.operation}.", 400)
    body = call.json
    names = body.get("Names") or [body.get("Name") or body.get("Path")]
    arn = lambda name: name if name.startswith("arn:") else (
        f"arn:aws:ssm:{call.region}:{call.caller.account.id}:parameter/{name.lstrip('/')}")
    call.needs = [
        Need(f"ssm:{call.operation}", arn(name) if name and call.operation != "DescribeParameters" else "*")
        for name in names]


def serve(call):
    return call.forward()
