"""A page made by Django, and whether it may be kept and shown to others."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpResponse

from fitsite.page_cache.asking import Environ, Key, in_nobodys_name
from fitsite.page_cache.page import Answer, Headers, Page
from fitsite.page_cache.sharing import TERMS, Terms
from fitsite.request_ids import HEADER as REQUEST_ID

logger = logging.getLogger(__name__)
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
# What belongs to one answer only, or is set anew.
NOT_KEPT = {REQUEST_ID.lower(), "content-length", "etag", "vary"}


def build(
    django: Application, environ: Environ, key: Key, terms: Terms | None
) -> tuple[Answer, Page | None]:
    """The answer to a request for what may be a shared page, and the page if it is one."""
    status, headers, response = _ask(django, in_nobodys_name(environ, key) | {TERMS: terms})
    if not isinstance(response, HttpResponse) or not getattr(response, "is_shared_page", False):
        return (status, headers, _body_for(environ, response)), None
    if reason := _reason_against(headers):
        logger.error("%s is not shared, because it %s", key.path, reason)
        headers = [*_without(headers, {"cache-control"}), ("Cache-Control", "private, no-store")]
        return (status, headers, _body_for(environ, response)), None
    body = response.content
    response.close()
    versions = tuple(terms.versions.items()) if terms else ()
    page = Page(_without(headers, NOT_KEPT), body, versions, terms.until if terms else 0)
    status, shared, chunks = page.answer(environ)
    # The name of the request is for whoever made us build: no log line tells of the others.
    own = [header for header in headers if header[0] == REQUEST_ID]
    return (status, [*shared, *own], chunks), page


def _ask(django: Application, environ: Environ) -> tuple[str, Headers, Iterable[bytes]]:
    said: list[tuple[str, Headers]] = []
    response = django(environ, lambda status, headers, *_: said.append((status, headers)))
    return *said[0], response


def _reason_against(headers: Headers) -> str:
    """What in a view's answer forbids to show it to others; "" if nothing."""
    told = {name.lower(): value for name, value in headers}
    if "set-cookie" in told:
        return "sets a cookie"
    if told.get("vary", "").lower() not in {"", "accept-encoding"}:
        return f"varies with {told['vary']}"
    if "content-encoding" in told:
        return "is encoded already"
    return ""


def _body_for(environ: Environ, response: Iterable[bytes]) -> Iterable[bytes]:
    """What Django answered to GET, for GET or HEAD."""
    if environ["REQUEST_METHOD"] != "HEAD":
        return response
    if close := getattr(response, "close", None):
        close()
    return ()


def _without(headers: Headers, names: set[str]) -> Headers:
    return [(name, value) for name, value in headers if name.lower() not in names]
