"""The connections of a WebSocket API, under a test's control."""

import base64
import threading
import time
from datetime import datetime, timezone

from .failures import refuse

WAIT = 30
FRAME = 128 * 1024
KEPT = 16 * 1024 * 1024


class Connection:
    def __init__(self):
        self.mode = "open"
        self.messages = []
        self.size = 0
        self.since = datetime.now(timezone.utc)


class Connections:
    """Modes: open takes messages; slow keeps the caller waiting; limited answers 429. An absent one is gone: 410."""

    MODES = ("open", "slow", "limited")

    def __init__(self):
        self._open = {}
        self._changed = threading.Condition()

    def put(self, name, mode):
        if mode not in self.MODES:
            raise ValueError(f"mode is one of {', '.join(self.MODES)}.")
        with self._changed:
            self._open.setdefault(name, Connection()).mode = mode
            self._changed.notify_all()

    def drop(self, name):
        with self._changed:
            found = self._open.pop(name, None) is not None
            self._changed.notify_all()
            return found

    def clear(self):
        with self._changed:
            self._open.clear()
            self._changed.notify_all()

    def read(self, name, count):
        """What was posted, once there are so many messages or the wait is over; None for one that is gone."""
        with self._changed:
            self._changed.wait_for(
                lambda: name not in self._open or len(self._open[name].messages) >= count, WAIT if count else 0)
            if name not in self._open:
                return None
            found = self._open[name]
            return {"mode": found.mode, "messages": [base64.b64encode(each).decode() for each in found.messages]}

    def answer(self, method, name, body):
        """(status, body) of a call of the management API."""
        with self._changed:
            end = time.monotonic() + WAIT
            while self._found(name).mode == "slow" and time.monotonic() < end:
                self._changed.wait(end - time.monotonic())
            found = self._found(name)
            if found.mode == "limited":
                raise refuse("LimitExceededException", "Too many messages to this connection.", 429)
            if method == "DELETE":
                self._open.pop(name)
                self._changed.notify_all()
                return 204, {}
            if method == "GET":
                at = found.since.strftime("%Y-%m-%dT%H:%M:%SZ")
                return 200, {"connectedAt": at, "lastActiveAt": at, "identity": {"sourceIp": "127.0.0.1"}}
            if len(body) > FRAME:
                raise refuse("PayloadTooLargeException", "A message is 128 KB at most.", 413)
            found.size += len(body)
            if found.size > KEPT:
                raise refuse("EmulatorFull", "A test posted more to one connection than is kept.", 507)
            found.messages.append(body)
            self._changed.notify_all()
            return 200, {}

    def _found(self, name):
        if name not in self._open:
            raise refuse("GoneException", "Gone", 410)
        return self._open[name]
