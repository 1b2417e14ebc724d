"""What a browser is shown whose request was refused before any page could look at it."""

from __future__ import annotations

from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say what is wrong with a request that nobody can read.

    Without the request: its host may be none of ours, and its body may fail whoever asks again.
    """
    is_too_much = isinstance(exception, RequestDataTooBig)
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE if is_too_much else HTTPStatus.BAD_REQUEST
    page = render_to_string("400.html", {"is_too_much": is_too_much, "code": status.value})
    return HttpResponse(page, status=status)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say what to do about a form that came without the token of the browser's cookie."""
    return render(request, "403.html", {"stale_form": True}, status=HTTPStatus.FORBIDDEN)
