"""An article, alone or with all that its own page shows of it; the SQL is made once."""

from __future__ import annotations

from typing import Any

from django.db.models import Value
from django.utils import timezone

from articles.models import Article, Category, Tag
from articles.models.article import Byline
from articles.models.category import MAX_DEPTH
from fitsite.prepared import Prepared, together

_ARTICLE = Prepared(
    lambda slug, now: Article.objects.published(now).select_related("hero").filter(slug=slug)
)
# What is asked of an article by whoever writes under it.
_OUTLINE = Prepared(
    lambda slug, now: (
        Article.objects.published(now)
        .filter(slug=slug)
        .only("slug", "title", "publish_at", "comments_open", "comments_close_after")
    )
)
_BYLINES = Prepared(
    lambda article: Byline.objects.select_related("author__photo").filter(article_id=article)
)
# What an article is filed under, in rows that are alike, so that one query finds both: number,
# name, slug, how many articles a tag has, and the slugs of what a category stands within.
_PARENTS = ["__".join([*["parent"] * levels, "slug"]) for levels in range(1, MAX_DEPTH)]
_TAGS = Prepared(
    lambda article: Tag.objects.filter(tagged_articles__content_object_id=article).values_list(
        "pk", "name", "slug", "uses", *[Value("") for _ in _PARENTS]
    )
)
_CATEGORIES = Prepared(
    lambda article: Category.objects.filter(articles=article).values_list(
        "pk", "name", "slug", Value(0), *_PARENTS
    )
)


def published_at(slug: str) -> Article | None:
    """The published article at an address, without its text; None if there is none. One query."""
    found = _OUTLINE.run(slug=slug, now=timezone.now())
    return found[0] if found else None


def filed_under(article: Article) -> list[str]:
    """The names of its tags and categories. One query."""
    tags, categories = _filed(article)
    return [name for _, name, *_ in [*tags, *categories]]


def opened(slug: str) -> Article | None:
    """The published article at an address, with what its page shows; None if there is none."""
    for article in _ARTICLE.run(slug=slug, now=timezone.now()):
        tags, categories = _filed(article)
        # Where prefetch_related would put them.
        vars(article)["_prefetched_objects_cache"] = {
            "byline_set": _BYLINES.run(article=article.pk),
            "categories": [_category(*row) for row in categories],
            "tags": [_tag(*row) for row in tags],
        }
        return article
    return None


def _filed(article: Article) -> list[list[tuple[Any, ...]]]:
    """Its tags and its categories, as rows."""
    given = {"article": article.pk}
    return together([(_TAGS, given), (_CATEGORIES, given)])


def _tag(pk: int, name: str, slug: str, uses: int, *_: str) -> Tag:
    return Tag(pk=pk, name=name, slug=slug, uses=uses)


def _category(pk: int, name: str, slug: str, _: int, *above: str | None) -> Category:
    """With what it stands within, as far as its address needs that: by slug alone."""
    parent = None
    for above_it in filter(None, reversed(above)):
        parent = Category(slug=above_it, parent=parent)
    return Category(pk=pk, name=name, slug=slug, parent=parent)
