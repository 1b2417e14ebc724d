"""What else there is to read after an article."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import log

from django.db.models import QuerySet
from django.utils import timezone

from articles.cards import Card, links
from articles.models import Article, Placement
from articles.models.shelf import FRONT, Place, PlacementQuerySet
from articles.reading import newest_on_each
from fitsite.prepared import Prepared

SHOWN = 3
# So many of the article's tags are looked at, and so many of the articles of each.
TAGS, OF_EACH = 8, 30


def _first(placements: PlacementQuerySet) -> QuerySet[Placement, int]:
    return placements.values_list("article_id", flat=True)[:1]


_OLDER = Prepared(
    lambda at, pk, now: _first(Placement.objects.on(FRONT, now).before(Place(at, pk)))
)
_NEWER = Prepared(lambda at, pk, now: _first(Placement.objects.on(FRONT, now).after(Place(at, pk))))


@dataclass(frozen=True)
class MoreToRead:
    """The articles published before and after one, and those that are like it."""

    older: Card | None
    newer: Card | None
    related: list[Card]


def more_to_read(article: Article) -> MoreToRead:
    """Four queries: the neighbours, what shares a tag, and all these articles."""
    older, newer = _neighbours(article)
    related = _related(article)
    found = {card["pk"]: card for card in links({*older, *newer, *related})}
    return MoreToRead(
        older=next((found[pk] for pk in older if pk in found), None),
        newer=next((found[pk] for pk in newer if pk in found), None),
        related=[found[pk] for pk in related if pk in found],
    )


def _neighbours(article: Article) -> tuple[list[int], list[int]]:
    if not article.place:
        return [], []
    at, pk, now = article.place.at, article.place.article_id, timezone.now()
    return _OLDER.run(at=at, pk=pk, now=now), _NEWER.run(at=at, pk=pk, now=now)


def _related(article: Article) -> list[int]:
    """Articles that share tags; a tag counts for more the fewer articles have it.

    The rarest tags are looked at, and of each the newest articles.
    """
    rarest = sorted(article.tags.all(), key=lambda tag: tag.uses)[:TAGS]
    uses = {tag.shelf: tag.uses for tag in rarest}
    score: defaultdict[int, float] = defaultdict(float)
    for shelf, article_ids in newest_on_each(list(uses), OF_EACH).items():
        for pk in article_ids:
            score[pk] += 1 / log(1 + max(uses[shelf], len(article_ids)))
    score.pop(article.pk, None)
    ranked = sorted(score, key=lambda pk: (-score[pk], -pk))
    return ranked[:SHOWN]
