"""Signature Version 4: of headers, of presigned URLs, of POST policies and of chunked bodies."""

import hashlib
import hmac
import re
from datetime import datetime, timedelta, timezone
from urllib.parse import quote, unquote

from .failures import Refused

SKEW = timedelta(minutes=15)
EMPTY = hashlib.sha256(b"").hexdigest()
_HEADER = re.compile(
    r"AWS4-HMAC-SHA256\s+Credential=(?P<credential>[^,\s]+),\s*"
    r"SignedHeaders=(?P<signed>[^,\s]+),\s*Signature=(?P<signature>[0-9a-f]{64})$")


class Scope:
    """KEY/20260204/us-east-1/s3/aws4_request"""

    def __init__(self, credential):
        parts = credential.rsplit("/", 4)
        if len(parts) != 5 or parts[4] != "aws4_request" or not re.fullmatch(r"\d{8}", parts[1]):
            raise Refused("bad_signature", "The credential is malformed: KEY/DATE/REGION/SERVICE/aws4_request expected.")
        self.key, self.date, self.region, self.service, _ = parts

    @property
    def text(self):
        return f"{self.date}/{self.region}/{self.service}/aws4_request"


def parse_header(value):
    """(scope, signed header names, signature) of an Authorization header."""
    match = _HEADER.match(value)
    if not match:
        raise Refused("bad_signature", "The Authorization header is no complete AWS4-HMAC-SHA256 signature.")
    return Scope(match["credential"]), match["signed"].split(";"), match["signature"]


def signing_key(secret, scope):
    key = ("AWS4" + secret).encode()
    for part in (scope.date, scope.region, scope.service, "aws4_request"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return key


def sign(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def parse_time(text):
    try:
        return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc)
    except ValueError:
        raise Refused("bad_signature", f"The date {text!r} of the signature is malformed.") from None


def canonical_query(pairs):
    encoded = sorted((quote(name, safe="-_.~"), quote(value, safe="-_.~")) for name, value in pairs)
    return "&".join(f"{name}={value}" for name, value in encoded)


def canonical_paths(service, path):
    """What the path may have been signed as: S3 encodes once, all others encode what was sent once more."""
    if service != "s3":
        return [quote(path, safe="/-_.~")]
    return [path, quote(unquote(path), safe="/-_.~")]


def verify_header(request, secret, scope, signed, signature, now):
    """Checks a request signed by headers; returns its time."""
    stamp = request.header("x-amz-date")
    time = parse_time(stamp)
    if not stamp.startswith(scope.date):
        raise Refused("bad_signature", "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date.")
    if abs(now - time) > SKEW:
        raise Refused("skewed", f"Signature expired or not yet current: {stamp}, now {now:%Y%m%dT%H%M%SZ} (15 min).")
    if "host" not in signed or any(name not in signed for name in request.header_names if name.startswith("x-amz-")):
        raise Refused("bad_signature", "There were headers present in the request which were not signed.")
    stated = request.header("x-amz-content-sha256")
    actual = hashlib.sha256(request.body).hexdigest()
    if scope.service == "s3" and not stated:
        raise Refused(None, "Missing required header for this request: x-amz-content-sha256", "InvalidRequest", 400)
    if re.fullmatch("[0-9a-f]{64}", stated) and stated != actual:
        raise Refused(
            None, "The provided 'x-amz-content-sha256' header does not match what was computed.",
            "XAmzContentSHA256Mismatch", 400)
    key = signing_key(secret, scope)
    _check(request, key, scope, signed, signature, stamp, request.query, stated or actual)
    if stated.startswith("STREAMING-AWS4-HMAC-SHA256-PAYLOAD"):
        _verify_chunks(request, key, scope, signature, stamp)


def verify_query(request, secret, scope, now):
    """Checks a presigned URL."""
    values = dict(request.query)
    stamp, signature = values.get("X-Amz-Date", ""), values.get("X-Amz-Signature", "")
    signed = values.get("X-Amz-SignedHeaders", "").split(";")
    time = parse_time(stamp)
    try:
        lifetime = int(values.get("X-Amz-Expires", ""))
    except ValueError:
        lifetime = -1
    if values.get("X-Amz-Algorithm") != "AWS4-HMAC-SHA256" or not 0 < lifetime <= 604800:
        raise Refused(
            None, "X-Amz-Algorithm must be AWS4-HMAC-SHA256 and X-Amz-Expires 1 to 604800 seconds.",
            "AuthorizationQueryParametersError", 400)
    if "host" not in signed:
        raise Refused("bad_signature", "The header host is not signed.")
    if now > time + timedelta(seconds=lifetime):
        raise Refused("denied", "Request has expired")
    if time > now + SKEW:
        raise Refused("denied", "Request is not valid yet")
    pairs = [pair for pair in request.query if pair[0] != "X-Amz-Signature"]
    key = signing_key(secret, scope)
    _check(request, key, scope, signed, signature, stamp, pairs, "UNSIGNED-PAYLOAD")


def verify_policy(policy, secret, scope, signature):
    """Checks a POST policy: its text, still in base64, is what was signed."""
    if not hmac.compare_digest(sign(signing_key(secret, scope), policy), signature):
        raise Refused("bad_signature", "The policy's signature does not match.")


def _check(request, key, scope, signed, signature, stamp, pairs, payload):
    headers = "".join(f"{name}:{' '.join(request.header(name).split())}\n" for name in signed)
    for path in canonical_paths(scope.service, request.path):
        canonical = "\n".join(
            [request.method, path, canonical_query(pairs), headers, ";".join(signed), payload])
        text = "\n".join(
            ["AWS4-HMAC-SHA256", stamp, scope.text, hashlib.sha256(canonical.encode()).hexdigest()])
        if hmac.compare_digest(sign(key, text), signature):
            return
    raise Refused(
        "bad_signature",
        "The request signature we calculated does not match the signature you provided. "
        "Check your AWS Secret Access Key and signing method.")


def _verify_chunks(request, key, scope, seed, stamp):
    """Each chunk is signed over the signature before it; a trailer is signed last."""
    body, at, last = request.body, 0, seed
    while True:
        end = body.find(b"\r\n", at)
        match = re.fullmatch(rb"([0-9a-fA-F]+);chunk-signature=([0-9a-f]{64})", body[at:end] if end >= 0 else b"")
        if not match:
            raise Refused("bad_signature", "A chunk of the body is not signed.")
        size = int(match[1], 16)
        data = body[end + 2:end + 2 + size]
        text = "\n".join(
            ["AWS4-HMAC-SHA256-PAYLOAD", stamp, scope.text, last, EMPTY, hashlib.sha256(data).hexdigest()])
        if len(data) != size or not hmac.compare_digest(sign(key, text).encode(), match[2]):
            raise Refused("bad_signature", "The signature of a chunk does not match.")
        last, at = match[2].decode(), end + 2 + size + 2
        if size == 0:
            break
    if not request.header("x-amz-content-sha256").endswith("-TRAILER"):
        return
    lines = [line for line in body[end + 2:].decode("ascii", "replace").replace("\r\n", "\n").split("\n") if line]
    if not lines or not lines[-1].startswith("x-amz-trailer-signature:"):
        raise Refused("bad_signature", "The trailer is not signed.")
    trailer = "".join(line + "\n" for line in lines[:-1])
    text = "\n".join(
        ["AWS4-HMAC-SHA256-TRAILER", stamp, scope.text, last, hashlib.sha256(trailer.encode()).hexdigest()])
    if not hmac.compare_digest(sign(key, text), lines[-1].partition(":")[2]):
        raise Refused("bad_signature", "The signature of the trailer does not match.")
