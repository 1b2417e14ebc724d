"""The queue: a page of cards, and the address behind their buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import wraps

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    JsonResponse,
    QueryDict,
)
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from comments.desk import deciding, tabs
from comments.desk.cards import cards
from comments.desk.looking import stamp
from comments.desk.reading import page_of
from comments.desk.verbs import ALL, DECISIONS, UNDO
from comments.desk.view import View
from comments.models import Comment
from comments.models.comment import CommentQuerySet
from fitsite.places import Place

# Nobody chooses more by hand than a page and what was decided just now.
MOST_CHOSEN = 100
Answers = Callable[[HttpRequest], HttpResponse]


def for_moderators(view: Answers) -> Answers:
    """Strangers sign in first; whoever does not decide what is published is refused."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not request.user.has_perm("comments.moderate_comment"):
            raise PermissionDenied
        return view(request)

    return admin.site.admin_view(guarded)


@for_moderators
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """A page of one tab, the newest first. A number of queries that nothing adds to."""
    view = View.of(request.GET)
    decided = _numbers(request.GET.get("decided", "").split(","))
    page = page_of(view, Comment.objects.all(), _place(request.GET.get("before", "")))
    comments = _comments().in_bulk(page.pks)
    shown = [comments[pk] for pk in page.pks if pk in comments and pk not in decided]
    context = {
        **admin.site.each_context(request),
        "title": "Comments",
        "view": view,
        "tabs": tabs.counted(),
        "decided": cards(_comments().filter(pk__in=decided), is_decided=True) if decided else [],
        "cards": cards(shown),
        "before": page.before,
        "newest": max(page.pks, default=0),
        "verbs": DECISIONS,
        "undo": UNDO,
        "seen_at": stamp(),
    }
    return render(request, "desk/queue.html", context)


@for_moderators
@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Apply the verb of the button to what was chosen; a script gets the cards as they are now."""
    verb = ALL.get(request.POST.get("verb", ""))
    try:
        chosen = [deciding.Chosen.parse(typed) for typed in request.POST.getlist("comment")]
    except ValueError:
        return HttpResponseBadRequest("This is no comment.")
    if verb is None or len(chosen) > MOST_CHOSEN:
        return HttpResponseBadRequest("There is no such button.")
    outcome = deciding.decide(verb, chosen, request)
    decided = outcome.changed if verb in DECISIONS else []
    view = View.of(QueryDict(request.POST.get("query", "")))
    if request.accepts("text/html"):
        outcome.tell(request)
        return redirect(_back(view, decided))
    context = {"view": view, "verbs": DECISIONS, "undo": UNDO, "seen_at": stamp()}
    printed = {}
    for card in cards(_comments().filter(pk__in=[each.pk for each in chosen])):
        pk = card.comment.pk
        now = replace(card, notice=outcome.refused.get(pk, ""), is_decided=pk in decided)
        printed[pk] = render_to_string("desk/_card.html", context | {"card": now}, request)
    return JsonResponse(
        {
            "said": outcome.said,
            "changed": outcome.changed,
            "cards": printed,
            "tabs": render_to_string(
                "desk/_tabs.html", {"view": view, "tabs": tabs.counted()}, request
            ),
        }
    )


@for_moderators
@require_safe
def fresh(request: HttpRequest) -> HttpResponse:
    """How many have come to a tab since its page was made."""
    after = _numbers([request.GET.get("after", "")])
    found = View.of(request.GET).narrow(Comment.objects.all())
    count = tabs.capped(found.filter(pk__gt=after[0])) if after else 0
    return JsonResponse({"fresh": count, "shown": tabs.shown(count)})


def _comments() -> CommentQuerySet:
    comments = Comment.objects.select_related("article", "parent", "user")
    return comments.defer("article__body", "article__summary", "parent__body_html")


def _place(typed: str) -> Place | None:
    try:
        return Place.parse(typed)
    except ValueError:
        return None


def _back(view: View, decided: Sequence[int]) -> str:
    """Where the button was, with what it has decided still in sight."""
    in_sight = f"&decided={','.join(map(str, decided))}" if decided else ""
    return f"{reverse('desk:queue')}?{view.query}{in_sight}"


def _numbers(typed: Iterable[str]) -> list[int]:
    """Those of these that are numbers of comments; nobody names more than MOST_CHOSEN."""
    given = [text for text in typed if text.isascii() and text.isdigit() and len(text) < 19]
    return [int(text) for text in given[:MOST_CHOSEN]]
