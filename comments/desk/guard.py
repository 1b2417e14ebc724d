"""Who may enter the moderators' desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from comments import rights
from fitsite.postgresql.planning import planned_each_time

View = Callable[..., HttpResponse]


def for_moderators(view: View) -> View:
    """Strangers sign in first; whoever decides about no comments is refused."""
    return _guarded(view, rights.decides_some)


def for_moderators_of_all(view: View) -> View:
    """The same for pages about comments wherever they stand."""
    return _guarded(view, rights.decides_all)


def _guarded(view: View, may: Callable[[Any], bool]) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may(request.user):
            raise PermissionDenied
        with planned_each_time():
            return view(request, *args, **kwargs)

    return admin.site.admin_view(guarded)
