"""A small HTTP/1.1 server for the gate: connections go on after a call, as with AWS, and a drop is a real one."""

import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote_to_bytes

from .failures import Dropped
from .request import LIMIT, Request


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port, gate):
        super().__init__(("127.0.0.1", port), Handler)
        self.gate = gate

    def server_bind(self):
        # Without looking up the name of the address, which the base class does.
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = self.server_address

    def handle_error(self, request, client_address):
        pass  # A client that went away.


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body are written apart: without this the second waits for the first to be acknowledged.
    disable_nagle_algorithm = True
    wbufsize = -1
    timeout = 120

    def _answer(self):
        try:
            answer = self.server.gate.answer(Request(self._environ(self._body())))
        except (Dropped, ValueError):
            # An answer that breaks off: when there is none at all, an HTTP client may send again by itself.
            self.wfile.write(b"HTTP/1.1 2")
            self.wfile.flush()
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.send_response(answer.status)
        bodiless = self.command == "HEAD" or answer.status in (204, 304)
        for name, value in answer.headers:
            if name.lower() not in ("content-length", "connection", "transfer-encoding"):
                self.send_header(name, value)
        if answer.status not in (204, 304):
            length = answer.header("content-length") if self.command == "HEAD" else None
            self.send_header("Content-Length", length or str(len(answer.body)))
        self.end_headers()
        if not bodiless:
            self.wfile.write(answer.body)

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = _answer

    def handle_expect_100(self):
        super().handle_expect_100()
        # The client keeps its body back until it reads this, or a second is over.
        self.wfile.flush()
        return True

    def send_response(self, code, message=None):
        # The date is the account's, whose clock a test may move.
        self.send_response_only(code, message)

    def log_message(self, *args):
        pass

    def _body(self):
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            parts, size = [], 0
            while chunk := int(self.rfile.readline().split(b";")[0], 16):
                size += chunk
                if size > LIMIT:
                    raise ValueError("too large")
                parts.append(self.rfile.read(chunk))
                self.rfile.readline()
            while self.rfile.readline().strip():
                pass
            return b"".join(parts)
        length = int(self.headers.get("Content-Length") or 0)
        if not 0 <= length <= LIMIT:
            raise ValueError("too large")
        return self.rfile.read(length)

    def _environ(self, body):
        """What moto's applications are called with: PEP 3333."""
        path, _, query = self.path.partition("?")
        environ = {
            "REQUEST_METHOD": self.command, "SCRIPT_NAME": "", "QUERY_STRING": query,
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"), "REQUEST_URI": self.path, "RAW_URI": self.path, "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": str(self.server.server_port), "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1", "REMOTE_PORT": str(self.client_address[1]), "CONTENT_LENGTH": str(len(body)),
            "wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.errors": None, "wsgi.multithread": True,
            "wsgi.multiprocess": False, "wsgi.run_once": False, "wsgi.input_terminated": True, "emulator.body": body,
        }
        for name in self.headers.keys():
            key = name.upper().replace("-", "_")
            value = ",".join(self.headers.get_all(name))
            if key == "CONTENT_TYPE":
                environ[key] = value
            elif key not in ("CONTENT_LENGTH", "TRANSFER_ENCODING"):
                environ["HTTP_" + key] = value
        return environ
