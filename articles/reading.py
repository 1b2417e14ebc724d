"""A page of a list: one range along a shelf, however long the shelf."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from articles.cards import Card, cards
from articles.models import Placement
from articles.models.shelf import PlacementQuerySet
from fitsite.places import Place
from fitsite.prepared import Prepared, Question, together

PER_PAGE = 12


@dataclass(frozen=True, kw_only=True)
class ListPage:
    """Some articles of a list, newest first, and from where the pages beside it go on.

    `older` and `newer` are places in the form that addresses have. `newer` is "" where it leads to
    the first page, None where this is the first; `older` is None where the list ends.
    """

    cards: list[Card]
    older: str | None = None
    newer: str | None = None


def first_page(shelf: str) -> ListPage:
    """The newest articles of a shelf. Three queries."""
    rows = _FIRST_PLACES.run(shelf=shelf, now=timezone.now())
    return _page([Place(*row) for row in rows])


def read(placements: PlacementQuerySet, before: Place | None = None) -> ListPage:
    """The newest of these articles, or those older than a place.

    Three queries for the first page, one more for any other.
    """
    places = (placements.before(before) if before else placements)[: PER_PAGE + 1].places()
    return _page(places, _newer(placements, places[0]) if before and places else None)


def newest(shelf: str, how_many: int) -> list[int]:
    """The ids of the newest articles on a shelf. One query."""
    found: list[int] = _newest(how_many).run(shelf=shelf, now=timezone.now())
    return found


def newest_on_each(shelves: Sequence[str], how_many: int) -> dict[str, list[int]]:
    """The same for each of these shelves. One query for all."""
    found = together(newest_of(shelves, how_many))
    return {shelf: [pk for (pk,) in rows] for shelf, rows in zip(shelves, found, strict=True)}


def newest_of(shelves: Iterable[str], how_many: int) -> list[Question]:
    """The questions for the ids of the newest articles on these shelves, to be asked together."""
    now, query = timezone.now(), _newest(how_many)
    return [(query, {"shelf": shelf, "now": now}) for shelf in shelves]


@cache
def _newest(how_many: int) -> Prepared[int]:
    def build(shelf: Any, now: Any) -> QuerySet[Placement, int]:
        return Placement.objects.on(shelf, now).values_list("article_id", flat=True)[:how_many]

    return Prepared(build)


_FIRST_PLACES = Prepared(
    lambda shelf, now: Placement.objects.on(shelf, now).values_list("publish_at", "article_id")[
        : PER_PAGE + 1
    ]
)


def _page(places: list[Place], newer: str | None = None) -> ListPage:
    shown = places[:PER_PAGE]
    return ListPage(
        cards=cards(place.pk for place in shown),
        older=str(shown[-1]) if len(places) > PER_PAGE else None,
        newer=newer,
    )


def _newer(placements: PlacementQuerySet, first: Place) -> str:
    """Where the page before begins: so that it shows just what is newer than this one."""
    places = placements.after(first)[: PER_PAGE + 1].places()
    return str(places[-1]) if len(places) > PER_PAGE else ""
