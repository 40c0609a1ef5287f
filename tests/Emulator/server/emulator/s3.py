"""S3: which action a request is, forms of a browser, and answers that do not tell whether a key exists."""

import base64
import hashlib
import io
import json
import re
import xml.etree.ElementTree as ET
from datetime import datetime, timezone
from urllib.parse import unquote
from xml.sax.saxutils import escape

from moto.iam.access_control import PermissionResult
from moto.s3.models import FakeBucket, s3_backends
from werkzeug.wrappers import Request as Form

from . import identity, policy, published, signature
from .call import Need
from .failures import Refused, refuse

# moto judges policies of buckets by itself, without their conditions; the gate has judged by then.
FakeBucket.get_permission = lambda bucket, action, resource: PermissionResult.PERMITTED

_SUB = {
    "policy": "BucketPolicy", "policyStatus": "BucketPolicyStatus", "versioning": "BucketVersioning",
    "lifecycle": "LifecycleConfiguration", "website": "BucketWebsite", "tagging": "BucketTagging",
    "cors": "BucketCORS", "acl": "BucketAcl", "publicAccessBlock": "BucketPublicAccessBlock",
    "encryption": "EncryptionConfiguration", "ownershipControls": "BucketOwnershipControls",
    "location": "BucketLocation", "notification": "BucketNotification", "logging": "BucketLogging",
    "object-lock": "BucketObjectLockConfiguration",
}
# What is removed by the right to put it; the others have a Delete of their own.
_DELETED_BY_PUT = {
    "LifecycleConfiguration", "BucketTagging", "BucketCORS", "BucketPublicAccessBlock", "EncryptionConfiguration",
    "BucketOwnershipControls"}
_VERBS = {"GET": "Get", "HEAD": "Get", "PUT": "Put", "DELETE": "Delete"}


def split(path):
    """(bucket, key) of a path, decoded once."""
    bucket, _, key = unquote(path).removeprefix("/").partition("/")
    return bucket, key


def describe(call):
    request = call.request
    if not re.fullmatch(r"(127\.0\.0\.1|localhost)(:\d+)?", request.header("host")):
        raise refuse("InvalidRequest", "The emulator takes buckets in paths only.", 400)
    names = [name for name, _ in request.query]
    if len(set(names)) < len(names):
        raise refuse("InvalidArgument", "A parameter of the query is repeated.", 400)
    bucket, key = split(request.path)
    arn = f"arn:aws:s3:::{bucket}"
    if not bucket:
        call.operation, call.needs = "ListBuckets", [Need("s3:ListAllMyBuckets", "*")]
    elif not key:
        call.operation, call.needs = _bucket(request, names, arn)
    else:
        call.operation, call.needs = _object(request, names, f"{arn}/{key}")
    if request.header("x-amz-acl") not in ("", "private", "bucket-owner-full-control"):
        raise refuse("AccessControlListNotSupported", "The bucket does not allow ACLs", 400)


def _bucket(request, names, arn):
    method = request.method
    if method == "POST" and "delete" in names:
        keys = [part.text or "" for part in ET.fromstring(request.body).iter() if part.tag.rpartition("}")[2] == "Key"]
        return "DeleteObjects", [Need("s3:DeleteObject", f"{arn}/{key}") for key in keys]
    sub = next((_SUB[name] for name in names if name in _SUB), None)
    if sub and method in _VERBS:
        verb = "Put" if method == "DELETE" and sub in _DELETED_BY_PUT else _VERBS[method]
        return _VERBS[method] + sub, [Need(f"s3:{verb}{sub}", arn)]
    if method in ("GET", "HEAD"):
        action = (
            "ListBucketVersions" if "versions" in names
            else "ListBucketMultipartUploads" if "uploads" in names else "ListBucket")
        keys = {f"s3:{name}": value for name, value in request.query if name in ("prefix", "delimiter", "max-keys")}
        operation = "HeadBucket" if method == "HEAD" else "ListObjectsV2" if action == "ListBucket" else action
        return operation, [Need(f"s3:{action}", arn, keys)]
    if method in ("PUT", "DELETE"):
        operation = "CreateBucket" if method == "PUT" else "DeleteBucket"
        return operation, [Need(f"s3:{operation}", arn)]
    raise refuse("MethodNotAllowed", "The specified method is not allowed against this resource.", 405)


def _object(request, names, arn):
    method, version = request.method, "Version" if "versionId" in names else ""
    if "uploadId" in names and method in ("GET", "DELETE"):
        return ("ListParts", [Need("s3:ListMultipartUploadParts", arn)]) if method == "GET" else (
            "AbortMultipartUpload", [Need("s3:AbortMultipartUpload", arn)])
    for name, kind in (("tagging", "Tagging"), ("acl", "Acl")):
        if name in names:
            return f"{_VERBS[method]}Object{kind}", [Need(f"s3:{_VERBS[method]}Object{version}{kind}", arn)]
    if method == "POST" and not {"uploads", "uploadId"} & set(names):
        raise refuse("NotImplemented", "The emulator does not model this request.", 501)
    if method in ("GET", "HEAD"):
        return ("GetObject" if method == "GET" else "HeadObject"), [Need(f"s3:GetObject{version}", arn)]
    if method == "DELETE":
        return "DeleteObject", [Need(f"s3:DeleteObject{version}", arn)]
    keys = {"s3:x-amz-acl": acl} if (acl := request.header("x-amz-acl")) else {}
    needs = [Need("s3:PutObject", arn, keys)]
    if request.header("x-amz-tagging"):
        needs.append(Need("s3:PutObjectTagging", arn))
    source = request.header("x-amz-copy-source")
    if source:
        path, _, version_id = source.partition("?versionId=")
        right = "s3:GetObjectVersion" if version_id else "s3:GetObject"
        needs.append(Need(right, "arn:aws:s3:::" + unquote(path).removeprefix("/")))
    part = "partNumber" in names
    operation = (
        "CreateMultipartUpload" if "uploads" in names else "CompleteMultipartUpload" if method == "POST"
        else ("UploadPartCopy" if part else "CopyObject") if source else "UploadPart" if part else "PutObject")
    return operation, needs


def serve(call):
    if call.operation == "PutBucketPolicy":
        _check_policy(call)
    if call.operation == "PutObject":
        _check_hash(call.request)
    answer = call.forward()
    if call.operation in ("GetObject", "HeadObject") and answer.status == 404 and not _may_list(call):
        raise Refused("denied", "Access Denied")
    if call.operation == "GetObject" and call.caller is not None:
        _override(call.request, answer)
    return answer


def _check_hash(request):
    """moto keeps a checksum as it was stated."""
    stated = request.header("x-amz-checksum-sha256")
    if stated and stated != base64.b64encode(hashlib.sha256(_plain(request)).digest()).decode():
        raise refuse("BadDigest", "The SHA256 you specified did not match the calculated checksum.", 400)


def _plain(request):
    """The body without the frames of its chunks, which are known to be whole."""
    body, at, parts = request.body, 0, []
    if not request.header("x-amz-content-sha256").startswith("STREAMING-"):
        return body
    while True:
        end = body.index(b"\r\n", at)
        size = int(body[at:end].partition(b";")[0], 16)
        if size == 0:
            return b"".join(parts)
        parts.append(body[end + 2:end + 2 + size])
        at = end + 2 + size + 2


def _override(request, answer):
    """The headers that a signed address may choose, which moto does not know."""
    for name in ("Content-Type", "Content-Language", "Cache-Control", "Content-Disposition", "Content-Encoding"):
        value = request.first(f"response-{name.lower()}")
        if value is not None:
            answer.headers[:] = [pair for pair in answer.headers if pair[0].lower() != name.lower()] + [(name, value)]


def _may_list(call):
    """Who may not list a bucket is not told that a key is absent."""
    bucket, key = split(call.request.path)
    try:
        identity.authorize(call.accounts, call.caller, Need("s3:ListBucket", f"arn:aws:s3:::{bucket}"))
        return True
    except Refused:
        return False


def _check_policy(call):
    bucket, _ = split(call.request.path)
    found = s3_backends[call.account.id]["aws"].buckets.get(bucket)
    try:
        statements = policy.as_list(json.loads(call.request.body)["Statement"])
    except (ValueError, KeyError, TypeError):
        raise refuse("MalformedPolicy", "Policies must be valid JSON with a Statement.", 400) from None
    published.check_policy(call.request.body)
    for statement in statements:
        for resource in policy.as_list(statement.get("Resource", [])):
            if resource.removeprefix("arn:aws:s3:::").partition("/")[0] != bucket:
                raise refuse("MalformedPolicy", "Policy has invalid resource", 400)
    block = found.public_access_block if found is not None else None
    if block and str(block.block_public_policy).lower() == "true" and any(map(_is_public, statements)):
        raise Refused("denied", "The bucket policy grants public access and BlockPublicPolicy is on.")


def _is_public(statement):
    principal = statement.get("Principal")
    everyone = principal == "*" or (isinstance(principal, dict) and "*" in policy.as_list(principal.get("AWS", [])))
    return statement.get("Effect") == "Allow" and everyone and not statement.get("Condition")


def is_form(request):
    return request.method == "POST" and request.header("content-type").startswith("multipart/form-data")


def form_scope(request):
    """(scope, policy, signature) that a browser's form is signed with; None for an anonymous one."""
    fields = _fields(request)[0]
    if "policy" not in fields:
        return None
    if fields.get("x-amz-algorithm") != "AWS4-HMAC-SHA256":
        raise refuse("InvalidArgument", "x-amz-algorithm must be AWS4-HMAC-SHA256.", 400)
    return signature.Scope(fields.get("x-amz-credential", "")), fields["policy"], fields.get("x-amz-signature", "")


def describe_form(call, now):
    """What a browser's form needs, once its policy holds."""
    fields, data, filename = _fields(call.request)
    bucket, _ = split(call.request.path)
    if "key" not in fields:
        raise refuse("InvalidArgument", "Bucket POST must contain a field named 'key'.", 400)
    fields["bucket"] = bucket
    if "policy" in fields:
        _check_form(fields, data, now)
    key = fields["key"].replace("${filename}", filename)
    call.operation, call.needs = "PostObject", [Need("s3:PutObject", f"arn:aws:s3:::{bucket}/{key}")]


def _fields(request):
    environ = dict(request.environ)
    form = Form(environ | {"wsgi.input": io.BytesIO(request.body)})
    file = form.files.get("file")
    if file is None:
        raise refuse("InvalidArgument", "POST requires exactly one file upload per request.", 400)
    return {name.lower(): value for name, value in form.form.items()}, file.read(), file.filename or ""


def _check_form(fields, data, now):
    """https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html"""
    try:
        stated = json.loads(base64.b64decode(fields["policy"]))
        expires = datetime.fromisoformat(stated["expiration"].replace("Z", "+00:00"))
        conditions = stated["conditions"]
    except (ValueError, KeyError, TypeError):
        raise refuse("InvalidPolicyDocument", "Invalid Policy: Invalid JSON.", 400) from None
    if now > expires.astimezone(timezone.utc):
        raise Refused("denied", "Invalid according to Policy: Policy expired.")
    named = {"policy", "x-amz-signature", "file", "bucket"}
    for condition in conditions:
        named |= _check_condition(condition, fields, len(data))
    extra = [name for name in fields if name not in named and not name.startswith("x-ignore-")]
    if extra:
        raise Refused("denied", f"Invalid according to Policy: Extra input fields: {extra[0]}")


def _check_condition(condition, fields, size):
    """The names of the fields a condition speaks of."""
    if isinstance(condition, dict):
        name, wanted = next(iter(condition.items()))
        operator = "eq"
    else:
        operator, name, wanted = condition
        if operator == "content-length-range":
            if size > int(wanted):
                raise refuse("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size", 400)
            if size < int(name):
                raise refuse("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size", 400)
            return set()
        name = name.removeprefix("$")
    have = fields.get(name.lower(), "")
    holds = have == wanted if operator == "eq" else operator == "starts-with" and have.startswith(wanted)
    if not holds:
        raise Refused(
            "denied", f"Invalid according to Policy: Policy Condition failed: {escape(json.dumps(condition))}")
    return {name.lower()}
