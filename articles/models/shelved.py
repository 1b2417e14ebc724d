"""Standing on the right shelves: kept so by the verbs, proved by articles/reconciler.py."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from django.db import transaction

from articles.models.author import Author
from articles.models.category import Category
from articles.models.publishing import PublishingQuerySet
from articles.models.shelf import FRONT, LEAD, Placement
from articles.models.tag import Tag, TaggedArticle
from fitsite.page_cache.models import SITE, M_co, raise_version

BATCH = 500


class ShelvedQuerySet(PublishingQuerySet[M_co]):
    """Words for putting articles where they belong."""

    def filed_within(self, category: Category) -> Self:
        """Filed under this category or one within it; one article may come several times."""
        return self.filter(categories__in=category.within())

    def shelve(self) -> int:
        """Put each on its shelves and take it from all others; returns how much was wrong."""
        return shelve(self.order_by().values_list("pk", flat=True).distinct())

    shelve.alters_data = True  # type: ignore[attr-defined]


def shelve(article_ids: Iterable[int]) -> int:
    """Put these articles on their shelves, and take them from all others.

    Whoever files holds the row of the site's version, so that filing is done by one at a time and
    nothing is filed by what another has just moved.
    """
    with transaction.atomic():
        raise_version(SITE)
        pks = list(article_ids)
        batches = (pks[at : at + BATCH] for at in range(0, len(pks), BATCH))
        return sum(misplaced(batch).put_right() for batch in batches)


@dataclass
class Misplaced:
    """What stands on a shelf and should not, and what should and does not."""

    wrong: list[Placement] = field(default_factory=list)
    missing: list[Placement] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.wrong or self.missing)

    def put_right(self) -> int:
        """Take away and add; returns how much was wrong."""
        if self.wrong:
            Placement.objects.filter(pk__in=[placement.pk for placement in self.wrong]).delete()
        if self.missing:
            Placement.objects.bulk_create(self.missing, batch_size=BATCH)
        more = Counter(placement.shelf for placement in self.missing)
        more.subtract(placement.shelf for placement in self.wrong)
        Tag.objects.count_uses(more)
        return len(self.wrong) + len(self.missing)


def misplaced(article_ids: Sequence[int]) -> Misplaced:
    """Compare where these articles stand with where they belong. Six queries, however many."""
    right = _right(article_ids)
    missing = {(placement.article_id, placement.shelf): placement for placement in right}
    wrong = []
    for placement in Placement.objects.filter(article__in=article_ids):
        key = (placement.article_id, placement.shelf)
        if key in missing and missing[key].times == placement.times:
            del missing[key]
        else:
            wrong.append(placement)
    return Misplaced(wrong, list(missing.values()))


def _right(article_ids: Sequence[int]) -> Iterator[Placement]:
    shelves = _shelves(article_ids)
    articles: Any = Placement.article.field.related_model._default_manager
    times = ("publish_at", "unpublish_at")
    for article in articles.filter(pk__in=article_ids).only(*times, "featured"):
        if article.is_or_will_be_public:
            given = {name: getattr(article, name) for name in times}
            leading = {LEAD} if article.featured else set()
            for shelf in sorted(shelves[article.pk] | leading):
                yield Placement(shelf=shelf, article_id=article.pk, **given)


def _shelves(article_ids: Sequence[int]) -> dict[int, set[str]]:
    found: defaultdict[int, set[str]] = defaultdict(lambda: {FRONT})
    lineages = {category.pk: category.lineage for category in Category.objects.with_parents()}
    for pk, category_id in _pairs(Category.articles.through, "category_id", article_ids):
        found[pk].update(category.shelf for category in lineages.get(category_id, []))
    for pk, author_id in _pairs(Author.articles.through, "author_id", article_ids):
        found[pk].add(Author(pk=author_id).shelf)
    tagged = TaggedArticle.objects.filter(content_object__in=article_ids)
    for pk, tag_id in tagged.values_list("content_object_id", "tag_id"):
        found[pk].add(Tag(pk=tag_id).shelf)
    return found


def _pairs(through: Any, column: str, article_ids: Sequence[int]) -> Any:
    return through.objects.filter(article__in=article_ids).values_list("article_id", column)
