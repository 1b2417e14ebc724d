"""Many at once: all that a view of the queue shows, decided in the background."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import admin, messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from comments import rights
from comments.desk.guard import for_moderators
from comments.desk.progress import Progress
from comments.desk.verbs import DECISIONS, RECHECK
from comments.desk.view import View
from comments.models import BulkDecision, Comment
from comments.models.bulk import BulkDecisionQuerySet, BulkState
from fitsite.accounts.models import User
from fitsite.worker.watch import silence

# The list goes back no further.
SHOWN = 50
VERBS = [*DECISIONS, RECHECK]


@for_moderators
@require_safe
def bulk_list(request: HttpRequest) -> HttpResponse:
    """What was decided so lately. Three queries beside those of the admin."""
    begun = _theirs(request).begun().with_counts().select_related("by", "ended_by")
    context = {
        **admin.site.each_context(request),
        "title": "Many at once",
        "decisions": [Progress(bulk) for bulk in begun[:SHOWN]],
        "silence": silence(),
    }
    return render(request, "desk/bulk_list.html", context)


@for_moderators
@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """Put down all that a view of the queue shows, and lead to its numbers."""
    view = View.of(QueryDict(request.POST.get("query", "")), request.user)
    user = cast("User", request.user)
    bulk = BulkDecision.objects.propose(
        view.narrow(Comment.objects.decidable_by(user)), by=user, what=_in_words(view)
    )
    return redirect(_address(bulk))


@for_moderators
@require_safe
def bulk(request: HttpRequest, pk: int) -> HttpResponse:
    """How many it concerns and what can be done with them, how far it is, or what came of it."""
    found = _find(request, pk)
    context = {
        **admin.site.each_context(request),
        "title": "Many at once",
        "progress": Progress(found),
        "verbs": VERBS,
        "silence": silence() if found.is_under_way else "",
    }
    return render(request, "desk/bulk.html", context)


@for_moderators
@require_safe
def bulk_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The same numbers for the page's script."""
    found = get_object_or_404(_theirs(request).begun().with_counts(), pk=pk)
    progress = Progress(found)
    return JsonResponse(
        {
            "value": progress.value,
            "most": progress.most,
            "said": progress.said,
            "is_under_way": found.is_under_way,
        }
    )


@for_moderators
@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Have it done, by whoever has looked at its numbers."""
    found = get_object_or_404(BulkDecision, pk=pk, by=request.user)
    verb = request.POST.get("verb", "")
    if verb not in {each.name for each in VERBS}:
        return HttpResponseBadRequest("There is no such button.")
    return _led_back(request, found, changed=found.begin(verb))


@for_moderators
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop it where it is."""
    found = _find(request, pk)
    return _led_back(request, found, changed=found.cancel(by=request.user))


@for_moderators
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Put back all that it has changed."""
    found = _find(request, pk)
    return _led_back(request, found, changed=found.undo(by=request.user))


def _find(request: HttpRequest, pk: int) -> Any:
    found = _theirs(request).with_counts().select_related("by", "ended_by")
    return get_object_or_404(found, pk=pk)


def _theirs(request: HttpRequest) -> BulkDecisionQuerySet:
    """What has begun is there for all moderators; a preview only for whoever asked for it.

    Who decides about comments under own articles alone has only their own.
    """
    found, mine = BulkDecision.objects.all(), Q(by=request.user)
    if rights.decides_all(request.user):
        return found.filter(mine | ~Q(state=BulkState.PROPOSED))
    return found.filter(mine)


def _led_back(request: HttpRequest, found: BulkDecision, *, changed: bool) -> HttpResponse:
    if not changed:
        found.refresh_from_db()
        state = found.get_state_display().lower()
        messages.warning(request, f"That came too late, or twice: it is {state}.")
    return redirect(_address(found))


def _address(found: BulkDecision) -> str:
    return reverse("desk:bulk", args=[found.pk])


def _in_words(view: View) -> str:
    """What was looked at, without what was typed: that may name a person."""
    narrowed = [str(field.label) for field in view.narrowing if field.value()]
    return ", narrowed by ".join(filter(None, [view.tab.label, ", ".join(narrowed)]))
