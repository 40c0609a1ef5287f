"""A request as it came: path and query undecoded, body whole."""

import io
from datetime import datetime, timezone
from urllib.parse import parse_qsl, unquote

LIMIT = 64 * 1024 * 1024


class Request:
    def __init__(self, environ):
        self.environ = environ
        self.method = environ["REQUEST_METHOD"]
        self.path, _, text = (environ.get("RAW_URI") or environ["REQUEST_URI"]).partition("?")
        # A + in a query is a plus: only forms use it for a space.
        self.query = [tuple(unquote(half) for half in part.partition("=")[::2]) for part in text.split("&") if part]
        self.body = environ["emulator.body"]
        # Of an unsigned request, S3: no other service answers those.
        self.service = "s3"
        # The clock of the account it is about, once that is known.
        self.now = lambda: datetime.now(timezone.utc)
        self.header_names = [
            name[5:].lower().replace("_", "-") for name in environ if name.startswith("HTTP_")]

    def header(self, name):
        """The value of a header, or "" when it was not sent."""
        key = name.upper().replace("-", "_")
        return self.environ.get(key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else "HTTP_" + key) or ""

    def first(self, name, default=None):
        """The first value of a name in the query."""
        return next((value for key, value in self.query if key == name), default)

    @property
    def form(self):
        return dict(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))

    def replace_body(self, body):
        self.body = body
        self.environ["CONTENT_LENGTH"] = str(len(body))

    def to_environ(self):
        self.environ["wsgi.input"] = io.BytesIO(self.body)
        return self.environ
