"""An API of tickets, with the standard library only."""

import json
import re
import sys
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock

TOKENS = {"token-ada", "token-bob"}
TICKETS = {}
LOCK = Lock()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def send(self, status, body, **headers):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def token(self):
        match = re.fullmatch(r"bearer +(\S+)", self.headers.get("Authorization", ""), re.IGNORECASE)
        return match[1] if match and match[1] in TOKENS else None

    def handle_request(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path = self.path.split("?")[0]
        # Only for tests: creates a ticket in a state.
        if created := re.fullmatch(r"/test/tickets/(open|closed)", path):
            ticket = {"id": str(uuid.uuid4()), "status": created[1]}
            TICKETS[ticket["id"]] = {"owner": self.token(), "ticket": ticket}
            return self.send(201, ticket)
        match = re.fullmatch(r"/tickets/([^/]+)(/close)?", path)
        if match is None:
            return self.send(404, {"title": "There is no such path."})
        methods = ["POST"] if match[2] else ["GET", "HEAD"]
        if self.command not in methods:
            return self.send(405, {"title": "This path has another method."}, Allow=", ".join(methods))
        owner = self.token()
        if owner is None:
            return self.send(401, {"title": "The token is unknown."}, WWW_Authenticate="Bearer")
        with LOCK:
            entry = TICKETS.get(match[1])
            if entry is None or entry["owner"] != owner:
                return self.send(404, {"title": "There is no such ticket."})
            ticket = entry["ticket"]
            if match[2]:
                if ticket["status"] == "closed":
                    return self.send(409, {"title": "The ticket is already closed."})
                ticket["status"] = "closed"
            return self.send(200, ticket)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_TRACE = handle_request


class Server(ThreadingHTTPServer):
    request_queue_size = 100


if __name__ == "__main__":
    port = int(sys.argv[1])
    print(f"http://127.0.0.1:{port}", flush=True)
    Server(("127.0.0.1", port), Handler).serve_forever()
