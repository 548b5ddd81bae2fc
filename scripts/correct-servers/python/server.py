"""Serves one API with Python's standard library: `server.py <http.server or wsgiref> <api> <choices as JSON>`.

Prints its two addresses as JSON. The second one creates resources, for the fixtures.
"""

import json
import re
import sys
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer
from socketserver import ThreadingMixIn
from urllib.parse import unquote, urlsplit
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from api import ACCOUNTS, STRICT, Call, create

ROUTE = re.compile(r"/v1/payment_intents/([^/]*)/cancel")


class Handler(BaseHTTPRequestHandler):
    """Serves with `http.server`."""

    # The default is HTTP/1.0, which closes after each response.
    protocol_version = "HTTP/1.1" if STRICT else "HTTP/1.0"

    def cancel(self):
        content = self.content()
        match = ROUTE.fullmatch(urlsplit(self.path).path)
        # The first value of a repeated header counts.
        call = Call(self.command, match and unquote(match[1]), self.headers.get, content)
        status, headers, body = call.run()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = cancel

    def content(self):
        """Reads the body: a length, or chunks, which `http.server` leaves to its handlers."""
        if "chunked" not in self.headers.get("Transfer-Encoding", "").lower():
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        chunks = []
        while size := int(self.rfile.readline().split(b";")[0], 16):
            chunks.append(self.rfile.read(size))
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass
        return b"".join(chunks)

    def log_message(self, *_):
        pass


def application(environ, start_response):
    """Serves with `wsgiref`: the path is decoded, repeated headers are joined, and chunks are not supported."""
    match = ROUTE.fullmatch(environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace"))
    if environ.get("HTTP_TRANSFER_ENCODING"):
        start_response("411 Length Required", [("Content-Length", "0")])
        return []
    content = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))

    def header(name):
        variable = name.upper().replace("-", "_")
        return environ.get(variable if variable == "CONTENT_TYPE" else f"HTTP_{variable}")

    status, headers, body = Call(environ["REQUEST_METHOD"], match and match[1], header, content).run()
    start_response(f"{status} {HTTPStatus(status).phrase}", list(headers.items()))
    # `wsgiref` leaves it to the application that a response to HEAD has no content (RFC 9110, section 9.3.2).
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


class QuietWsgiHandler(WSGIRequestHandler):
    def log_message(self, *_):
        pass


class ThreadingWsgiServer(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Admin(BaseHTTPRequestHandler):
    """Creates resources."""

    def do_POST(self):
        wanted = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        identifier = create(ACCOUNTS[wanted["key"]], wanted["state"], wanted.get("next"))
        self.send_response(404 if identifier is None else 200)
        self.end_headers()
        self.wfile.write((identifier or "").encode())

    def log_message(self, *_):
        pass


def start():
    """Returns the server of the API. The lenient ones have one connection at a time."""
    if sys.argv[1] == "wsgiref":
        wsgi = (ThreadingWsgiServer if STRICT else WSGIServer)(("127.0.0.1", 0), QuietWsgiHandler)
        wsgi.set_app(application)
        return wsgi
    return (ThreadingHTTPServer if STRICT else HTTPServer)(("127.0.0.1", 0), Handler)


server, admin = start(), ThreadingHTTPServer(("127.0.0.1", 0), Admin)
for one in (server, admin):
    threading.Thread(target=one.serve_forever, daemon=True).start()
addresses = {"url": server.server_port, "admin": admin.server_port}
print(json.dumps({name: f"http://127.0.0.1:{port}" for name, port in addresses.items()}), flush=True)
sys.stdin.read()
