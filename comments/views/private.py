"""Pages for whoever holds a signed link, and for nobody else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)


def private(
    view: Callable[Concatenate[HttpRequest, P], R],
) -> Callable[..., R]:
    """Keep the answer out of caches and search engines, and its address out of referrers."""

    @never_cache
    @wraps(view)
    def kept_private(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> R:
        response = view(request, *args, **kwargs)
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return kept_private
