"""One call of AWS on its way through the gate."""

import json
from dataclasses import dataclass, field
from functools import cached_property


@dataclass
class Need:
    """What a call must be allowed: an action on a resource, with the keys conditions may ask for."""

    action: str
    resource: str
    context: dict = field(default_factory=dict)
    trust: str | None = None  # of a role that is assumed: its trust policy


@dataclass
class Call:
    request: object
    service: str
    region: str
    caller: object  # None: anonymous
    account: object  # whose state it is about
    accounts: object
    operation: str = ""
    needs: list = field(default_factory=list)
    forward: object = None  # () -> Answer: what moto says
    names: tuple = ()  # of the resources in its path
    decisions: list = field(default_factory=list)

    @cached_property
    def json(self):
        body = json.loads(self.request.body or b"{}")
        return body if isinstance(body, dict) else {}

    @cached_property
    def form(self):
        return {**dict(self.request.query), **self.request.form}


@dataclass
class Answer:
    status: int
    headers: list
    body: bytes

    @staticmethod
    def of(status, body=b"", content_type="application/json", headers=()):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return Answer(status, [("Content-Type", content_type), ("x-amzn-RequestId", "emulator"), *headers], data)

    def header(self, name):
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)
