"""Tornado with its parsers, its router and its server."""

import asyncio
import json
import sys

from tornado.escape import parse_qs_bytes
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from api import STRICT, STRIPE, Call


class Handler(RequestHandler):
    async def post(self, identifier):
        call = Call("POST", identifier, self.request.headers.get, self.request.body, self.parse)
        self.respond(*await asyncio.to_thread(call.run))

    def parse(self, content):
        if not STRIPE:
            return json.loads(content)
        # `body_arguments` is empty if the media type has capital letters.
        content.decode("utf-8")
        arguments = parse_qs_bytes(content, keep_blank_values=True, strict_parsing=STRICT)
        return [(name, value.decode()) for name, values in arguments.items() for value in values]

    def write_error(self, status_code, **_):
        self.respond(*Call(self.request.method, None, self.request.headers.get, b"").fail(status_code))

    def respond(self, status, headers, body):
        self.set_status(status)
        for name, value in headers.items():
            self.set_header(name, value)
        self.finish(body)


class Unknown(Handler):
    def prepare(self):
        self.send_error(404)


async def start(announce):
    routes = [(r"/v1/payment_intents/([^/]+)/cancel", Handler)]
    sockets = bind_sockets(0, "127.0.0.1")
    HTTPServer(Application(routes, default_handler_class=Unknown)).add_sockets(sockets)
    announce(sockets[0].getsockname()[1])
    await asyncio.to_thread(sys.stdin.read)


def serve(announce):
    asyncio.run(start(announce))
