"""Records the requests that botocore makes, for GoldenTests to compare ours with.

Run by hand, when an operation is added:  python3 record.py   (needs botocore==1.43.11)
Nothing is sent: each request is caught, signed, just before it would leave.
"""

import datetime
import json
import pathlib
from urllib.parse import urlsplit

import botocore.auth
import botocore.session

from cases import CASES

PINNED = "1.43.11"
ENDPOINTS = {
    "iam": "http://iam.amazonaws.com",
    "cloudfront": "http://cloudfront.amazonaws.com",
    "apigatewaymanagementapi": "http://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com/prod",
}


class Caught(Exception):
    """Carries a request out of botocore instead of sending it."""


def catch(request, **_):
    raise Caught(request)


def record(service, operation, params):
    client = botocore.session.get_session().create_client(
        service,
        # Global services are signed for us-east-1 wherever they are called from.
        region_name="eu-central-1" if service == "apigatewaymanagementapi" else "us-east-1",
        endpoint_url=ENDPOINTS[service],
        aws_access_key_id="AKIDEXAMPLE",
        aws_secret_access_key="wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    )
    client.meta.events.register("before-send", catch)
    try:
        client._make_api_call(operation, params)
    except Caught as caught:
        request = caught.args[0]
    url = urlsplit(request.url)
    headers = {
        name.lower(): value.decode() if isinstance(value, bytes) else value for name, value in request.headers.items()
    }
    body = request.body or b""
    if hasattr(body, "read"):
        body = body.read()
    return {
        "method": request.method,
        "host": url.netloc,
        "path": url.path,
        "query": url.query,
        "headers": {n: headers[n] for n in sorted(headers) if n not in ("user-agent", "amz-sdk-invocation-id")
                    and not n.startswith("amz-sdk")},
        "body": body.decode() if isinstance(body, bytes) else body,
    }


def main():
    if botocore.__version__ != PINNED:
        raise SystemExit(f"botocore {PINNED} is the pinned version; this is {botocore.__version__}")
    botocore.auth.get_current_datetime = lambda *_, **__: datetime.datetime(2026, 1, 2, 3, 4, 5)
    here = pathlib.Path(__file__).parent
    for service, cases in CASES.items():
        recorded = {name: record(service, *case) for name, case in cases.items()}
        (here / f"{service}.json").write_text(json.dumps(recorded, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
