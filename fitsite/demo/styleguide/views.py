"""The page that shows them."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fitsite.demo.styleguide import specimens, tokens


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state. Outside development there is no such page."""
    if not settings.DEBUG:
        raise Http404
    context = {
        "colours": tokens.colours(),
        "sizes": tokens.sizes(),
        "comments": specimens.thread(),
        "standings": specimens.standings(),
        "subject": specimens.subject(),
        **specimens.articles(),
        **specimens.forms(),
    }
    return render(request, "styleguide/index.html", context)
