"""What tests may do to the emulator, over HTTP beside AWS's own API: /_emulator/…; see ../../README.md."""

import json
from datetime import datetime, timedelta, timezone
from urllib.parse import unquote

from moto.sts.models import sts_backends

from . import dynamodb, policy
from .call import Answer
from .identity import bucket_policy, iam


class Control:
    def __init__(self, accounts):
        self.accounts = accounts

    def answer(self, request):
        parts = [unquote(part) for part in request.path.strip("/").split("/")[1:]]
        try:
            found = self._route(request, parts, json.loads(request.body or b"{}"))
        except (ValueError, KeyError, TypeError) as problem:
            return Answer.of(400, {"error": f"{type(problem).__name__}: {problem}"})
        return Answer.of(404, {"error": "There is no such thing."}) if found is None else Answer.of(200, found)

    def _route(self, request, parts, body):
        method = request.method
        match method, parts:
            case "POST", ["accounts"]:
                account = self.accounts.create()
                return {"id": account.id, "access_key_id": account.key, "secret_access_key": account.secret}
            case "DELETE", ["accounts", number]:
                return {} if self.accounts.remove(number) else None
            case _, ["accounts", number, *rest] if account := self.accounts.find(number):
                return self._account(request, method, account, rest, body)
        return None

    def _account(self, request, method, account, rest, body):
        match method, rest:
            case "GET", ["calls"]:
                return {"calls": list(account.calls)}
            case "DELETE", ["calls"]:
                account.calls.clear()
                return {}
            case "PUT", ["settings"]:
                return self._settings(account, body)
            case "POST", ["faults"]:
                return account.faults.add(body)
            case "GET", ["faults"]:
                return {"faults": account.faults.views()}
            case "DELETE", ["faults"]:
                account.faults.clear()
                return {}
            case "GET", ["faults", fault]:
                return account.faults.wait_for_hits(int(fault), int(request.first("hits", 0)))
            case "DELETE", ["faults", fault]:
                return account.faults.remove(int(fault))
            case "POST", ["distributions", "deploy"]:
                account.distributions.deploy()
                return {}
            case "POST", ["decide"]:
                return self._decide(body)
            case "POST", ["sessions", "expire"]:
                for session in sts_backends[account.id]["aws"].assumed_roles:
                    session.expiration = datetime.now(timezone.utc) - timedelta(seconds=1)
                return {}
            case "PUT", ["policies", name]:
                # As the stack would have made it.
                made = iam(account).create_policy("", body.get("path", "/"), body["document"], name, {})
                return {"arn": made.arn}
            case "PUT", ["roles", name]:
                made = iam(account).create_role(
                    name, body["trust"], body.get("path", "/"), None, "", [], str(body.get("seconds", 3600)))
                iam(account).put_role_policy(name, "policy", body["document"])
                return {"arn": made.arn}
            case _, ["connections", name]:
                return self._connection(request, method, account, name, body)
        return None

    @staticmethod
    def _settings(account, body):
        for name, value in body.items():
            match name:
                case "clock_offset_seconds":
                    account.clock = timedelta(seconds=value)
                case "new_key_refusals":
                    account.new_key_refusals = int(value)
                case "deploy_after_reads":
                    account.distributions.deploy_after_reads = value
                case "distribution_limits":
                    account.distributions.limits.update(value)
                case "hold_back_reads":
                    # "indexes", "all" or null
                    if value not in ("indexes", "all", None):
                        raise ValueError(name)
                    with account.lock("dynamodb"):
                        account.stale_tables = None
                        if value:
                            dynamodb.hold_back(account, value == "all")
                case _:
                    raise ValueError(f"There is no setting {name}.")
        return {}

    @staticmethod
    def _connection(request, method, account, name, body):
        match method:
            case "PUT":
                account.connections.put(name, body.get("mode", "open"))
                return {}
            case "DELETE":
                return {} if account.connections.drop(name) else None
            case "GET":
                return account.connections.read(name, int(request.first("count", 0)))
        return None

    def _decide(self, body):
        """Whether a bucket's policy lets a service of AWS in, which never calls through here."""
        _, text = bucket_policy(self.accounts, body["resource"])
        answer = policy.evaluate(
            text or '{"Statement":[]}', body["action"], body["resource"], body.get("context", {}),
            {("Service", body["service"])})
        return {"decision": answer}
