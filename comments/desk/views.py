"""The queue: a page of cards, and the address behind their buttons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.contrib import admin
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    JsonResponse,
    QueryDict,
)
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from comments.desk import deciding, tabs
from comments.desk.answers import answer, with_surroundings
from comments.desk.cards import Card, cards
from comments.desk.guard import for_moderators
from comments.desk.looking import stamp
from comments.desk.reading import QueuePage, page_of
from comments.desk.verbs import ALL, buttons
from comments.desk.view import View
from comments.models import Comment
from comments.models.comment import CommentQuerySet

# Nobody chooses more by hand than some pages; the worker does what is more.
MOST_CHOSEN = 500


@for_moderators
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """A page of one tab, in its order. A number of queries that nothing adds to."""
    view, theirs = View.of(request.GET, request.user), _theirs(request)
    decided = _numbers(request.GET.get("decided", "").split(","))
    page = page_of(view, theirs, request.GET.get("before", ""))
    comments = with_surroundings(theirs).in_bulk(page.pks)
    shown = [comments[pk] for pk in page.pks if pk in comments and pk not in decided]
    context = {
        **admin.site.each_context(request),
        "title": "Comments",
        "view": view,
        "tabs": tabs.counted(request.user, theirs),
        "decided": _decided(with_surroundings(theirs), decided),
        "matching": _matching(view, theirs, page),
        "looked_through": f"{page.looked_through:,}" if page.looked_through else "",
        "cards": cards(shown),
        "whole_page": " ".join(f"{comment.pk}:{comment.decisions}" for comment in shown),
        "before": page.before,
        "newest": max(page.pks, default=0),
        "seen_at": stamp(),
        **buttons(),
    }
    return render(request, "desk/queue.html", context)


@for_moderators
@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Apply the verb of the button to what was chosen; a script gets the cards as they are now."""
    verb = ALL.get(request.POST.get("verb", ""))
    try:
        chosen = _chosen(request.POST.getlist("comment"))
    except ValueError:
        return HttpResponseBadRequest("This is no comment.")
    if verb is None or len(chosen) > MOST_CHOSEN:
        return HttpResponseBadRequest("There is no such button.")
    view = View.of(QueryDict(request.POST.get("query", "")), request.user)
    return answer(request, view, deciding.decide(verb, chosen, request))


@for_moderators
@require_safe
def fresh(request: HttpRequest) -> HttpResponse:
    """How many have come to a tab since its page was made."""
    after = _numbers([request.GET.get("after", "")])
    found = View.of(request.GET, request.user).narrow(_theirs(request))
    count = tabs.capped(found.filter(pk__gt=after[0])) if after else 0
    return JsonResponse({"fresh": count, "shown": tabs.shown(count)})


def _chosen(typed: Iterable[str]) -> list[deciding.Chosen]:
    """Each once: the box for the whole page names comments that may be selected one by one, too."""
    parsed = [deciding.Chosen.parse(one) for each in typed for one in each.split() or [""]]
    return list({chosen.pk: chosen for chosen in parsed}.values())


def _theirs(request: HttpRequest) -> CommentQuerySet:
    return Comment.objects.decidable_by(request.user)


def _decided(theirs: CommentQuerySet, pks: Sequence[int]) -> list[Card]:
    """What was decided just now: where nothing was, it costs nothing."""
    return cards(theirs.filter(pk__in=pks), is_decided=True) if pks else []


def _matching(view: View, theirs: CommentQuerySet, page: QueuePage) -> str:
    """How many there are in the tab, where a filter narrows it; capped."""
    if not view.narrowing.is_used:
        return ""
    if view.is_looked_through:
        return f"{page.matching:,}"
    return tabs.shown(tabs.capped(view.countable(theirs)))


def _numbers(typed: Iterable[str]) -> list[int]:
    """Those of these that are numbers of comments; nobody names more than MOST_CHOSEN."""
    given = [text for text in typed if text.isascii() and text.isdigit() and len(text) < 19]
    return [int(text) for text in given[:MOST_CHOSEN]]
