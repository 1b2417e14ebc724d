"""Views as somebody might write them, right and wrong."""

from __future__ import annotations

from threading import Barrier, BrokenBarrierError, Event

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from fitsite.page_cache.models import SITE, PageVersion, raise_version
from fitsite.page_cache.sharing import depends_on, keep_not, shared_page

asked: list[str] = []
may_end = Event()
two = Barrier(2)


@csrf_exempt
@shared_page("page", "order")
def echo(request: HttpRequest) -> HttpResponse:
    """Prints what a page must not know of whoever asks."""
    asked.append(request.get_full_path())
    strange = {n: v for n, v in request.META.items() if n.startswith("HTTP_")}
    return HttpResponse(f"{request.method} {request.get_full_path()} {strange} {request.COOKIES}")


@shared_page()
def words(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<p>Words, and more words.</p>\n" * 100)


@shared_page()
def cookie(request: HttpRequest) -> HttpResponse:
    response = HttpResponse("yours")
    response.set_cookie("name", "value")
    return response


@shared_page()
def session(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"hello {request.user}")


@shared_page()
def private(request: HttpRequest) -> HttpResponse:
    return HttpResponse("yours", headers={"Cache-Control": "no-store"})


@shared_page()
def missing(request: HttpRequest) -> HttpResponse:
    raise Http404


@shared_page()
def moved(request: HttpRequest) -> HttpResponse:
    return redirect("/echo/")


@shared_page()
def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a view that fails")


@shared_page()
def unfinished(request: HttpRequest) -> HttpResponse:
    keep_not(request)
    return HttpResponse("for now")


def unmarked(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{request.get_full_path()} {request.COOKIES}")


@shared_page()
def large(request: HttpRequest, number: int) -> HttpResponse:
    return HttpResponse(b"x" * 100_000, content_type="application/octet-stream")


@shared_page()
def overtaken(request: HttpRequest) -> HttpResponse:
    """Shows a number that changes while the page is made."""
    shown = PageVersion.objects.filter(scope="thread/7").values_list("number", flat=True).first()
    if not asked:
        with transaction.atomic():
            raise_version("thread/7")
    asked.append(request.path)
    depends_on(request, "thread/7")
    return HttpResponse(str(shown))


@shared_page()
def slow(request: HttpRequest) -> HttpResponse:
    asked.append(request.path)
    may_end.wait(30)
    return HttpResponse("done")


@shared_page()
def meeting(request: HttpRequest, number: int) -> HttpResponse:
    """Tells whether another one was being made at the same time."""
    try:
        two.wait(0.2)
    except BrokenBarrierError:
        return HttpResponse("alone")
    return HttpResponse("met")


@shared_page("page")
class Parent(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse(f"{type(self).__name__} {request.get_full_path()}")


class Child(Parent):
    """Heeds what its parent heeds."""


@shared_page("page", "order")
class Richer(Parent):
    """Heeds more than its parent."""


@shared_page()
def changing(request: HttpRequest) -> HttpResponse:
    """Changes the site while it is made, at the first time."""
    asked.append(request.path)
    if len(asked) == 1:
        with transaction.atomic():
            raise_version(SITE)
    return HttpResponse(str(len(asked)))


@shared_page()
def mistaken(request: HttpRequest) -> HttpResponse:
    depends_on(request, "threads/7")
    return HttpResponse("never")


urlpatterns = [
    *(path(f"{view.__name__}/", view) for view in (echo, words, cookie, session, private, missing)),
    *(path(f"{view.__name__}/", view) for view in (moved, broken, unfinished, unmarked)),
    *(path(f"{view.__name__}/", view) for view in (overtaken, slow, changing, mistaken)),
    path("large/<int:number>/", large),
    path("meeting/<int:number>/", meeting),
    *(path(f"{view.__name__.lower()}/", view.as_view()) for view in (Parent, Child, Richer)),
    path("", include("fitsite.urls")),
]
