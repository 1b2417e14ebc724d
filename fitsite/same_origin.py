"""Refuses form posts that another site's page sends, without any token in our own pages.

A token would tie each page to a reader and go stale in caches. Browsers say themselves where a
post comes from: `Sec-Fetch-Site` (all current ones) and `Origin` (all of the last decade). A
request with neither was not sent by a browser's form, so no reader's cookie can be abused by it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

P = ParamSpec("P")


def is_same_origin(request: HttpRequest) -> bool:
    """Whether the request comes from a page of this site, or from no browser at all."""
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site is not None:
        return fetch_site == "same-origin"
    origin = request.headers.get("Origin")
    return origin is None or origin == f"{request.scheme}://{request.get_host()}"


def same_origin_only(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """In place of Django's token check: posts from other sites are answered 403."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method in {"GET", "HEAD", "OPTIONS"} or is_same_origin(request):
            return view(request, *args, **kwargs)
        return render(request, "403.html", {"cross_site": True}, status=403)

    return guarded
