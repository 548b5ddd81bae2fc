"""FastAPI with its router, on Uvicorn."""

import asyncio
import sys
import threading

import uvicorn
from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from api import STRIPE, Call, parse_form

app = FastAPI()


@app.post("/v1/payment_intents/{id}/cancel")
async def cancel(id: str, request: Request):
    content = await request.body()
    try:
        parsed = None if STRIPE else await request.json()
    except (ValueError, RecursionError) as error:
        parsed = ValueError(error)

    def parse(_):
        if STRIPE:
            return parse_form(content)
        if isinstance(parsed, Exception):
            raise parsed
        return parsed

    return respond(*await run_in_threadpool(Call("POST", id, request.headers.get, content, parse).run))


@app.exception_handler(HTTPException)
async def failed(request, error):
    return respond(*Call(request.method, None, request.headers.get, b"").fail(error.status_code))


def respond(status, headers, body):
    return Response(body, status, headers)


async def start(announce):
    server = uvicorn.Server(uvicorn.Config(app, "127.0.0.1", 0))
    task = asyncio.create_task(server.serve())
    while not server.started:
        if task.done():
            raise SystemExit(task.exception() or "Uvicorn ended.")
        await asyncio.sleep(0.01)
    announce(server.servers[0].sockets[0].getsockname()[1])
    threading.Thread(target=lambda: (sys.stdin.read(), setattr(server, "should_exit", True)), daemon=True).start()
    await task


def serve(announce):
    asyncio.run(start(announce))
