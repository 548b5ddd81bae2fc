"""Serves one API with a server or framework of Python: `server.py <name> <api> <choices as JSON>`.

Prints its two addresses as JSON. The second one creates resources, for the fixtures.
"""

import importlib
import json
import logging
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from api import ACCOUNTS, create


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


def announce(port):
    """Prints the addresses of a server that listens on `port`, and starts the one that creates resources."""
    admin = ThreadingHTTPServer(("127.0.0.1", 0), Admin)
    threading.Thread(target=admin.serve_forever, daemon=True).start()
    addresses = {"url": port, "admin": admin.server_port}
    print(json.dumps({name: f"http://127.0.0.1:{one}" for name, one in addresses.items()}), flush=True)


if __name__ == "__main__":
    # What the frameworks log would be printed between the rows of the table.
    logging.disable()
    importlib.import_module("servers." + sys.argv[1].replace(".", "_")).serve(announce)
