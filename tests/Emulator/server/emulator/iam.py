"""IAM: boundaries, limits and conflicts that moto does not know."""

import re


from . import published
from .call import Answer, Need
from .failures import refuse
from .identity import iam, managed, tags_of

INLINE = 2048
_NAMESPACE = "https://iam.amazonaws.com/doc/2010-05-08/"


def describe(call):
    form = call.form
    call.operation = form.get("Action", "")
    action = f"iam:{call.operation}"
    kinds = published.kinds(action)
    account = call.caller.account
    user, role = _user(call), iam(account).roles.get(_role(account, form.get("RoleName")))
    context = _requested_tags(form)
    if "PermissionsBoundary" in form:
        context["iam:PermissionsBoundary"] = form["PermissionsBoundary"]
    elif user is not None and account.boundaries.get(user.name):
        context["iam:PermissionsBoundary"] = account.boundaries[user.name]
    elif role is not None and role.permissions_boundary_arn:
        context["iam:PermissionsBoundary"] = role.permissions_boundary_arn
    if "PolicyArn" in form:
        context["iam:PolicyARN"] = form["PolicyArn"]
    entity = user if "user" in kinds else role if "role" in kinds else None
    for name, value in tags_of(entity.tags if entity is not None else None).items():
        context[f"aws:ResourceTag/{name}"] = context[f"iam:ResourceTag/{name}"] = value
    call.needs = [Need(action, _resource(call, kinds, user, role), context)]


def _resource(call, kinds, user, role):
    form, prefix = call.form, f"arn:aws:iam::{call.caller.account.id}"
    path = form.get("Path", "/")
    if "user" in kinds and ("UserName" in form or "AccessKeyId" not in form):
        return user.arn if user is not None else f"{prefix}:user{path}{form.get('UserName', '')}"
    if "role" in kinds and "RoleName" in form:
        return role.arn if role is not None else f"{prefix}:role{path}{form['RoleName']}"
    if "policy" in kinds:
        return form.get("PolicyArn") or f"{prefix}:policy{path}{form.get('PolicyName', '')}"
    return "*"


def _user(call):
    name = call.form.get("UserName") or (call.caller.name if call.caller.kind == "user" else None)
    return iam(call.caller.account).users.get(name)


def _role(account, name):
    return next((key for key, role in iam(account).roles.items() if role.name == name), None)


def _requested_tags(form):
    names = {
        match[1]: value for key, value in form.items() if (match := re.fullmatch(r"Tags\.member\.(\d+)\.Key", key))}
    context = {f"aws:RequestTag/{name}": form.get(f"Tags.member.{at}.Value", "") for at, name in names.items()}
    keys = list(names.values()) + [value for key, value in form.items() if key.startswith("TagKeys.member.")]
    return {**context, "aws:TagKeys": keys} if keys else context


def serve(call):
    form, account = call.form, call.account
    user = iam(account).users.get(form.get("UserName", ""))
    if call.operation == "CreateUser":
        return _create_user(call)
    if call.operation in ("PutUserPermissionsBoundary", "DeleteUserPermissionsBoundary"):
        return _change_boundary(call, user)
    if call.operation == "PutUserPolicy" and user is not None:
        _check_inline(user, form)
    if call.operation in ("PutUserPolicy", "PutRolePolicy", "CreatePolicy"):
        published.check_policy(form.get("PolicyDocument", "{}"))
    if call.operation == "DeleteUser" and user is not None and user.access_keys:
        raise refuse("DeleteConflict", "Cannot delete entity, must delete access keys first.", 409)
    if call.operation == "GetUser" and "UserName" not in form and call.caller.kind == "root":
        raise refuse("ValidationError", "The emulator's root is no user: name one.", 400)
    before = {key.access_key_id for key in user.access_keys} if user is not None else set()
    answer = call.forward()
    if call.operation == "CreateAccessKey" and answer.status == 200 and account.new_key_refusals:
        fresh = {key.access_key_id for key in user.access_keys} - before
        account.unsettled_keys.update(dict.fromkeys(fresh, account.new_key_refusals))
    if call.operation == "DeleteUser" and answer.status == 200:
        account.boundaries.pop(form.get("UserName"), None)
    return answer


def _create_user(call):
    form, account = call.form, call.account
    if arn := form.get("PermissionsBoundary"):
        managed(account, arn)
    answer = call.forward()
    if answer.status == 200 and arn:
        _set_boundary(account, iam(account).users[form["UserName"]], arn)
    return answer


def _change_boundary(call, user):
    if user is None:
        raise refuse("NoSuchEntity", f"The user with name {call.form.get('UserName')} cannot be found.", 404)
    arn = call.form.get("PermissionsBoundary") if call.operation.startswith("Put") else None
    if arn:
        managed(call.account, arn)
    elif user.name not in call.account.boundaries:
        raise refuse("NoSuchEntity", f"User {user.name} has no permissions boundary.", 404)
    _set_boundary(call.account, user, arn)
    name = call.operation + "Response"
    return Answer.of(
        200, f'<{name} xmlns="{_NAMESPACE}"><ResponseMetadata><RequestId>emulator</RequestId></ResponseMetadata></{name}>'
        .encode(), "text/xml")


def _set_boundary(account, user, arn):
    if arn is None:
        account.boundaries.pop(user.name, None)
        user.permissions_boundary = None
    else:
        account.boundaries[user.name] = arn
        user.permissions_boundary = {
            "PermissionsBoundaryType": "PermissionsBoundaryPolicy", "PermissionsBoundaryArn": arn}


def _check_inline(user, form):
    size = lambda text: len(re.sub(r"\s", "", text))
    others = sum(size(text) for name, text in user.policies.items() if name != form.get("PolicyName"))
    if others + size(form.get("PolicyDocument", "")) > INLINE:
        raise refuse(
            "LimitExceeded", f"Maximum policy size of {INLINE} bytes exceeded for user {user.name}", 409)


