"""The stylesheet with the owner's colour: a file of its own, for pages hold no styles."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fitsite.branding.colour import on_dark, on_light


@require_safe
def theme(request: HttpRequest, digits: str) -> HttpResponse:
    """The stylesheet for one colour. Another colour has another address, so it never changes."""
    colour = f"#{digits}"
    context = {"on_light": on_light(colour), "on_dark": on_dark(colour)}
    response = render(request, "theme.css", context, content_type="text/css")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
