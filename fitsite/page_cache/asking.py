"""Which page a request asks for: host, path, and the parameters that the view heeds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.core.handlers.wsgi import get_path_info
from django.urls import Resolver404, resolve

from fitsite.page_cache.sharing import parameters_of_view

Environ = dict[str, Any]
# Longer ones are nobody's bookmark; they are answered, and not kept.
LONGEST_PATH = 500
LONGEST_VALUE = 100
MOST_PARAMETERS = 50
# What a shared page may know of whoever asks first: the names that logs and redirects need.
PASSED_ON = {"HTTP_HOST", "HTTP_X_REQUEST_ID", "HTTP_X_FORWARDED_FOR"}


class Key(NamedTuple):
    """One page. The host is as it came: Django has refused it before anything is kept under it."""

    scheme: str
    host: str
    path: str
    query: str


def key_of(environ: Environ) -> Key | None:
    """The page that is asked for; None where it cannot be a shared one.

    With a query this looks up the view; without one any path has a key, for speed.
    """
    path, host = environ.get("PATH_INFO", ""), environ.get("HTTP_HOST", "")
    if not host or len(path) > LONGEST_PATH or environ.get("SCRIPT_NAME"):
        return None
    query = environ.get("QUERY_STRING", "")
    if query:
        parameters = parameters_of(path)
        canonical = None if parameters is None else _heeded(query, parameters)
        if canonical is None:
            return None
        query = canonical
    return Key(_scheme(environ), host.lower(), path, query)


@lru_cache(maxsize=4096)
def parameters_of(path: str) -> tuple[str, ...] | None:
    """The parameters that the view at a path heeds; None where no shared page is."""
    try:
        view = resolve(get_path_info({"PATH_INFO": path})).func
    except Resolver404:
        return None
    return parameters_of_view(view)


def in_nobodys_name(environ: Environ, key: Key) -> Environ:
    """The request by which a shared page is built: what the key says, and nothing of the reader."""
    passed_on = {*PASSED_ON, *_told_by_proxy()[:1]}
    kept = {
        name: value
        for name, value in environ.items()
        if not name.startswith("HTTP_") or name in passed_on
    }
    return kept | {"REQUEST_METHOD": "GET", "QUERY_STRING": key.query}


def _scheme(environ: Environ) -> str:
    """What request.scheme will be."""
    if header := _told_by_proxy():
        name, secure = header
        if name in environ:
            return "https" if environ[name].split(",", 1)[0].strip() == secure else "http"
    return str(environ["wsgi.url_scheme"])


def _told_by_proxy() -> tuple[str, str] | tuple[()]:
    """The header by which a proxy says that it was asked over https, and what it says then."""
    header: tuple[str, str] | None = settings.SECURE_PROXY_SSL_HEADER
    return header or ()


def _heeded(query: str, parameters: Sequence[str]) -> str | None:
    """The query with the known parameters alone, each once, in the view's order.

    Of several the last counts, as for request.GET. None where one is too long to be kept.
    """
    try:
        text = query.encode("latin-1").decode(errors="replace")
        given = dict(parse_qsl(text, max_num_fields=MOST_PARAMETERS))
    except ValueError:
        return None
    known = {name: given[name] for name in parameters if name in given}
    if any(len(value) > LONGEST_VALUE for value in known.values()):
        return None
    return urlencode(known)
