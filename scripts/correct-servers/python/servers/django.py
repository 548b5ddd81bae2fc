"""Django with its middleware, its parsers and its router, on Gunicorn with one worker."""

import json
import os
import signal
import sys
import threading

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse, QueryDict
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from gunicorn.app.base import BaseApplication

from api import STRICT, STRIPE, Call

MIDDLEWARE = ["security.SecurityMiddleware", "common.CommonMiddleware", "csrf.CsrfViewMiddleware"]


@csrf_exempt
def cancel(request, id):
    if "Transfer-Encoding" in request.headers:
        # Django reads no content without a length.
        return HttpResponse(status=411)
    return respond(request, *call(request, id, request.body).run())


def call(request, identifier=None, content=b""):
    def parse(_):
        if not STRIPE:
            return json.loads(content)
        # `request.POST` replaces bytes that are not UTF-8, and is empty if the media type has capital letters.
        content.decode("utf-8")
        return [(name, value) for name, values in QueryDict(content).lists() for value in values]

    return Call(request.method, identifier, request.headers.get, content, parse)


def respond(request, status, headers, body):
    # Gunicorn leaves it to the application that a response to HEAD has no content (RFC 9110, section 9.3.2).
    return HttpResponse(b"" if request.method == "HEAD" else body, status=status, headers=headers)


def bad_request(request, exception):
    return respond(request, *call(request).fail(413 if type(exception).__name__ == "RequestDataTooBig" else 400))


def not_found(request, exception):
    return respond(request, *call(request).fail(404))


def server_error(request):
    return respond(request, *call(request).fail(500))


handler400, handler404, handler500 = bad_request, not_found, server_error
urlpatterns = [path("v1/payment_intents/<str:id>/cancel", cancel)]


class Server(BaseApplication):
    """Gunicorn's server. Its worker has the resources, so the worker starts the server that creates them."""

    def __init__(self, announce):
        self.announce = announce
        super().__init__()

    def load_config(self):
        def started(worker):
            self.announce(worker.sockets[0].getsockname()[1])
            threading.Thread(target=stop, daemon=True).start()

        def stop():
            sys.stdin.read()
            os.kill(os.getppid(), signal.SIGTERM)

        # Without a timeout, after which another worker would replace the one with the resources.
        options = {"bind": "127.0.0.1:0", "workers": 1, "timeout": 0, "post_worker_init": started}
        for name, value in {**options, "threads": 8 if STRICT else 1}.items():
            self.cfg.set(name, value)

    def load(self):
        return WSGIHandler()


def serve(announce):
    settings.configure(
        ROOT_URLCONF=__name__,
        ALLOWED_HOSTS=["127.0.0.1"],
        MIDDLEWARE=["django.middleware." + name for name in MIDDLEWARE],
        LOGGING_CONFIG=None,
    )
    django.setup()
    Server(announce).run()
