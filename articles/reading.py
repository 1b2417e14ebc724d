"""A page of a list: one range along a shelf, however long the shelf."""

from __future__ import annotations

from dataclasses import dataclass

from articles.cards import Card, cards
from articles.models.shelf import Place, PlacementQuerySet

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


def read(
    placements: PlacementQuerySet, before: Place | None = None, size: int = PER_PAGE
) -> ListPage:
    """The newest articles of a shelf, or those older than a place.

    Three queries for the first page, one more for any other.
    """
    places = (placements.before(before) if before else placements)[: size + 1].places()
    shown = places[:size]
    return ListPage(
        cards=cards(place.article_id for place in shown),
        older=str(shown[-1]) if len(places) > size else None,
        newer=_newer(placements, shown[0]) if before and shown else None,
    )


def _newer(placements: PlacementQuerySet, first: Place) -> str:
    """Where the page before begins: so that it shows just what is newer than this one."""
    places = placements.after(first)[: PER_PAGE + 1].places()
    return str(places[-1]) if len(places) > PER_PAGE else ""
