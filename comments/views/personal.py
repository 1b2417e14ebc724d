"""One's own data, by a mailed link: take it along, or have it erased."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from comments.erasing import erase
from comments.exporting import export
from comments.mail.links import YOURS
from comments.models import Erasure, Reader
from comments.views.mail import no_longer
from comments.views.private import private
from fitsite.same_origin import same_origin_only


@private
@require_safe
def yours_export(request: HttpRequest, token: str) -> HttpResponseBase:
    """All that is kept under the address, as a JSON file."""
    reader = _reader(token)
    if reader is None:
        return no_longer(request)
    response = StreamingHttpResponse(export(reader), content_type="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="my-comments.json"'
    return response


@same_origin_only
@private
@require_http_methods(["GET", "HEAD", "POST"])
def yours_erase(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether it is meant; then erase all that is kept under the address."""
    reader = _reader(token)
    if reader is None:
        return no_longer(request)
    if request.method != "POST":
        return render(request, "comments/mail/erase.html", {"reader": reader, "token": token})
    erasure = Erasure.objects.ask(reader.address)
    return render(request, "comments/mail/erased.html", {"is_done": erase(erasure)})


def _reader(token: str) -> Reader | None:
    return Reader.objects.filter(pk__in=YOURS.ids(token)).first()
