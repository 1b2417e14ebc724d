"""What all pages around an account have in common."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from fitsite.sign_in.throttling import refusal_of
from fitsite.sign_in.vault import Unreadable

logger = logging.getLogger(__name__)

View = Callable[..., HttpResponseBase]


def account_page(view: View) -> View:
    """Have nobody keep the page, and say when to come back to whoever tries too often."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except Unreadable:
            logger.exception("A second factor cannot be read: is a key of ENCRYPTION_KEYS missing?")
            unreadable = HTTPStatus.SERVICE_UNAVAILABLE
            response = render(request, "sign_in/unreadable.html", status=unreadable)
        response.headers["Cache-Control"] = "private, no-store"
        if refusal := refusal_of(request):
            response.headers["Retry-After"] = str(refusal.seconds)
            response.status_code = HTTPStatus.TOO_MANY_REQUESTS
        return response

    return answered
