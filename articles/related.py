"""What else there is to read after an article."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import log

from django.db.models import QuerySet
from django.utils import timezone

from articles.cards import Card, links
from articles.models import Article, Placement, Tag
from articles.models.shelf import FRONT, PlacementQuerySet
from articles.reading import newest_of
from fitsite.places import Place
from fitsite.prepared import Prepared, Question, together

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
    """Two queries: which articles these are, and what is shown of them.

    Related are articles that share tags; a tag counts for more the fewer articles have it. The
    rarest tags are looked at, and of each the newest articles.
    """
    rarest = sorted(article.tags.all(), key=lambda tag: tag.uses)[:TAGS]
    beside = _beside(article)
    rows = together([*beside, *newest_of((tag.shelf for tag in rarest), OF_EACH)])
    found = [[pk for (pk,) in each] for each in rows]
    older, newer = found[: len(beside)] or ([], [])
    related = _best(article, list(zip(rarest, found[len(beside) :], strict=True)))
    cards = {card["pk"]: card for card in links({*older, *newer, *related})}
    return MoreToRead(
        older=next((cards[pk] for pk in older if pk in cards), None),
        newer=next((cards[pk] for pk in newer if pk in cards), None),
        related=[cards[pk] for pk in related if pk in cards],
    )


def _beside(article: Article) -> list[Question]:
    if not article.place:
        return []
    given = {"at": article.place.at, "pk": article.place.pk, "now": timezone.now()}
    return [(_OLDER, given), (_NEWER, given)]


def _best(article: Article, tagged: list[tuple[Tag, list[int]]]) -> list[int]:
    score: defaultdict[int, float] = defaultdict(float)
    for tag, article_ids in tagged:
        weight = 1 / log(1 + max(tag.uses, len(article_ids), 1))
        for pk in article_ids:
            score[pk] += weight
    score.pop(article.pk, None)
    ranked = sorted(((points, pk) for pk, points in score.items()), reverse=True)
    return [pk for _, pk in ranked[:SHOWN]]
