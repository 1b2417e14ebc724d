"""A page of the queue, read by index whatever the tab, the filter and the number of comments."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nlargest
from typing import Any, NamedTuple

from django.db.models import Q

from comments.desk.view import View
from comments.models.comment import CommentQuerySet
from fitsite.places import Place

PER_PAGE = 25
# Where a filter has no index, so many comments are looked through for one page.
LOOKED_THROUGH = 1_000


class QueuePage(NamedTuple):
    """The ids of its comments in their order, and where the next page begins, or "".

    Where comments were looked through for it, `matching` of `looked_through` came to light; where
    these were all there are, `looked_through` is 0.
    """

    pks: list[int]
    before: str
    matching: int = 0
    looked_through: int = 0


class Row(NamedTuple):
    """A comment that was looked at: what it is ordered by, its id, and whether it is wanted."""

    value: Any
    pk: int
    matches: bool


def page_of(view: View, comments: CommentQuerySet, before: str) -> QueuePage:
    """The comments of a view behind a place in its order, or the first ones."""
    if view.is_looked_through:
        return _looked_through(view, comments, before)
    if order := view.order:
        # Of what the order needs alone: the database may have to sort many of them.
        rows = view.narrow(comments).values_list(order.column, "pk", named=True)
        found, further = order.page(rows, before, PER_PAGE)
        return QueuePage([row.pk for row in found], further)
    return _newest(view, comments, _place(before))


def _newest(view: View, comments: CommentQuerySet, before: Place | None) -> QueuePage:
    """One query for each of the view's ranges: the page is the newest of what they begin with."""
    ranges = [_older(part, before) for part in view.ranges(comments)]
    places = nlargest(PER_PAGE + 1, (place for part in ranges for place in _first(part)))
    shown = places[:PER_PAGE]
    return QueuePage([place.pk for place in shown], str(shown[-1]) if places[PER_PAGE:] else "")


def _looked_through(view: View, comments: CommentQuerySet, before: str) -> QueuePage:
    """The same where each comment is to be looked at; the next page begins where this one ended.

    It ends with the part of which the least was seen: behind that, others may come first.
    """
    parts = view.marked(comments)
    each = LOOKED_THROUGH // len(parts)
    seen = [[Row(*row) for row in _rows(view, part, before)[:each]] for part in parts]
    end = max((rows[-1][:2] for rows in seen if len(rows) == each), default=None)
    rows = sorted((row for part in seen for row in part if not end or row[:2] >= end), reverse=True)
    found = [row for row in rows if row.matches]
    shown = found[:PER_PAGE]
    last = shown[-1][:2] if found[PER_PAGE:] else end
    return QueuePage(
        [row.pk for row in shown],
        _address(view, *last) if last else "",
        matching=len(found),
        looked_through=len(rows) if end else 0,
    )


def _rows(view: View, part: CommentQuerySet, before: str) -> Any:
    # The stubs do not know of `matches`.
    rows: Any
    if order := view.order:
        rows = order.after(part, before)
        return rows.values_list(order.column, "pk", "matches")
    rows = _older(part, _place(before)).order_by("-created_at", "-pk")
    return rows.values_list("created_at", "pk", "matches")


def _address(view: View, value: Any, pk: int) -> str:
    return view.order.place(value, pk) if view.order else str(Place(value, pk))


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
