"""Who calls, and what that principal's policies say."""

from dataclasses import dataclass, field

from moto.iam.models import iam_backends
from moto.s3.models import s3_backends
from moto.sts.models import sts_backends

from . import policy, published
from .failures import Refused


@dataclass
class Caller:
    account: object
    key: str
    secret: str
    arn: str
    kind: str = "user"  # root, user or role
    name: str = ""
    role_arn: str = ""
    token: str | None = None
    policies: list = field(default_factory=list)
    boundary: str | None = None
    session: str | None = None
    tags: dict = field(default_factory=dict)
    expires: object = None


def iam(account):
    return iam_backends[account.id]["aws"]


def tags_of(pairs):
    return {pair["Key"]: pair["Value"] for pair in pairs or []}


def managed(account, arn):
    """The text of a managed policy's default version."""
    found = iam(account).managed_policies.get(arn)
    if found is None:
        raise Refused(None, f"Policy {arn} does not exist or is not attachable.", "NoSuchEntity", 404)
    return next(version.document for version in found.versions if version.is_default)


def find(accounts, key):
    """The principal a key belongs to."""
    if account := accounts.of_root_key(key):
        return Caller(account, key, account.secret, f"arn:aws:iam::{account.id}:root", kind="root")
    if account := accounts.of_key(key):
        if left := account.unsettled_keys.get(key):
            account.unsettled_keys[key] = left - 1
        elif found := _user(account, key) or _session(account, key):
            return found
    raise Refused("unknown_key", "The security token or access key id included in the request is invalid.")


def _user(account, key):
    for user in list(iam(account).users.values()):
        for each in user.access_keys:
            if each.access_key_id == key and each.status == "Active":
                boundary = account.boundaries.get(user.name)
                return Caller(
                    account, key, each.secret_access_key, user.arn, name=user.name,
                    policies=_texts(account, user), tags=tags_of(user.tags),
                    boundary=managed(account, boundary) if boundary else None)
    return None


def _session(account, key):
    for session in list(sts_backends[account.id]["aws"].assumed_roles):
        if session.access_key_id == key:
            role = next((each for each in iam(account).roles.values() if each.arn == session.role_arn), None)
            if role is None:
                return None
            boundary = role.permissions_boundary_arn
            return Caller(
                account, key, session.secret_access_key, session.arn, kind="role", name=role.name,
                role_arn=role.arn, token=session.session_token, policies=_texts(account, role),
                boundary=managed(account, boundary) if boundary else None, session=session.policy or None,
                tags={**tags_of(role.tags), **account.session_tags.get(key, {})}, expires=session.expiration)
    return None


def _texts(account, entity):
    return [*entity.policies.values(), *(managed(account, arn) for arn in entity.managed_policies)]


def authorize(accounts, caller, need):
    """Refuses what no policy allows, or one denies. Returns the context it was decided in."""
    action, resource = need.action, need.resource
    context = published.offered(action, resource, {**need.context, **_principal_keys(caller)})
    if action.startswith("s3:") and resource != "*":
        owner, stated = bucket_policy(accounts, resource)
    else:
        owner, stated = _owner(resource), need.trust
    if not _is_allowed(caller, need, context, owner, stated):
        name = caller.arn if caller else "anonymous"
        raise Refused("denied", f"User: {name} is not authorized to perform: {action} on resource: {resource}")
    return context


def _is_allowed(caller, need, context, owner, stated):
    action, resource, trust = need.action, need.resource, need.trust
    for text in [stated, *(([*caller.policies, caller.boundary, caller.session]) if caller else [])]:
        if text:
            published.check_policy(text)
    judge = lambda text, names=None: policy.evaluate(text, action, resource, context, names)
    foreign = caller is None or owner not in (None, caller.account.id)
    if stated and judge(stated, _names(caller)) == policy.DENY:
        # The root user can always repair a bucket's policy.
        if caller is None or caller.kind != "root" or foreign or not action.endswith("BucketPolicy"):
            return False
    # A role is assumed by nobody whom its trust does not name, be it by the account.
    if trust and judge(trust, _names(caller)) != policy.ALLOW:
        return False
    granted = bool(stated) and judge(stated, _names(caller, account=foreign)) == policy.ALLOW
    if caller is None:
        return granted
    if caller.kind == "root":
        return granted or not foreign
    identity = [judge(text) for text in caller.policies]
    limits = [judge(text) for text in (caller.boundary, caller.session) if text]
    if policy.DENY in identity or policy.DENY in limits:
        return False
    allowed = policy.ALLOW in identity and all(limit == policy.ALLOW for limit in limits)
    if foreign:
        return allowed and granted
    if not granted or caller.kind == "user":
        return allowed or granted
    # A bucket's policy that names the role is still bounded by the session's policy and the boundary.
    named = judge(stated, {("AWS", caller.arn)}) == policy.ALLOW
    return allowed or named or all(limit == policy.ALLOW for limit in limits)


def _names(caller, account=True):
    """What a policy of a resource may call this caller. The account's own name alone grants nothing within it."""
    if caller is None:
        return set()
    names = {("AWS", caller.arn)} | ({("AWS", caller.role_arn)} if caller.role_arn else set())
    if account:
        names |= {("AWS", caller.account.id), ("AWS", f"arn:aws:iam::{caller.account.id}:root")}
    return names


def _principal_keys(caller):
    if caller is None:
        return {"aws:SecureTransport": "true", "aws:SourceIp": "127.0.0.1"}
    keys = {
        "aws:PrincipalArn": caller.role_arn or caller.arn,
        "aws:PrincipalAccount": caller.account.id,
        "aws:SourceIp": "127.0.0.1",
        # What a client sends to AWS goes by TLS; here it does not leave the machine.
        "aws:SecureTransport": "true",
        "aws:CurrentTime": caller.account.now.isoformat(),
        "aws:EpochTime": str(int(caller.account.now.timestamp())),
    }
    if caller.kind == "user":
        keys["aws:username"] = caller.name
    return keys | {f"aws:PrincipalTag/{name}": value for name, value in caller.tags.items()}


def bucket_policy(accounts, resource):
    bucket = resource.removeprefix("arn:aws:s3:::").partition("/")[0]
    owner = accounts.of_bucket(bucket)
    found = s3_backends[owner.id]["aws"].buckets.get(bucket) if owner else None
    text = found.policy if found is not None else None
    return owner.id if owner else None, text.decode() if isinstance(text, bytes) else text


def _owner(resource):
    """The account in a resource's name; None where it names none, or AWS itself."""
    parts = resource.split(":")
    return parts[4] if len(parts) > 5 and parts[4].isdigit() else None
