"""AWS's service authorization reference, as derived into ../data: what may be asked at all."""

import json
import pathlib
import re

from .failures import refuse
from .policy import NotModelled, as_list

_DATA = json.loads((pathlib.Path(__file__).parents[1] / "data" / "service-authorization.json").read_text())

# Keys of every request, whatever the action. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
_GLOBAL = (
    "aws:username", "aws:userid", "aws:principalarn", "aws:principalaccount", "aws:principaltype", "aws:principaltag/",
    "aws:principalisawsservice", "aws:securetransport", "aws:sourceip", "aws:currenttime", "aws:epochtime",
    "aws:sourcearn", "aws:sourceaccount", "aws:resourceaccount", "aws:tokenissuetime")


# Names that may hold slashes of their own; all others end at one.
_LONG = {"ObjectName", "ParameterNameWithoutLeadingSlash", "ApiSpecificResourcePath"}


def _pattern(arn):
    part = lambda text: (
        re.escape(text) if not text.startswith("${")
        else ".+" if text[2:-1] in _LONG or text.endswith("WithPath}") else "[^/:]+")
    return re.compile("".join(map(part, re.split(r"(\$\{\w+\})", arn))), re.S)


_ARNS = {
    (service, kind["name"]): _pattern(kind["arn"])
    for service, entry in _DATA["services"].items() for kind in entry["resources"]}
_ACTIONS = {
    f"{service}:{action['name']}".lower(): (service, action)
    for service, entry in _DATA["services"].items() for action in entry["actions"]}
_KIND_KEYS = {
    (service, kind["name"]): kind["keys"]
    for service, entry in _DATA["services"].items() for kind in entry["resources"]}


def kinds(action):
    """The kinds of resource an action is authorized for; none means * alone."""
    return [kind["name"] for kind in _entry(action)[1]["resources"]]


def offered(action, resource, candidates):
    """Those of the candidate condition keys that AWS gives to this action on this resource, or to every action.

    Fails when AWS publishes no such action, or the resource is none of the action's.
    """
    service, entry = _entry(action)
    fitting = [kind for kind in entry["resources"] if _ARNS[service, kind["name"]].fullmatch(resource)]
    if bool(fitting) == (resource == "*") or bool(entry["resources"]) != bool(fitting):
        raise NotModelled(f"{resource} is no resource of {action}")
    keys = [key.lower() for key in entry["keys"]]
    for kind in fitting:
        keys += [key.lower() for key in kind["keys"] + _KIND_KEYS[service, kind["name"]]]
    return {
        key: value for key, value in candidates.items()
        if _is_global(key) or any(_same(key.lower(), each) for each in keys)}


def _entry(action):
    if action.lower() not in _ACTIONS:
        raise NotModelled(f"AWS publishes no action {action}")
    return _ACTIONS[action.lower()]


def check_policy(document):
    """Fails when a policy asks for a key of a service that the gate never fills: its answer would be a guess."""
    try:
        statements = as_list(json.loads(document)["Statement"])
    except (ValueError, KeyError, TypeError) as problem:
        raise refuse("MalformedPolicyDocument", f"The policy is no JSON with a Statement: {problem}", 400) from None
    for statement in statements:
        for tests in statement.get("Condition", {}).values():
            for key in tests:
                if not _is_global(key) and not any(_same(key.lower(), each) for each in FILLED):
                    raise NotModelled(f"condition key {key}")


# The keys of services that the gate fills in.
FILLED = {
    "aws:resourcetag/${tagkey}", "iam:resourcetag/${tagkey}", "aws:requesttag/${tagkey}", "aws:tagkeys",
    "iam:permissionsboundary", "iam:policyarn", "s3:prefix", "s3:delimiter", "s3:max-keys", "s3:x-amz-acl",
    "dynamodb:leadingkeys", "sts:rolesessionname", "sts:externalid"}


def _is_global(key):
    return any(
        key.lower().startswith(name) if name.endswith("/") else key.lower() == name for name in _GLOBAL)


def _same(key, offered):
    stem, slash, _ = offered.partition("/${")
    return key.startswith(stem + "/") if slash else key == offered
