"""An article as lists show it: only the columns they need, each address and date made once.

A page holds a dozen of them and more. Model instances, and one look-up of an address for each,
would cost several times what the rest of the page does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import tzinfo
from typing import Any, TypedDict
from urllib.parse import quote

from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Article, Image
from articles.models.article import Byline
from fitsite.addresses import address_of
from fitsite.prepared import Prepared

COLUMNS = ("title", "slug", "summary", "publish_at", "reading_minutes", "hero")
OF_HERO = ("file", "width", "height", "alt", "made_of_file", "renditions")


def _public(pks: Any, now: Any) -> QuerySet[Article]:
    found = Article.objects.published(now).filter(pk__in=pks).order_by().select_related("hero")
    return found.only(*COLUMNS, *(f"hero__{name}" for name in OF_HERO))


def _signed(pks: Any) -> QuerySet[Byline, Any]:
    bylines = Byline.objects.filter(article__pk__in=pks).order_by("article", "position")
    return bylines.values_list("article_id", "author__name", "author__slug")


_ARTICLES, _BYLINES = Prepared(_public), Prepared(_signed)


class Name(TypedDict):
    """One of the authors."""

    name: str
    address: str


class Card(TypedDict):
    """One article. A dictionary, since a template looks for a key before anything else."""

    pk: int
    address: str
    title: str
    summary: str
    hero: Image | None
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
    articles = _ARTICLES.run(pks=wanted, now=timezone.now())
    found = {article.pk: _card(article, zone, root) for article in articles}
    return [found[pk] for pk in wanted if pk in found]


def _card(article: Article, zone: tzinfo, root: str) -> Card:
    assert article.publish_at
    at = article.publish_at.astimezone(zone)
    return {
        "pk": article.pk,
        "address": f"{root}{quote(article.slug or '')}/",
        "title": article.title,
        "summary": article.summary,
        "hero": article.hero,
        "authors": [],
        "iso_time": at.isoformat(timespec="seconds"),
        "shown_date": f"{at.day} {at:%B %Y}",
        "minutes": str(article.reading_minutes or ""),
    }


def _names(article_ids: list[int]) -> defaultdict[int, list[Name]]:
    found: defaultdict[int, list[Name]] = defaultdict(list)
    root = _root("articles:author")
    for pk, name, slug in _BYLINES.run(pks=article_ids) if article_ids else ():
        found[pk].append({"name": name, "address": f"{root}{quote(slug)}/"})
    return found


def _root(view: str) -> str:
    """What all addresses of a view begin with."""
    return address_of(view, "-").removesuffix("-/")
