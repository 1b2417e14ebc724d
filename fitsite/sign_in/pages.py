"""What all pages around an account have in common."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from fitsite.sign_in.throttling import refusal_of

View = Callable[..., HttpResponseBase]


def account_page(view: View) -> View:
    """Have nobody keep the page, and say when to come back to whoever tries too often."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        if refusal := refusal_of(request):
            response.headers["Retry-After"] = str(refusal.seconds)
            response.status_code = HTTPStatus.TOO_MANY_REQUESTS
        return response

    return answered
