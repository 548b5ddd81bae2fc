"""Bottle with its parsers and its router, on Python's `wsgiref`."""

import sys
import threading
from wsgiref.simple_server import make_server

from bottle import Bottle, HTTPResponse, request, response

from api import STRICT, STRIPE, Call
from servers.wsgiref import QuietHandler, ThreadingServer, WSGIServer

app = Bottle()


@app.post("/v1/payment_intents/<id>/cancel")
def cancel(id):
    status, headers, body = call(id, request.body.read()).run()
    return HTTPResponse(body, status, headers)


def call(identifier=None, content=b""):
    return Call(request.method, identifier, request.get_header, content, parse)


def parse(_):
    return request.forms.decode().allitems() if STRIPE else request.json


def failed(error):
    """Responds in place of an error page: no route, another method, a body of more than 100 kB."""
    response.status, headers, body = call().fail(error.status_code)
    for name, value in headers.items():
        response.set_header(name, value)
    return body


app.default_error_handler = failed


def serve(announce):
    server = make_server("127.0.0.1", 0, app, ThreadingServer if STRICT else WSGIServer, QuietHandler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    announce(server.server_port)
    sys.stdin.read()
