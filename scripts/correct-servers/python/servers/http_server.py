"""Python's `http.server`. The lenient one has one connection at a time."""

import re
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

from api import STRICT, Call

ROUTE = re.compile(r"/v1/payment_intents/([^/]*)/cancel")


class Handler(BaseHTTPRequestHandler):
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


def serve(announce):
    server = (ThreadingHTTPServer if STRICT else HTTPServer)(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    announce(server.server_port)
    sys.stdin.read()
