"""SQS: long polls that wake when a message comes, and hold nobody else up."""

import json
import time

from moto.sqs.models import sqs_backends

from .call import Need


def describe(call):
    call.operation = call.request.header("x-amz-target").rpartition(".")[2]
    body = call.json
    owner, name = call.caller.account.id, body.get("QueueName")
    if url := body.get("QueueUrl"):
        owner, name = url.rstrip("/").split("/")[-2:]
    resource = f"arn:aws:sqs:{call.region}:{owner}:{name}" if name else "*"
    # A batch is authorized as the operation it repeats.
    call.needs = [Need(f"sqs:{call.operation.removesuffix('Batch')}", resource)]


def serve(call):
    if call.operation != "ReceiveMessage":
        with call.account.lock("sqs"):
            answer = call.forward()
        with call.account.messages:
            call.account.messages.notify_all()
        return answer
    body = dict(call.json)
    wait = body.get("WaitTimeSeconds")
    if wait is None:
        queue = sqs_backends[call.account.id][call.region].queues.get(body.get("QueueUrl", "").rpartition("/")[2])
        wait = int(queue.receive_message_wait_time_seconds) if queue else 0
    body["WaitTimeSeconds"] = wait if not isinstance(wait, int) or wait < 0 or wait > 20 else 0
    call.request.replace_body(json.dumps(body).encode())
    end = time.monotonic() + (wait if isinstance(wait, int) else 0)
    while True:
        with call.account.lock("sqs"):
            answer = call.forward()
        left = end - time.monotonic()
        if answer.status != 200 or b'"Messages"' in answer.body or left <= 0:
            return answer
        with call.account.messages:
            # Messages also come back by themselves, when their visibility times out.
            call.account.messages.wait(min(left, 0.2))
