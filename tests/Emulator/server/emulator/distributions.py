"""CloudFront, whole: moto's forgets parts of a configuration, and takes any If-Match. Configurations are kept as sent."""

import base64
import copy
import re
import secrets
import threading
import xml.etree.ElementTree as ET
from datetime import datetime, timezone

from . import published
from .call import Answer, Need
from .failures import refuse

NAMESPACE = "http://cloudfront.amazonaws.com/doc/2020-05-31/"
PREFIX = "/2020-05-31"
ET.register_namespace("", NAMESPACE)
_SUMMARY = (
    "Aliases", "Origins", "OriginGroups", "DefaultCacheBehavior", "CacheBehaviors", "CustomErrorResponses", "Comment",
    "PriceClass", "Enabled", "ViewerCertificate", "Restrictions", "WebACLId", "HttpVersion", "IsIPV6Enabled", "Staging")

# (method, path) -> operation
_ROUTES = [
    ("POST", "/distribution", "CreateDistribution"),
    ("GET", "/distribution", "ListDistributions"),
    ("GET", "/distribution/{}", "GetDistribution"),
    ("GET", "/distribution/{}/config", "GetDistributionConfig"),
    ("PUT", "/distribution/{}/config", "UpdateDistribution"),
    ("DELETE", "/distribution/{}", "DeleteDistribution"),
    ("POST", "/distribution/{}/invalidation", "CreateInvalidation"),
    ("GET", "/distribution/{}/invalidation", "ListInvalidations"),
    ("GET", "/distribution/{}/invalidation/{}", "GetInvalidation"),
    ("POST", "/origin-access-control", "CreateOriginAccessControl"),
    ("GET", "/origin-access-control", "ListOriginAccessControls"),
    ("GET", "/origin-access-control/{}", "GetOriginAccessControl"),
    ("GET", "/origin-access-control/{}/config", "GetOriginAccessControlConfig"),
    ("PUT", "/origin-access-control/{}/config", "UpdateOriginAccessControl"),
    ("DELETE", "/origin-access-control/{}", "DeleteOriginAccessControl"),
    ("POST", "/function", "CreateFunction"),
    ("GET", "/function", "ListFunctions"),
    ("GET", "/function/{}", "GetFunction"),
    ("GET", "/function/{}/describe", "DescribeFunction"),
    ("PUT", "/function/{}", "UpdateFunction"),
    ("POST", "/function/{}/publish", "PublishFunction"),
    ("DELETE", "/function/{}", "DeleteFunction"),
    ("POST", "/tagging", "TagResource"),
    ("GET", "/tagging", "ListTagsForResource"),
]


class Stored:
    """A distribution, an origin access control or a function."""

    def __init__(self, name, arn, config):
        self.id, self.arn, self.config = name, arn, config
        self.etag, self.tags, self.invalidations = _etag(), {}, {}
        self.status, self.reads, self.domain = "InProgress", 0, f"{secrets.token_hex(7)}.cloudfront.net"
        self.code, self.live, self.changed = b"", False, _now()

    def change(self, config):
        self.config, self.etag, self.status, self.reads, self.changed = config, _etag(), "InProgress", 0, _now()


class Distributions:
    """The CloudFront of an account."""

    def __init__(self, account):
        self.prefix = f"arn:aws:cloudfront::{account}:"
        self.distributions, self.controls, self.functions = {}, {}, {}
        self.limits = {"distributions": 500, "per_control": 100, "per_function": 100, "controls": 100}
        # A change is deployed when it was read so many times; None: when the test says so.
        self.deploy_after_reads = 1
        self._lock = threading.RLock()

    def deploy(self):
        with self._lock:
            for each in self.distributions.values():
                each.status = "Deployed"

    def by_arn(self, arn):
        kinds = {"distribution": self.distributions, "function": self.functions}
        kind, _, name = arn.removeprefix(self.prefix).partition("/")
        return kinds.get(kind, {}).get(name)

    def serve(self, call):
        with self._lock:
            return getattr(self, "_" + re.sub(r"(?<!^)(?=[A-Z])", "_", call.operation).lower())(call)

    # Distributions

    def _create_distribution(self, call):
        root = _parse(call)
        config = root if _name(root) == "DistributionConfig" else _find(root, "DistributionConfig")
        reference = _text(config, "CallerReference")
        for each in self.distributions.values():
            if _text(each.config, "CallerReference") == reference:
                raise refuse(
                    "DistributionAlreadyExists",
                    f"The caller reference that you are using to create a distribution is associated with another "
                    f"distribution. Already exists: {each.id}", 409)
        if len(self.distributions) >= self.limits["distributions"]:
            raise refuse("TooManyDistributions", "Your request would exceed the number of distributions.", 400)
        self._check_config(config, None)
        name = "E" + secrets.token_hex(6).upper()
        made = self.distributions[name] = Stored(name, f"{self.prefix}distribution/{name}", config)
        made.tags = dict(_tags(root))
        return self._distribution(made, 201)

    def _get_distribution(self, call):
        return self._distribution(self._read(call))

    def _get_distribution_config(self, call):
        found = self._read(call)
        return _answer(200, copy.deepcopy(found.config), found.etag)

    def _update_distribution(self, call):
        found, config = self._find(call), _parse(call)
        _check_match(call, found)
        if _text(config, "CallerReference") != _text(found.config, "CallerReference"):
            raise refuse("IllegalUpdate", "The update contains modifications that are not allowed: CallerReference.", 400)
        self._check_config(config, found)
        found.change(config)
        return self._distribution(found)

    def _delete_distribution(self, call):
        found = self._find(call)
        _check_match(call, found)
        if _text(found.config, "Enabled") != "false" or found.status != "Deployed":
            raise refuse(
                "DistributionNotDisabled", "The distribution you are trying to delete has not been disabled.", 409)
        del self.distributions[found.id]
        return Answer.of(204, b"", "text/xml")

    def _list_distributions(self, call):
        def summary(each):
            self._step(each)
            item = _element("DistributionSummary", {
                "Id": each.id, "ARN": each.arn, "ETag": each.etag, "Status": each.status,
                "LastModifiedTime": each.changed, "DomainName": each.domain})
            item.extend(copy.deepcopy(part) for part in each.config if _name(part) in _SUMMARY)
            return item

        return _list(call, "DistributionList", self.distributions, summary)

    def _check_config(self, config, current):
        for part in config.iter():
            count = part.find(f"{{{NAMESPACE}}}Quantity")
            if count is not None:
                items = part.find(f"{{{NAMESPACE}}}Items")
                if int(count.text) != (0 if items is None else len(items)):
                    raise refuse("InconsistentQuantities", f"The quantity of {_name(part)} and its items differ.", 400)
        origins = {_text(each, "Id") for each in config.iter(f"{{{NAMESPACE}}}Origin")}
        if not origins or any(each.text not in origins for each in config.iter(f"{{{NAMESPACE}}}TargetOriginId")):
            raise refuse("NoSuchOrigin", "One or more of your origins or origin groups do not exist.", 404)
        others = [each.config for each in self.distributions.values() if each is not current]
        for control in _values(config, "OriginAccessControlId"):
            if control not in self.controls:
                raise refuse("InvalidOriginAccessControl", f"The origin access control {control} is not valid.", 400)
            if sum(control in _values(each, "OriginAccessControlId") for each in others) >= self.limits["per_control"]:
                raise refuse(
                    "TooManyDistributionsAssociatedToOriginAccessControl",
                    "The maximum number of distributions have been associated with the origin access control.", 400)
        for function in _values(config, "FunctionARN"):
            stored = self.by_arn(function)
            if stored is None or not stored.live:
                raise refuse("InvalidFunctionAssociation", f"The function {function} is not published.", 400)
            if sum(function in _values(each, "FunctionARN") for each in others) >= self.limits["per_function"]:
                raise refuse(
                    "TooManyDistributionsWithSingleFunctionARN",
                    "The maximum number of distributions have been associated with the function.", 400)

    def _distribution(self, each, status=200):
        body = _element("Distribution", {
            "Id": each.id, "ARN": each.arn, "Status": each.status, "LastModifiedTime": each.changed,
            "InProgressInvalidationBatches": sum(v == "InProgress" for v, _ in each.invalidations.values()),
            "DomainName": each.domain})
        body.append(copy.deepcopy(each.config))
        return _answer(status, body, each.etag, f"{PREFIX}/distribution/{each.id}")

    def _find(self, call):
        found = self.distributions.get(call.names[0])
        if found is None:
            raise refuse("NoSuchDistribution", "The specified distribution does not exist.", 404)
        return found

    def _read(self, call):
        found = self._find(call)
        self._step(found)
        return found

    def _step(self, found):
        found.reads += 1
        if self.deploy_after_reads is not None and found.reads >= self.deploy_after_reads:
            found.status = "Deployed"

    # Invalidations

    def _create_invalidation(self, call):
        found, batch = self._find(call), _parse(call)
        reference = _text(batch, "CallerReference")
        for name, (_, known) in found.invalidations.items():
            if _text(known, "CallerReference") == reference:
                if _values(known, "Path") != _values(batch, "Path"):
                    raise refuse("InvalidArgument", "Your caller reference names another batch.", 400)
                return self._invalidation(found, name, 201)
        name = "I" + secrets.token_hex(6).upper()
        found.invalidations[name] = ("InProgress", batch)
        return self._invalidation(found, name, 201)

    def _get_invalidation(self, call):
        found, name = self._find(call), call.names[1]
        if name not in found.invalidations:
            raise refuse("NoSuchInvalidation", "The specified invalidation does not exist.", 404)
        found.invalidations[name] = ("Completed", found.invalidations[name][1])
        return self._invalidation(found, name)

    def _list_invalidations(self, call):
        item = lambda entry: _element("InvalidationSummary", {
            "Id": entry[0], "CreateTime": _now(), "Status": entry[1][0]})
        found = {name: (name, entry) for name, entry in self._find(call).invalidations.items()}
        return _list(call, "InvalidationList", found, item)

    def _invalidation(self, found, name, status=200):
        state, batch = found.invalidations[name]
        body = _element("Invalidation", {"Id": name, "Status": state, "CreateTime": _now()})
        body.append(copy.deepcopy(batch))
        return _answer(status, body, None, f"{PREFIX}/distribution/{found.id}/invalidation/{name}")

    # Origin access controls

    def _create_origin_access_control(self, call):
        config = _parse(call)
        if any(_text(each.config, "Name") == _text(config, "Name") for each in self.controls.values()):
            raise refuse("OriginAccessControlAlreadyExists", "An origin access control with this name exists.", 409)
        if len(self.controls) >= self.limits["controls"]:
            raise refuse("TooManyOriginAccessControls", "The number of origin access controls exceeds the limit.", 400)
        name = "E" + secrets.token_hex(6).upper()
        self.controls[name] = Stored(name, f"{self.prefix}origin-access-control/{name}", config)
        return self._control(self.controls[name], 201)

    def _get_origin_access_control(self, call):
        return self._control(self._find_control(call))

    def _get_origin_access_control_config(self, call):
        found = self._find_control(call)
        return _answer(200, copy.deepcopy(found.config), found.etag)

    def _update_origin_access_control(self, call):
        found = self._find_control(call)
        _check_match(call, found)
        found.change(_parse(call))
        return self._control(found)

    def _delete_origin_access_control(self, call):
        found = self._find_control(call)
        _check_match(call, found)
        if any(found.id in _values(each.config, "OriginAccessControlId") for each in self.distributions.values()):
            raise refuse("OriginAccessControlInUse", "The origin access control is in use by a distribution.", 409)
        del self.controls[found.id]
        return Answer.of(204, b"", "text/xml")

    def _list_origin_access_controls(self, call):
        def summary(each):
            item = _element("OriginAccessControlSummary", {"Id": each.id})
            item.extend(copy.deepcopy(part) for part in each.config)
            return item

        return _list(call, "OriginAccessControlList", self.controls, summary)

    def _find_control(self, call):
        found = self.controls.get(call.names[0])
        if found is None:
            raise refuse("NoSuchOriginAccessControl", "The origin access control does not exist.", 404)
        return found

    def _control(self, each, status=200):
        body = _element("OriginAccessControl", {"Id": each.id})
        body.append(copy.deepcopy(each.config))
        return _answer(status, body, each.etag, f"{PREFIX}/origin-access-control/{each.id}")

    # Functions: the stage in development, and once published the one that is live.

    def _create_function(self, call):
        root = _parse(call)
        name = _text(root, "Name")
        if name in self.functions:
            raise refuse("FunctionAlreadyExists", "A function with the same name already exists.", 409)
        made = Stored(name, f"{self.prefix}function/{name}", _find(root, "FunctionConfig"))
        made.code = _code(root)
        self.functions[name] = made
        return self._function(made, "DEVELOPMENT", 201)

    def _update_function(self, call):
        found, root = self._find_function(call), _parse(call)
        _check_match(call, found)
        found.change(_find(root, "FunctionConfig"))
        found.code = _code(root)
        return self._function(found, "DEVELOPMENT")

    def _publish_function(self, call):
        found = self._find_function(call)
        _check_match(call, found)
        found.live = True
        return self._function(found, "LIVE")

    def _describe_function(self, call):
        stage = call.request.first("Stage", "DEVELOPMENT")
        return self._function(self._find_function(call, stage), stage)

    def _get_function(self, call):
        found = self._find_function(call, call.request.first("Stage", "DEVELOPMENT"))
        return Answer.of(200, found.code, "application/octet-stream", [("ETag", found.etag)])

    def _delete_function(self, call):
        found = self._find_function(call)
        _check_match(call, found)
        if any(found.arn in _values(each.config, "FunctionARN") for each in self.distributions.values()):
            raise refuse("FunctionInUse", "Cannot delete the function because it is attached to a distribution.", 409)
        del self.functions[found.id]
        return Answer.of(204, b"", "text/xml")

    def _list_functions(self, call):
        return _list(call, "FunctionList", self.functions, lambda each: self._summary(each, "DEVELOPMENT"))

    def _find_function(self, call, stage="DEVELOPMENT"):
        found = self.functions.get(call.names[0])
        if found is None or (stage == "LIVE" and not found.live):
            raise refuse("NoSuchFunctionExists", "The specified function does not exist.", 404)
        return found

    def _function(self, each, stage, status=200):
        answer = _answer(status, self._summary(each, stage), each.etag, f"{PREFIX}/function/{each.id}")
        # UpdateFunction's answer spells it so.
        answer.headers.append(("ETtag", each.etag))
        return answer

    def _summary(self, each, stage):
        body = _element("FunctionSummary", {"Name": each.id, "Status": "UNASSOCIATED"})
        body.append(copy.deepcopy(each.config))
        body.append(_element("FunctionMetadata", {
            "FunctionARN": each.arn, "Stage": stage, "CreatedTime": each.changed, "LastModifiedTime": each.changed}))
        return body

    # Tags

    def _tag_resource(self, call):
        self._tagged(call).tags.update(_tags(_parse(call)))
        return Answer.of(204, b"", "text/xml")

    def _untag_resource(self, call):
        for name in _values(_parse(call), "Key"):
            self._tagged(call).tags.pop(name, None)
        return Answer.of(204, b"", "text/xml")

    def _list_tags_for_resource(self, call):
        body = _element("Tags", {})
        items = ET.SubElement(body, f"{{{NAMESPACE}}}Items")
        items.extend(
            _element("Tag", {"Key": name, "Value": value}) for name, value in self._tagged(call).tags.items())
        return _answer(200, body)

    def _tagged(self, call):
        found = self.by_arn(call.request.first("Resource", ""))
        if found is None:
            raise refuse("NoSuchResource", "The resource that was specified is not valid.", 404)
        return found


def describe(call):
    path = call.request.path
    if not path.startswith(PREFIX):
        raise refuse("InvalidArgument", f"The API version in {path} is unknown.", 400)
    for method, pattern, operation in _ROUTES:
        match = re.fullmatch(pattern.replace("{}", "([^/]+)"), path[len(PREFIX):])
        if match and method == call.request.method:
            call.names = match.groups()
            break
    else:
        raise refuse("InvalidAction", f"The emulator does not model {call.request.method} {path}.", 400)
    if operation == "TagResource" and call.request.first("Operation") == "Untag":
        operation = "UntagResource"
    call.operation = operation
    state, action = call.account.distributions, f"cloudfront:{operation}"
    kinds = published.kinds(action)
    context = _requested(call) if call.request.body and operation != "CreateInvalidation" else {}
    if not kinds:
        resource = "*"
    elif "distribution" in kinds and operation.endswith("Resource"):
        resource = call.request.first("Resource", "")
    else:
        kind = next(each for each in ("distribution", "origin-access-control", "function") if each in kinds)
        resource = f"{state.prefix}{kind}/{call.names[0]}"
    found = state.by_arn(resource)
    if found is not None:
        context |= {f"aws:ResourceTag/{name}": value for name, value in found.tags.items()}
    call.needs = [Need(action, resource, context)]
    if operation == "CreateDistribution" and call.request.first("WithTags") is not None:
        call.needs.append(Need("cloudfront:TagResource", f"{state.prefix}distribution/new", context))


def serve(call):
    return call.account.distributions.serve(call)


def _requested(call):
    root = _parse(call)
    tags = dict(_tags(root))
    keys = list(tags) or ([each for each in _values(root, "Key")] if call.operation == "UntagResource" else [])
    return {**{f"aws:RequestTag/{name}": value for name, value in tags.items()}, **({"aws:TagKeys": keys} if keys else {})}


def _check_match(call, found):
    stated = call.request.header("if-match")
    if not stated:
        raise refuse("InvalidIfMatchVersion", "The If-Match version is missing or not valid for the resource.", 400)
    if stated != found.etag:
        raise refuse("PreconditionFailed", "The request failed because it didn't meet the preconditions.", 412)


def _parse(call):
    try:
        return ET.fromstring(call.request.body)
    except ET.ParseError as problem:
        raise refuse("MalformedInput", f"The body is no XML: {problem}", 400) from None


def _name(element):
    return element.tag.rpartition("}")[2]


def _find(root, name):
    found = root.find(f"{{{NAMESPACE}}}{name}")
    if found is None:
        raise refuse("MalformedInput", f"{name} is missing.", 400)
    return found


def _text(element, name):
    return element.findtext(f"{{{NAMESPACE}}}{name}")


def _values(element, name):
    return [each.text for each in element.iter(f"{{{NAMESPACE}}}{name}") if each.text]


def _tags(root):
    return [(_text(tag, "Key"), _text(tag, "Value") or "") for tag in root.iter(f"{{{NAMESPACE}}}Tag")]


def _code(root):
    code = base64.b64decode(_text(root, "FunctionCode") or "")
    if len(code) > 10 * 1024:
        raise refuse("FunctionSizeLimitExceeded", "The function is larger than 10 KB.", 413)
    return code


def _element(name, texts):
    root = ET.Element(f"{{{NAMESPACE}}}{name}")
    for key, value in texts.items():
        ET.SubElement(root, f"{{{NAMESPACE}}}{key}").text = str(value)
    return root


def _list(call, name, stored, summary):
    """A page, by the id of the last of the page before."""
    size, marker = int(call.request.first("MaxItems", 100)), call.request.first("Marker", "")
    names = [each for each in sorted(stored) if each > marker]
    page, more = names[:size], len(names) > size
    body = _element(name, {"Marker": marker, "MaxItems": size, "IsTruncated": str(more).lower(), "Quantity": len(page)})
    if more:
        ET.SubElement(body, f"{{{NAMESPACE}}}NextMarker").text = page[-1]
    if page:
        ET.SubElement(body, f"{{{NAMESPACE}}}Items").extend(summary(stored[each]) for each in page)
    return _answer(200, body)


def _answer(status, body, etag=None, location=None):
    headers = ([("ETag", etag)] if etag else []) + ([("Location", location)] if location else [])
    return Answer.of(status, b'<?xml version="1.0"?>\n' + ET.tostring(body), "text/xml", headers)


def _etag():
    return "E" + secrets.token_hex(7).upper()


def _now():
    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
