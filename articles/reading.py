"""A page of a list: one range along a shelf, however long the shelf."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from articles.models import Article
from articles.models.article import ArticleQuerySet
from articles.models.shelf import Place, PlacementQuerySet

PER_PAGE = 12


@dataclass(frozen=True, kw_only=True)
class ListPage:
    """Some articles of a list, newest first, and from where the pages beside it go on.

    `older` and `newer` are places in the form that addresses have. `newer` is "" where it leads to
    the first page, None where this is the first; `older` is None where the list ends.
    """

    articles: list[Article]
    older: str | None = None
    newer: str | None = None


def read(
    placements: PlacementQuerySet, before: Place | None = None, size: int = PER_PAGE
) -> ListPage:
    """The newest articles of a shelf, or those older than a place.

    Three queries for the first page, one more for any other.
    """
    rows = list((placements.before(before) if before else placements)[: size + 1])
    shown = rows[:size]
    return ListPage(
        articles=in_order(Article.objects.for_cards(), [it.article_id for it in shown]),
        older=str(shown[-1].place) if len(rows) > size else None,
        newer=_newer(placements, shown[0].place) if before and shown else None,
    )


def in_order(articles: ArticleQuerySet, article_ids: Iterable[int]) -> list[Article]:
    """Those of these articles that are public, in this order."""
    wanted = list(article_ids)
    found = articles.published().in_bulk(wanted)
    return [found[pk] for pk in wanted if pk in found]


def _newer(placements: PlacementQuerySet, first: Place) -> str:
    """Where the page before begins: so that it shows just what is newer than this one."""
    rows = list(placements.after(first)[: PER_PAGE + 1])
    return str(rows[-1].place) if len(rows) > PER_PAGE else ""
