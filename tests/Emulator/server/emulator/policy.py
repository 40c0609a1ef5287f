"""Evaluates IAM policy documents: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html"""

import ipaddress
import json
import re
from datetime import datetime

ALLOW, DENY, SILENT = "allow", "deny", "silent"


class NotModelled(Exception):
    """A policy says something the gate cannot judge: a test must not go on as if it could."""


def as_list(value):
    return value if isinstance(value, list) else [value]


def matches(pattern, text):
    """Whether text fits a pattern of * (any run) and ? (one character)."""
    return re.fullmatch(
        "".join(".*" if c == "*" else "." if c == "?" else re.escape(c) for c in pattern), text, re.S) is not None


def matches_arn(pattern, arn):
    """As matches, but a * does not reach over the first five colons: each of six parts is matched alone."""
    wanted, given = pattern.split(":", 5), arn.split(":", 5)
    return len(wanted) == len(given) == 6 and all(matches(w, g) for w, g in zip(wanted, given))


def evaluate(document, action, resource, context, principal=None):
    """allow, deny or silent. A principal is given for policies of resources: the names a caller goes by."""
    answer = SILENT
    for statement in as_list(json.loads(document)["Statement"]):
        if _applies(statement, action, resource, context, principal):
            if statement["Effect"] == "Deny":
                return DENY
            answer = ALLOW
    return answer


def _applies(statement, action, resource, context, principal):
    unknown = set(statement) - {
        "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"}
    if unknown:
        raise NotModelled(f"statement element {sorted(unknown)[0]}")
    if principal is not None and not _names(statement, principal):
        return False
    if "Action" in statement and not _any_action(statement["Action"], action):
        return False
    if "NotAction" in statement and _any_action(statement["NotAction"], action):
        return False
    if "Resource" in statement and not _any_resource(statement["Resource"], resource, context):
        return False
    if "NotResource" in statement and _any_resource(statement["NotResource"], resource, context):
        return False
    return all(
        _holds(operator, key, as_list(values), context)
        for operator, tests in statement.get("Condition", {}).items()
        for key, values in tests.items())


def _names(statement, principal):
    if "NotPrincipal" in statement:
        raise NotModelled("NotPrincipal")
    stated = statement.get("Principal", {})
    if stated == "*":
        return True
    for kind, names in stated.items():
        for name in as_list(names):
            if (name == "*" and kind == "AWS") or (kind, name) in principal:
                return True
    return False


def _any_action(patterns, action):
    return any(matches(pattern.lower(), action.lower()) for pattern in as_list(patterns))


def _any_resource(patterns, resource, context):
    return any(pattern == "*" or matches(_fill(pattern, context), resource) for pattern in as_list(patterns))


def _fill(text, context):
    """${aws:username} becomes its value; an absent one becomes what nothing matches."""

    def value(match):
        name = match[1]
        if name in ("*", "?", "$"):
            return name
        found = _value(context, name)
        return "\0" if found is None or isinstance(found, list) else str(found)

    return re.sub(r"\$\{([^}]+)\}", value, text)


def _value(context, key):
    return next((value for name, value in context.items() if name.lower() == key.lower()), None)


def _holds(operator, key, wanted, context):
    quantifier, _, name = operator.rpartition(":")
    optional = name.endswith("IfExists")
    name = name.removesuffix("IfExists")
    have = _value(context, key)
    if name == "Null":
        return (have is None) == (str(wanted[0]).lower() == "true")
    test, negative = _operator(name)
    if have is None:
        return optional or negative or quantifier == "ForAllValues"
    if isinstance(have, list) and not quantifier:
        raise NotModelled(f"{key} has many values: {operator} needs ForAllValues or ForAnyValue")
    wanted = [_fill(str(value), context) for value in wanted]
    some = lambda value: any(test(str(value), each) for each in wanted)
    judge = (lambda value: not some(value)) if negative else some
    values = as_list(have)
    return any(map(judge, values)) if quantifier == "ForAnyValue" else all(map(judge, values))


def _operator(name):
    negative = "Not" in name
    base = name.replace("NotLike", "Like").replace("NotEqualsIgnoreCase", "EqualsIgnoreCase")
    base = base.replace("NotEquals", "Equals").replace("NotIpAddress", "IpAddress")
    if base not in _TESTS:
        raise NotModelled(f"condition operator {name}")
    return _TESTS[base], negative


def _instant(text):
    return float(text) if re.fullmatch(r"\d+(\.\d+)?", text) else datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def _within(address, network):
    return ipaddress.ip_address(address) in ipaddress.ip_network(network, strict=False)


_TESTS = {
    "StringEquals": lambda have, want: have == want,
    "StringEqualsIgnoreCase": lambda have, want: have.lower() == want.lower(),
    "StringLike": lambda have, want: matches(want, have),
    "ArnEquals": lambda have, want: matches_arn(want, have),
    "ArnLike": lambda have, want: matches_arn(want, have),
    "Bool": lambda have, want: have.lower() == want.lower(),
    "NumericEquals": lambda have, want: float(have) == float(want),
    "NumericLessThan": lambda have, want: float(have) < float(want),
    "NumericLessThanEquals": lambda have, want: float(have) <= float(want),
    "NumericGreaterThan": lambda have, want: float(have) > float(want),
    "NumericGreaterThanEquals": lambda have, want: float(have) >= float(want),
    "DateLessThan": lambda have, want: _instant(have) < _instant(want),
    "DateGreaterThan": lambda have, want: _instant(have) > _instant(want),
    "IpAddress": _within,
}
