"""What views say of pages that are the same for everybody, so that they may be kept and shared.

    @shared_page("from", "order")          # the query parameters that the page heeds
    def article(request, slug): ...

    @shared_page("page")
    class Home(ListView): ...

    depends_on(request, thread_scope(article.pk))   # wherever that is read
    changes_at(request, article.unpublish_at)
    keep_not(request)                               # something is missing, for the moment

Every shared page stands on `SITE` and ends at the next turn of settings.PAGE_TURNS by itself. A
page that shows more says so where it reads it. The request of a shared page reaches the view
without cookies, without headers of the reader's, and without parameters that the view does not
name.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from math import inf
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt

from fitsite.page_cache.models import SITE, whole_of
from fitsite.page_cache.versions import Versions

# Where a request carries its terms, beside what the web server put there.
TERMS = "fitsite.page_terms"
READING = ("GET", "HEAD", "OPTIONS")
V = TypeVar("V")


class Terms:
    """What a page that is being built stands on: version numbers, and a time when it is over.

    `began` and `until` are seconds since 1970.
    """

    def __init__(self, known: Versions, *, began: float) -> None:
        self.began, self.until = began, inf
        self._known, self._wholes = known, known.wholes()
        self.versions = {SITE: self._wholes[SITE]}

    def stand_on(self, scope: str) -> None:
        """Be good for the number that a scope had when the building began.

        A part whose number was not known then may have changed since, and what the page shows of
        it may be older than the number: if anything of the whole has moved, nothing is kept.
        """
        whole = whole_of(scope)
        if scope == whole:
            self.versions[scope] = self._wholes[scope]
        elif scope not in self.versions:
            self.versions[scope] = self._known.number_of(scope)
            if self._known.wholes()[whole] != self._wholes[whole]:
                self.end()

    def end_at(self, when: datetime) -> None:
        """Be over at this time. What had passed when the building began is in the page already."""
        if when.timestamp() > self.began:
            self.until = min(self.until, when.timestamp())

    def end(self) -> None:
        """Be good for one answer only."""
        self.until = 0


def shared_page(*parameters: str) -> Callable[[V], V]:
    """Let a view's pages be kept and shown to everybody; `parameters` are those that it heeds.

    For functions and for classes, whose children heed the same unless they say otherwise. Only
    answers with status 200, without cookies, and without a Cache-Control of the view's own are
    kept. A browser or proxy may keep them, too, and asks each time whether they still hold.
    Whoever sends something to such a page is told that it takes nothing.
    """

    def decorate(view: Any) -> Any:
        if isinstance(view, type):
            shared: Any = method_decorator(_marking, name="dispatch")(view)
        else:
            shared = _marking(view)
        shared.shared_parameters = parameters
        return shared

    return decorate


def _marking(view: Any) -> Any:
    # Where nothing is taken, nobody is to be asked for the token of a form.
    @csrf_exempt
    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in READING:
            return HttpResponseNotAllowed(READING)
        response: HttpResponseBase = view(request, *args, **kwargs)
        if response.status_code < 500 and not response.has_header("Cache-Control"):
            response.headers["Cache-Control"] = cache_control()
            response.is_shared_page = response.status_code == 200  # type: ignore[attr-defined]
        return response

    return marked


def parameters_of_view(view: Any) -> tuple[str, ...] | None:
    """The parameters that a view, as a URL leads to it, heeds; None for one that is not shared."""
    # A class that was marked, a function, or the view of a class whose dispatch() was marked.
    for marked in (getattr(view, "view_class", None), view):
        parameters: tuple[str, ...] | None = getattr(marked, "shared_parameters", None)
        if parameters is not None:
            return parameters
    return None


def cache_control() -> str:
    """What browsers and proxies in front are told of a shared page."""
    if settings.PAGE_S_MAXAGE:
        return f"max-age=0, s-maxage={settings.PAGE_S_MAXAGE}, must-revalidate"
    return "max-age=0, must-revalidate"


def depends_on(request: HttpRequest, scope: str) -> None:
    """Say that the page shows what `scope` stands for. Raises ValueError for one unknown."""
    whole_of(scope)
    if terms := request.META.get(TERMS):
        terms.stand_on(scope)


def changes_at(request: HttpRequest, when: datetime | None) -> None:
    """Say that the page will look different from a time on."""
    if when and (terms := request.META.get(TERMS)):
        terms.end_at(when)


def keep_not(request: HttpRequest) -> None:
    """Say that the page is not as it should be, and shall not be seen by others."""
    if terms := request.META.get(TERMS):
        terms.end()
