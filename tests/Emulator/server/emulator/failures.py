"""What AWS refuses, and how each of its protocols says so."""

import json
from xml.sax.saxutils import escape

# What went wrong -> (code, status) by protocol. Services name the same fault differently.
_CODES = {
    "json": {
        "unknown_key": ("UnrecognizedClientException", 400),
        "bad_signature": ("InvalidSignatureException", 400),
        "skewed": ("InvalidSignatureException", 400),
        "expired": ("ExpiredTokenException", 400),
        "bad_token": ("UnrecognizedClientException", 400),
        "unsigned": ("MissingAuthenticationTokenException", 400),
        "denied": ("AccessDeniedException", 400),
        "too_many": ("ThrottlingException", 400),
    },
    "query": {
        "unknown_key": ("InvalidClientTokenId", 403),
        "bad_signature": ("SignatureDoesNotMatch", 403),
        "skewed": ("SignatureDoesNotMatch", 403),
        "expired": ("ExpiredToken", 403),
        "bad_token": ("InvalidClientTokenId", 403),
        "unsigned": ("MissingAuthenticationToken", 403),
        "denied": ("AccessDenied", 403),
        "too_many": ("Throttling", 400),
    },
    "s3": {
        "unknown_key": ("InvalidAccessKeyId", 403),
        "bad_signature": ("SignatureDoesNotMatch", 403),
        "skewed": ("RequestTimeTooSkewed", 403),
        "expired": ("ExpiredToken", 400),
        "bad_token": ("InvalidToken", 400),
        "unsigned": ("AccessDenied", 403),
        "denied": ("AccessDenied", 403),
        "too_many": ("SlowDown", 503),
    },
    "management": {
        "unknown_key": ("UnrecognizedClientException", 403),
        "bad_signature": ("InvalidSignatureException", 403),
        "skewed": ("InvalidSignatureException", 403),
        "expired": ("ExpiredTokenException", 403),
        "bad_token": ("UnrecognizedClientException", 403),
        "unsigned": ("MissingAuthenticationTokenException", 403),
        "denied": ("AccessDeniedException", 403),
        "too_many": ("LimitExceededException", 429),
    },
}

PROTOCOLS = {
    "dynamodb": "json",
    "sqs": "json",
    "ssm": "json",
    "iam": "query",
    "sts": "query",
    "cloudfront": "query",
    "s3": "s3",
    "execute-api": "management",
}


class Refused(Exception):
    """A call that AWS would refuse. kind is a row of the table above, or None when code and status are given."""

    def __init__(self, kind, message, code=None, status=None, headers=()):
        super().__init__(message)
        self.kind, self.message, self.code, self.status, self.headers = kind, message, code, status, headers


class Dropped(ConnectionError):
    """The connection ends without an answer."""


def refuse(code, message, status, headers=()):
    return Refused(None, message, code, status, headers)


def code_of(service, refused):
    if refused.kind is None:
        return refused.code, refused.status
    return _CODES[PROTOCOLS.get(service, "query")][refused.kind]


def render(service, method, refused):
    """(status, headers, body) of a refusal, in the words of the service."""
    code, status = code_of(service, refused)
    protocol = PROTOCOLS.get(service, "query")
    headers = [("x-amzn-RequestId", "emulator"), *refused.headers]
    if protocol in ("json", "management"):
        body = json.dumps({"__type": code, "message": refused.message})
        headers += [("Content-Type", "application/x-amz-json-1.0"), ("x-amzn-ErrorType", code)]
    elif protocol == "s3":
        body = "" if method == "HEAD" else (
            '<?xml version="1.0" encoding="UTF-8"?>'
            f"<Error><Code>{code}</Code><Message>{escape(refused.message)}</Message>"
            "<RequestId>emulator</RequestId></Error>")
        headers += [("Content-Type", "application/xml")]
    else:
        body = (
            f"<ErrorResponse><Error><Type>{'Sender' if status < 500 else 'Receiver'}</Type><Code>{code}</Code>"
            f"<Message>{escape(refused.message)}</Message></Error><RequestId>emulator</RequestId></ErrorResponse>")
        headers += [("Content-Type", "text/xml")]
    return status, headers, body.encode()
