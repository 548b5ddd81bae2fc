"""aiohttp with its parsers, its router and its server."""

import asyncio
import sys

from aiohttp import web

from api import STRIPE, Call


async def cancel(request):
    content = await request.read()
    try:
        parsed = await (request.post() if STRIPE else request.json())
    # An unknown charset, and a body that is nested deeper than the stack allows, are no `ValueError`.
    except (ValueError, LookupError, RecursionError) as error:
        parsed = ValueError(error)

    def parse(_):
        if isinstance(parsed, Exception):
            raise parsed
        return list(parsed.items()) if STRIPE else parsed

    call = Call(request.method, request.match_info["id"], request.headers.get, content, parse)
    return respond(*await asyncio.to_thread(call.run))


@web.middleware
async def errors(request, handler):
    try:
        return await handler(request)
    except web.HTTPException as error:
        return respond(*Call(request.method, None, request.headers.get, b"").fail(error.status))


def respond(status, headers, body):
    return web.Response(status=status, headers=headers, body=body)


async def start(announce):
    app = web.Application(middlewares=[errors])
    app.add_routes([web.post("/v1/payment_intents/{id}/cancel", cancel)])
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    announce(runner.addresses[0][1])
    await asyncio.to_thread(sys.stdin.read)


def serve(announce):
    asyncio.run(start(announce))
