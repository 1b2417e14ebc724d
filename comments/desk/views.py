"""The queue: a page of cards, and the address behind their buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import wraps
from typing import Any
from urllib.parse import urlencode

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
from comments.desk.cards import Card, cards
from comments.desk.filters import QueueFilter
from comments.desk.looking import stamp
from comments.desk.verbs import ALL, DECISIONS, UNDO
from comments.models import Comment
from comments.models.comment import CommentQuerySet

PER_PAGE = 25
# Nobody chooses more by hand than a page and what was decided just now.
MOST_CHOSEN = 100
View = Callable[[HttpRequest], HttpResponse]


def for_moderators(view: View) -> View:
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
    tab, narrowing = _asked_for(request.GET)
    found = narrowing.narrow(tab.narrow(_comments()))
    decided = _numbers(request.GET.get("decided", "").split(","))
    before = _numbers([request.GET.get("before", "")])
    page = list((found.filter(pk__lt=before[0]) if before else found)[: PER_PAGE + 1])
    shown = [comment for comment in page[:PER_PAGE] if comment.pk not in decided]
    context = {
        **admin.site.each_context(request),
        "title": "Comments",
        **_tabs(request.GET),
        "query": _query(request.GET),
        "filter": narrowing,
        "decided": cards(_comments().filter(pk__in=decided), is_decided=True) if decided else [],
        "cards": cards(shown),
        "before": page[PER_PAGE - 1].pk if len(page) > PER_PAGE else None,
        "newest": max((comment.pk for comment in page), default=0),
        "is_first": not before,
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
    if request.accepts("text/html"):
        outcome.tell(request)
        return redirect(_back(request, decided))
    now = cards(_comments().filter(pk__in=[each.pk for each in chosen]))
    return JsonResponse(
        {
            "said": outcome.said,
            "changed": outcome.changed,
            "cards": {each.comment.pk: _printed(request, each, outcome, decided) for each in now},
            "tabs": render_to_string("desk/_tabs.html", _tabs(_pressed_on(request)), request),
        }
    )


@for_moderators
@require_safe
def fresh(request: HttpRequest) -> HttpResponse:
    """How many have come to a tab since its page was made."""
    tab, narrowing = _asked_for(request.GET)
    after = _numbers([request.GET.get("after", "")])
    found = narrowing.narrow(tab.narrow(Comment.objects.all()))
    count = tabs.capped(found.filter(pk__gt=after[0])) if after else 0
    return JsonResponse({"fresh": count, "shown": tabs.shown(count)})


def _asked_for(query: QueryDict) -> tuple[tabs.Tab, QueueFilter]:
    return tabs.BY_NAME.get(query.get("tab", ""), tabs.TABS[0]), QueueFilter(query)


def _tabs(query: QueryDict) -> dict[str, Any]:
    tab, narrowing = _asked_for(query)
    return {"tab": tab, "tabs": tabs.counted(), "narrowed": narrowing.query}


def _query(query: QueryDict) -> str:
    """The tab and the filter of a page as they stand in its address."""
    tab, narrowing = _asked_for(query)
    return "&".join(filter(None, [urlencode({"tab": tab.name}), narrowing.query]))


def _pressed_on(request: HttpRequest) -> QueryDict:
    """The address of the page on which the button was pressed."""
    return QueryDict(request.POST.get("query", ""))


def _comments() -> CommentQuerySet:
    comments = Comment.objects.select_related("article", "parent", "user")
    return comments.defer("article__body", "article__summary", "parent__body_html")


def _printed(
    request: HttpRequest, card: Card, outcome: deciding.Outcome, decided: Sequence[int]
) -> str:
    pk = card.comment.pk
    shown = replace(card, notice=outcome.refused.get(pk, ""), is_decided=pk in decided)
    context = {"card": shown, "verbs": DECISIONS, "undo": UNDO, "seen_at": stamp()}
    context["query"] = _query(_pressed_on(request))
    return render_to_string("desk/_card.html", context, request)


def _back(request: HttpRequest, decided: Sequence[int]) -> str:
    """Where the button was, with what it has decided still in sight."""
    in_sight = f"&decided={','.join(map(str, decided))}" if decided else ""
    return f"{reverse('desk:queue')}?{_query(_pressed_on(request))}{in_sight}"


def _numbers(typed: Iterable[str]) -> list[int]:
    """Those of these that are numbers of comments; nobody names more than MOST_CHOSEN."""
    given = [text for text in typed if text.isascii() and text.isdigit() and len(text) < 19]
    return [int(text) for text in given[:MOST_CHOSEN]]
