"""An article as lists show it: only the columns they need, each address and date made once.

A page holds a dozen of them and more. Model instances, and one look-up of an address for each,
would cost several times what the rest of the page does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, tzinfo
from typing import Any, NamedTuple, TypedDict
from urllib.parse import quote

from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Article
from articles.models.article import Byline
from articles.pictures import StoredPicture
from fitsite.addresses import address_of
from fitsite.places import Place
from fitsite.prepared import Prepared
from fitsite.times import day, iso


class Row(NamedTuple):
    """What a list reads of one article, by the names of its columns."""

    pk: int
    title: str
    slug: str
    summary: str
    publish_at: datetime
    reading_minutes: int | None
    hero__file: str | None
    hero__width: int
    hero__height: int
    hero__alt: str
    hero__made_of_file: str
    hero__renditions__card: dict[str, Any] | None


def _public(pks: Any, now: Any) -> QuerySet[Article, Any]:
    found = Article.objects.published(now).filter(pk__in=pks)
    return found.order_by().values_list(*Row._fields)


def _signed(pks: Any) -> QuerySet[Byline, Any]:
    bylines = Byline.objects.filter(article__pk__in=pks).order_by("article", "position")
    return bylines.values_list("article_id", "author__name", "author__slug")


_ARTICLES, _BYLINES = Prepared(_public), Prepared(_signed)


class Name(TypedDict):
    """One of the authors."""

    name: str
    address: str


class Card(TypedDict):
    """One article. A dictionary, since a template looks for a key before anything else.

    `place` is the place from which a list goes on behind it.
    """

    pk: int
    place: Place
    address: str
    title: str
    summary: str
    hero: StoredPicture | None
    authors: list[Name]
    iso_time: str
    shown_date: str
    minutes: str


def cards(article_ids: Iterable[int]) -> list[Card]:
    """Those of these articles that are public, in this order. Two queries, however many."""
    found = links(article_ids)
    names = _names([card["pk"] for card in found])
    for card in found:
        card["authors"] = names[card["pk"]]
    return found


def links(article_ids: Iterable[int]) -> list[Card]:
    """The same without the authors. One query."""
    wanted = list(article_ids)
    if not wanted:
        return []
    zone, root = timezone.get_current_timezone(), _root("articles:article")
    rows = [Row(*columns) for columns in _ARTICLES.run(pks=wanted, now=timezone.now())]
    found = {row.pk: _card(row, zone, root) for row in rows}
    return [found[pk] for pk in wanted if pk in found]


def _card(row: Row, zone: tzinfo, root: str) -> Card:
    at = row.publish_at.astimezone(zone)
    return {
        "pk": row.pk,
        "place": Place(row.publish_at, row.pk),
        "address": f"{root}{quote(row.slug)}/",
        "title": row.title,
        "summary": row.summary,
        "hero": _hero(row) if row.hero__file else None,
        "authors": [],
        "iso_time": iso(at),
        "shown_date": day(at),
        "minutes": str(row.reading_minutes or ""),
    }


def _hero(row: Row) -> StoredPicture:
    # Of its renditions a list shows the cards alone; the others would be decoded for nothing.
    renditions = {"card": row.hero__renditions__card} if row.hero__renditions__card else {}
    return StoredPicture(
        file=row.hero__file or "",
        width=row.hero__width,
        height=row.hero__height,
        alt=row.hero__alt,
        made_of_file=row.hero__made_of_file,
        renditions=renditions,
    )


def _names(article_ids: list[int]) -> defaultdict[int, list[Name]]:
    found: defaultdict[int, list[Name]] = defaultdict(list)
    root = _root("articles:author")
    for pk, name, slug in _BYLINES.run(pks=article_ids) if article_ids else ():
        found[pk].append({"name": name, "address": f"{root}{quote(slug)}/"})
    return found


def _root(view: str) -> str:
    """What all addresses of a view begin with."""
    return address_of(view, "-").removesuffix("-/")
