"""Gives each request a name that its log lines and its answer share."""

import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

from fitsite.proxies import sent_by_proxy

HEADER = "X-Request-ID"
# It stands in logs, headers and mails: nothing that means anything in one of them.
SANE = re.compile(r"[0-9A-Za-z_-]{8,64}")
_current: ContextVar[str] = ContextVar("request_id", default="")


def request_id() -> str:
    """The name of the request in hand; "" where there is none, as in the worker."""
    return _current.get()


class RequestIdMiddleware:
    """Takes the proxy's `X-Request-ID` or makes one; sends it back with the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request under its name.

        The name stays until the thread's next request: Django logs refusals behind this middleware.
        """
        name = _given(request) or uuid.uuid4().hex
        _current.set(name)
        response = self.get_response(request)
        response.headers[HEADER] = name
        return response


def _given(request: HttpRequest) -> str:
    given = request.headers.get(HEADER, "")
    return given if SANE.fullmatch(given) and sent_by_proxy(request) else ""
