"""STS: who a caller is, and roles that are assumed only by whom they trust."""

import json
import re
from xml.sax.saxutils import escape

from moto.sts.models import sts_backends

from .call import Answer, Need
from .failures import refuse
from .identity import iam, tags_of

_NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/"


def describe(call):
    form = call.form
    call.operation = form.get("Action", "")
    if call.operation == "GetCallerIdentity":
        call.needs = []
    elif call.operation == "AssumeRole":
        role = _role(call)
        context = {"sts:RoleSessionName": form.get("RoleSessionName", ""), **_session_tag_keys(form)}
        if "ExternalId" in form:
            context["sts:ExternalId"] = form["ExternalId"]
        if role is not None:
            context |= {f"aws:ResourceTag/{name}": value for name, value in tags_of(role.tags).items()}
        trust = _text(role.assume_role_policy_document) if role is not None else '{"Statement":[]}'
        actions = ["sts:AssumeRole"] + (["sts:TagSession"] if _session_tags(form) else [])
        call.needs = [Need(action, form.get("RoleArn", ""), context, trust) for action in actions]
    else:
        raise refuse("InvalidAction", f"The emulator does not model {call.operation}.", 400)


def serve(call):
    if call.operation == "GetCallerIdentity":
        who = call.caller
        return Answer.of(200, (
            f'<GetCallerIdentityResponse xmlns="{_NAMESPACE}"><GetCallerIdentityResult><Arn>{escape(who.arn)}</Arn>'
            f"<UserId>{who.key}</UserId><Account>{who.account.id}</Account></GetCallerIdentityResult>"
            "<ResponseMetadata><RequestId>emulator</RequestId></ResponseMetadata></GetCallerIdentityResponse>"
        ).encode(), "text/xml")
    if call.form.get("Policy") and len(call.form["Policy"]) > 2048:
        raise refuse("PackedPolicyTooLarge", "The session policy is larger than 2,048 characters.", 400)
    answer = call.forward()
    owner = call.account
    if answer.status == 200:
        made = sts_backends[owner.id]["aws"].assumed_roles[-1]
        owner.session_tags[made.access_key_id] = _session_tags(call.form)
    return answer


def _role(call):
    owner = call.accounts.find(call.form.get("RoleArn", ":::::").split(":")[4])
    if owner is None:
        return None
    call.account = owner
    return next((role for role in iam(owner).roles.values() if role.arn == call.form.get("RoleArn")), None)


def _text(document):
    return document if isinstance(document, str) else json.dumps(document)


def _session_tags(form):
    return {
        value: form.get(f"Tags.member.{match[1]}.Value", "")
        for key, value in form.items() if (match := re.fullmatch(r"Tags\.member\.(\d+)\.Key", key))}


def _session_tag_keys(form):
    tags = _session_tags(form)
    keys = {f"aws:RequestTag/{name}": value for name, value in tags.items()}
    return {**keys, "aws:TagKeys": list(tags)} if tags else keys
