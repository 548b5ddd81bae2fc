"""Python's `wsgiref`: the path is decoded, repeated headers are joined, and chunks are not supported.

The lenient one has one connection at a time.
"""

import re
import sys
import threading
from http import HTTPStatus
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from api import STRICT, Call

ROUTE = re.compile(r"/v1/payment_intents/([^/]*)/cancel")


def application(environ, start_response):
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


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *_):
        pass


class ThreadingServer(ThreadingMixIn, WSGIServer):
    daemon_threads = True


def serve(announce):
    server = (ThreadingServer if STRICT else WSGIServer)(("127.0.0.1", 0), QuietHandler)
    server.set_app(application)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    announce(server.server_port)
    sys.stdin.read()
