"""Flask with its parsers, its router and the server of Werkzeug."""

import sys
import threading

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException
from werkzeug.serving import make_server

from api import STRICT, STRIPE, Call

app = Flask(__name__)


@app.post("/v1/payment_intents/<id>/cancel")
def cancel(id):
    status, headers, body = call(id).run()
    return Response(body, status, headers)


@app.errorhandler(HTTPException)
def failed(error):
    if 300 <= error.code < 400:
        return error
    status, headers, body = call().fail(error.code)
    return Response(body, status, headers)


def call(identifier=None):
    return Call(request.method, identifier, request.headers.get, request.get_data(), parse)


def parse(content):
    # Flask replaces bytes that are not UTF-8.
    content.decode("utf-8")
    return list(request.form.items(multi=True)) if STRIPE else request.json


def serve(announce):
    server = make_server("127.0.0.1", 0, app, threaded=STRICT)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    announce(server.server_port)
    sys.stdin.read()
