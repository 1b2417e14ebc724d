"""A page of the queue, read by index whatever the tab, the filter and the number of comments."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nlargest
from typing import NamedTuple

from django.db.models import Q

from comments.desk.view import View
from comments.models.comment import CommentQuerySet
from fitsite.places import Place

PER_PAGE = 25


class QueuePage(NamedTuple):
    """The ids of its comments in their order, and where the next page begins, or ""."""

    pks: list[int]
    before: str


def page_of(view: View, comments: CommentQuerySet, before: str) -> QueuePage:
    """The comments of a view behind a place in its order, or the first ones."""
    if order := view.tab.order:
        found, further = order.page(view.narrow(comments), before, PER_PAGE)
        return QueuePage([comment.pk for comment in found], further)
    return _newest(view, comments, _place(before))


def _newest(view: View, comments: CommentQuerySet, before: Place | None) -> QueuePage:
    """One query for each of the view's ranges: the page is the newest of what they begin with."""
    ranges = [_older(part, before) for part in view.ranges(comments)]
    places = nlargest(PER_PAGE + 1, (place for part in ranges for place in _first(part)))
    shown = places[:PER_PAGE]
    return QueuePage([place.pk for place in shown], str(shown[-1]) if places[PER_PAGE:] else "")


def _place(typed: str) -> Place | None:
    try:
        return Place.parse(typed)
    except ValueError:
        return None


def _older(comments: CommentQuerySet, before: Place | None) -> CommentQuerySet:
    if before is None:
        return comments
    # The second condition alone would do; the first one is what an index can be entered by.
    older = Q(created_at__lt=before.at) | Q(pk__lt=before.pk)
    return comments.filter(older, created_at__lte=before.at)


def _first(comments: CommentQuerySet) -> Iterable[Place]:
    newest = comments.order_by("-created_at", "-pk").values_list("created_at", "pk")
    return [Place(*row) for row in newest[: PER_PAGE + 1]]
