"""What a moderator is told after pressing a button: by the next page, or by new cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse

from comments.desk import tabs
from comments.desk.cards import cards
from comments.desk.deciding import Outcome
from comments.desk.looking import stamp
from comments.desk.verbs import DECIDING, EDITS, buttons
from comments.desk.view import View
from comments.models import Comment
from comments.models.comment import CommentQuerySet


def answer(request: HttpRequest, view: View, outcome: Outcome) -> HttpResponse:
    """Lead back to the queue; a script gets the cards as they are now instead."""
    theirs = Comment.objects.decidable_by(request.user)
    decided = _done_with(outcome, theirs)
    if request.accepts("text/html"):
        outcome.tell(request)
        return redirect(back(view, decided))
    context = {"view": view, "seen_at": stamp(), **buttons()}
    printed = {}
    chosen = theirs.filter(pk__in=[each.pk for each in outcome.chosen])
    for card in cards(with_surroundings(chosen)):
        pk = card.comment.pk
        now = replace(card, notice=outcome.refused.get(pk, ""), is_decided=pk in decided)
        printed[pk] = render_to_string("desk/_card.html", context | {"card": now}, request)
    counts = tabs.counted(request.user, theirs)
    return JsonResponse(
        {
            "said": outcome.said,
            "changed": outcome.changed,
            "cards": printed,
            "tabs": render_to_string("desk/_tabs.html", {"view": view, "tabs": counts}, request),
        }
    )


def _done_with(outcome: Outcome, theirs: CommentQuerySet) -> list[int]:
    """What need not be looked at again; a held comment is still to be decided without its edit."""
    if outcome.verb not in EDITS:
        return outcome.changed if outcome.verb in DECIDING else []
    still_wait = theirs.undecided().filter(pk__in=outcome.changed)
    return sorted({*outcome.changed} - {*still_wait.values_list("pk", flat=True)})


def with_surroundings(theirs: CommentQuerySet) -> CommentQuerySet:
    """Comments with what a card prints around them."""
    comments = theirs.select_related("article", "parent", "user", "campaign")
    return comments.defer("article__body", "article__summary", "parent__body_html")


def back(view: View, decided: Sequence[int] = ()) -> str:
    """Where the button was, with what it has decided still in sight."""
    in_sight = f"&decided={','.join(map(str, decided))}" if decided else ""
    return f"{reverse('desk:queue')}?{view.query}{in_sight}"
