"""What readers do about their mail. A link from a letter shows a page; its buttons do things.

Programs open links before people do, so that nothing may change by opening one. What a link opens
is seen by whoever holds it alone: no cache and no search engine keeps it.
"""

from __future__ import annotations

import re
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from comments.mail.asking import ask_for_link
from comments.mail.form import LinkForm
from comments.mail.links import CONFIRM, STOP, YOURS
from comments.mail.proof import proof_of
from comments.mail.yours import yours_of
from comments.models import Reader, Subscription
from comments.models.subscription import Scope
from comments.views.private import private
from fitsite.client_ip import client_ip, network_of
from fitsite.same_origin import same_origin_only


@same_origin_only
@require_http_methods(["GET", "HEAD", "POST"])
def mail(request: HttpRequest) -> HttpResponse:
    """Ask for a link to the page of all that is kept under one's address."""
    form = LinkForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        network = network_of(client_ip(request))
        ask_for_link(form.cleaned_data["email"], network=network)
        return redirect("comments:mail_asked")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "comments/mail/mail.html", {"form": form}, status=status)


@require_safe
def mail_asked(request: HttpRequest) -> HttpResponse:
    """Say the same to everybody, whether there is anything under the address or not."""
    return render(request, "comments/mail/asked.html")


@same_origin_only
@private
@require_http_methods(["GET", "HEAD", "POST"])
def mail_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether mail about an article is wanted, or say that it is on; the buttons decide."""
    ids = CONFIRM.ids(token)
    subscription = _subscription(ids)
    if subscription is None:
        return no_longer(request)
    match request.POST.get("answer"):
        case "yes":
            return _say_yes(request, subscription, comment_id=ids[1])
        case "never":
            subscription.reader.fall_silent()
            return render(request, "comments/mail/silent.html")
    context = {
        "subscription": subscription,
        "scopes": Scope.choices,
        "stop": STOP.path(subscription.pk),
    }
    return render(request, "comments/mail/confirm.html", context)


def _say_yes(request: HttpRequest, subscription: Subscription, comment_id: int) -> HttpResponse:
    chosen = request.POST.get("scope")
    scope = Scope(chosen) if chosen in Scope.values else Scope.ANSWERS
    subscription.confirm(scope, comment_id)
    context = {
        "subscription": subscription,
        "stop": STOP.path(subscription.pk),
        "proof": proof_of(subscription.reader),
    }
    return render(request, "comments/mail/confirmed.html", context)


@csrf_exempt
@private
@require_http_methods(["GET", "HEAD", "POST"])
def mail_stop(request: HttpRequest, token: str) -> HttpResponse:
    """End a subscription: by a button, or by a mail program's own (RFC 8058).

    Those send their post from wherever they run, without cookies; the token is all that counts.
    """
    ids = STOP.ids(token)
    if not ids:
        return no_longer(request)
    subscription = _subscription(ids)
    if subscription is not None and request.method == "POST":
        again = request.POST.get("do") == "resume"
        subscription.resume() if again else subscription.end()
    context = {"subscription": subscription}
    return render(request, "comments/mail/stop.html", context)


@same_origin_only
@private
@require_http_methods(["GET", "HEAD", "POST"])
def mail_yours(request: HttpRequest, token: str) -> HttpResponse:
    """All that is kept under one's address: subscriptions, and comments in every state."""
    reader = Reader.objects.filter(pk__in=YOURS.ids(token)).first()
    if reader is None:
        return no_longer(request)
    if request.method == "POST":
        _do(request.POST.get("do", ""), reader, _number(request.POST.get("subscription", "")))
        return redirect(request.path)
    before = _number(request.GET.get("before", ""))
    context = {
        "reader": reader,
        "yours": yours_of(reader, before=before),
        "token": token,
        "proof": proof_of(reader),
    }
    return render(request, "comments/mail/yours.html", context)


def _do(deed: str, reader: Reader, pk: int) -> None:
    subscription = reader.subscriptions.filter(pk=pk).first()
    if deed == "end_all":
        reader.subscriptions.all().end()
    elif deed == "end" and subscription:
        subscription.end()
    elif deed == "resume" and subscription:
        subscription.resume()
    reader.confirm()


def _number(typed: str) -> int:
    """What somebody may have typed into an address; 0 for what is no number of a row."""
    return int(typed) if re.fullmatch(r"[0-9]{1,18}", typed) else 0


def _subscription(ids: list[int]) -> Subscription | None:
    found = Subscription.objects.filter(pk__in=ids[:1]).select_related("reader", "article")
    return found.first()


def no_longer(request: HttpRequest) -> HttpResponse:
    """Offer another link in place of one that is too old, forged or used up."""
    return render(
        request, "comments/mail/no_longer.html", {"form": LinkForm()}, status=HTTPStatus.NOT_FOUND
    )
