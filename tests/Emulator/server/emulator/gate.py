"""The gate in front of moto: who calls, may they, does a fault strike, and only then what moto says."""

import json
import traceback
from urllib.parse import unquote

from moto.core.common_models import BaseModel
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

from . import distributions, dynamodb, failures, iam, identity, s3, signature, sqs, ssm, sts
from .call import Answer, Call, Need
from .control import Control
from .failures import Dropped, Refused, refuse
from .policy import NotModelled
from .request import Request

# moto keeps every instance it ever made, for a dashboard; here that is a leak.
BaseModel.__new__ = lambda cls, *args, **kwargs: object.__new__(cls)

SERVICES = {
    "cloudfront": distributions, "dynamodb": dynamodb, "iam": iam, "s3": s3, "sqs": sqs, "ssm": ssm, "sts": sts}
# These take their own locks.
_UNLOCKED = ("sqs", "execute-api", "cloudfront")


class Gate:
    def __init__(self, accounts):
        self.accounts = accounts
        self.control = Control(accounts)
        self.moto = DomainDispatcherApplication(create_backend_app)

    def answer(self, request):
        """What a request is answered with. Dropped goes on to the server."""
        if request.path.startswith("/_emulator/"):
            return self.control.answer(request)
        return self.answer_call(request)

    def answer_call(self, request):
        call, code = None, None
        try:
            call = self.identify(request)
            self.describe(call)
            decisions = [self.decide(call, need) for need in call.needs]
            fault = call.account.faults.take(f"{call.service}:{call.operation}", request.body)
            call.account.faults.strike(fault, "before")
            answer = self.serve(call)
            call.account.faults.strike(fault, "after")
        except Refused as refused:
            code = failures.code_of(request.service, refused)[0]
            answer = Answer(*failures.render(request.service, request.method, refused))
        except NotModelled as problem:
            code = "EmulatorNotModelled"
            refused = refuse(code, f"The emulator cannot judge this: {problem}.", 501)
            answer = Answer(*failures.render(request.service, request.method, refused))
        except Dropped:
            self.note(call, 0, "Dropped")
            raise
        except Exception:
            code = "EmulatorFault"
            refused = refuse(code, f"The emulator broke down: {traceback.format_exc(limit=-4)}", 501)
            answer = Answer(*failures.render(request.service, request.method, refused))
        self.note(call, answer.status, code or _code(answer))
        answer.headers.append(("Date", request.now().strftime("%a, %d %b %Y %H:%M:%S GMT")))
        return answer

    def identify(self, request):
        """The call of a request whose signature holds."""
        stated, scope = request.header("authorization"), None
        if stated:
            scope, signed, given = signature.parse_header(stated)
            request.service = scope.service
            self._known(scope.service)
            caller = identity.find(self.accounts, scope.key)
            request.now = lambda: caller.account.now
            signature.verify_header(request, caller.secret, scope, signed, given, caller.account.now)
            token = request.header("x-amz-security-token")
        elif request.first("X-Amz-Signature") is not None:
            scope = signature.Scope(request.first("X-Amz-Credential", ""))
            caller = identity.find(self.accounts, scope.key)
            signature.verify_query(request, caller.secret, scope, caller.account.now)
            token = request.first("X-Amz-Security-Token", "")
        elif s3.is_form(request) and (form := s3.form_scope(request)):
            scope, text, given = form
            caller = identity.find(self.accounts, scope.key)
            signature.verify_policy(text, caller.secret, scope, given)
            token = caller.token or ""
        else:
            return self._anonymous(request)
        self._check_token(caller, token)
        call = Call(request, scope.service, scope.region, caller, caller.account, self.accounts)
        if scope.service == "s3":
            call.account = self.accounts.of_bucket(s3.split(request.path)[0]) or caller.account
        return call

    @staticmethod
    def _known(service):
        if service not in SERVICES and service != "execute-api":
            raise refuse("EmulatorNotModelled", f"The emulator does not model the service {service}.", 501)

    @staticmethod
    def _check_token(caller, token):
        if (caller.token or "") != token:
            raise Refused("bad_token", "The security token included in the request is invalid.")
        if caller.expires is not None and caller.account.now.timestamp() > caller.expires.timestamp():
            raise Refused("expired", "The security token included in the request is expired")

    def _anonymous(self, request):
        """Only S3 answers who does not sign; what it is about must be a bucket of an account."""
        account = self.accounts.of_bucket(s3.split(request.path)[0])
        if account is None or request.header("x-amz-target"):
            raise Refused("unsigned", "Request is missing Authentication Token")
        return Call(request, "s3", "us-east-1", None, account, self.accounts)

    @staticmethod
    def describe(call):
        if call.service == "execute-api":
            _describe_connection(call)
        elif call.service == "s3" and s3.is_form(call.request):
            s3.describe_form(call, call.account.now)
        else:
            SERVICES[call.service].describe(call)

    def decide(self, call, need):
        decision = {"action": need.action, "resource": need.resource, "allowed": False}
        call.decisions.append(decision)
        decision["keys"] = sorted(identity.authorize(self.accounts, call.caller, need))
        decision["allowed"] = True

    def serve(self, call):
        call.forward = lambda: self.forward(call)
        if call.service == "execute-api":
            status, body = call.account.connections.answer(call.request.method, call.names[0], call.request.body)
            return Answer.of(status, body if status == 200 else b"")
        if call.service in _UNLOCKED:
            return SERVICES[call.service].serve(call)
        with call.account.lock(call.service):
            return SERVICES[call.service].serve(call)

    def forward(self, call):
        """What moto answers, in the account the call is about."""
        environ = call.request.to_environ()
        environ["HTTP_X_MOTO_ACCOUNT_ID"] = call.account.id
        if call.service == "s3":
            # moto knows nobody's signature; it only reads the region and service from it.
            environ["HTTP_AUTHORIZATION"] = (
                f"AWS4-HMAC-SHA256 Credential=gate/20200101/{call.region}/s3/aws4_request, SignedHeaders=host, "
                "Signature=0")
        stated = []

        def start_response(status, headers, exc_info=None):
            stated[:] = [int(status.split()[0]), list(headers)]

        parts = self.moto(environ, start_response)
        try:
            body = b"".join(parts)
        finally:
            getattr(parts, "close", lambda: None)()
        return Answer(stated[0], [pair for pair in stated[1] if pair[0].lower() != "date"], body)

    @staticmethod
    def note(call, status, code):
        if call is not None:
            call.account.calls.append({
                "service": call.service, "operation": call.operation, "status": status, "code": code,
                "caller": call.caller.arn if call.caller else None, "decisions": call.decisions})


def _describe_connection(call):
    """/{stage}/@connections/{id}, or with the API's id before the stage."""
    stage, _, name = call.request.path.strip("/").replace("/%40", "/@", 1).partition("/@connections/")
    verbs = {"POST": "PostToConnection", "GET": "GetConnection", "DELETE": "DeleteConnection"}
    if not name or not stage or call.request.method not in verbs:
        raise refuse("ForbiddenException", "Forbidden", 403)
    api, _, stage = stage.rpartition("/")
    call.operation, call.names = verbs[call.request.method], (unquote(name),)
    resource = (
        f"arn:aws:execute-api:{call.region}:{call.caller.account.id}:{api or 'emulator'}/{stage}/"
        f"{call.request.method}/@connections/{unquote(name)}")
    call.needs = [Need("execute-api:ManageConnections", resource)]


def _code(answer):
    """The error code in what moto said, or None."""
    if answer.status < 400:
        return None
    text = answer.body.decode("utf-8", "replace")
    try:
        return str(json.loads(text).get("__type", "")).rpartition("#")[2]
    except ValueError:
        return text.partition("<Code>")[2].partition("</Code>")[0] or None
