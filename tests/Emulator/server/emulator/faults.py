"""What a test has go wrong: the next calls of an operation fail, lose their answer or wait."""

import itertools
import threading

from .failures import Dropped, refuse

WAIT = 30


class Fault:
    """One fault. operation: "dynamodb:PutItem", "s3:*" or "*". kind: error, drop, hold. effect: before or after."""

    def __init__(self, number, stated):
        self.id = number
        self.operation = stated.get("operation", "*")
        self.kind = stated.get("kind", "error")
        self.effect = stated.get("effect", "before")
        self.skip = int(stated.get("sparing", 0))
        self.times = int(stated.get("times", 1))
        self.code = stated.get("code", "InternalServerError")
        self.status = int(stated.get("status", 500))
        self.message = stated.get("message", "The test asked for this.")
        self.contains = stated.get("contains", "")
        self.headers = [(name, str(value)) for name, value in stated.get("headers", {}).items()]
        self.hits = 0
        self.released = False
        if self.kind not in ("error", "drop", "hold") or self.effect not in ("before", "after"):
            raise ValueError("kind is error, drop or hold; effect is before or after.")

    def fits(self, operation, body):
        service, _, name = self.operation.partition(":")
        fits = self.operation == "*" or self.operation == operation or (
            name == "*" and operation.startswith(service + ":"))
        return fits and self.times != 0 and self.contains.encode() in body

    def view(self):
        return {"id": self.id, "operation": self.operation, "kind": self.kind, "times": self.times, "hits": self.hits}


class Faults:
    """The faults of an account, in the order they were asked for; of several that fit, the first strikes."""

    def __init__(self):
        self._faults = []
        self._numbers = itertools.count(1)
        self._changed = threading.Condition()

    def add(self, stated):
        with self._changed:
            fault = Fault(next(self._numbers), stated)
            self._faults.append(fault)
            return fault.view()

    def views(self):
        with self._changed:
            return [fault.view() for fault in self._faults]

    def remove(self, number):
        """Ends a fault; calls it holds go on. Returns its last state, or None."""
        with self._changed:
            found = [fault for fault in self._faults if fault.id == number]
            for fault in found:
                self._faults.remove(fault)
                fault.released = True
            self._changed.notify_all()
            return found[0].view() if found else None

    def clear(self):
        for view in self.views():
            self.remove(view["id"])

    def wait_for_hits(self, number, hits):
        """Waits until a fault struck so many times; returns its state, or None when it is absent."""
        with self._changed:
            found = [fault for fault in self._faults if fault.id == number]
            if not found:
                return None
            self._changed.wait_for(lambda: found[0].hits >= hits or found[0].released, WAIT)
            return found[0].view()

    def take(self, operation, body):
        """The fault that strikes this call, or None."""
        with self._changed:
            for fault in self._faults:
                if fault.fits(operation, body):
                    if fault.skip > 0:
                        fault.skip -= 1
                        continue
                    fault.times -= 1 if fault.times > 0 else 0
                    fault.hits += 1
                    self._changed.notify_all()
                    return fault
            return None

    def strike(self, fault, moment):
        """Lets a fault do its harm, when this is its moment."""
        if fault is None or fault.effect != moment:
            return
        if fault.kind == "drop":
            raise Dropped()
        if fault.kind == "error":
            raise refuse(fault.code, fault.message, fault.status, fault.headers)
        with self._changed:
            self._changed.wait_for(lambda: fault.released, WAIT)
