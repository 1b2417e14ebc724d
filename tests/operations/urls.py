"""The site's addresses, and some where things go wrong."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

TEXT = "The duck has eaten my homework"


def store() -> None:
    """Be refused, as by a database that repeats the row."""
    raise ValueError(f"Row refused\nDETAIL: Failing row contains (1, {TEXT}, ada@example.com)")


def breaks(request: HttpRequest) -> HttpResponse:
    """Go wrong with everything in hand that no log may hold."""
    known = f"{settings.AKISMET_API_KEY} ada@example.com 10.20.30.40 2001:db8::7:1"
    try:
        store()
    except ValueError as error:
        raise RuntimeError(known) from error
    return HttpResponse()


def forbids(request: HttpRequest) -> HttpResponse:
    """Refuse."""
    raise PermissionDenied


urlpatterns = [
    path("breaks/", breaks),
    path("forbids/", forbids),
    path("", include("fitsite.urls")),
]
