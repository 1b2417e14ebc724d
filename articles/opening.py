"""An article, alone or with all that its own page shows of it; the SQL is made once."""

from __future__ import annotations

from django.utils import timezone

from articles.models import Article, Category, Tag
from articles.models.article import Byline
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
_CATEGORIES = Prepared(lambda article: Category.objects.with_parents().filter(articles=article))
_TAGS = Prepared(lambda article: Tag.objects.filter(tagged_articles__content_object_id=article))
_TAG_NAMES = Prepared(lambda article: _TAGS.build(article).values_list("name", flat=True))
_CATEGORY_NAMES = Prepared(
    lambda article: Category.objects.filter(articles=article).values_list("name", flat=True)
)


def published_at(slug: str) -> Article | None:
    """The published article at an address, without its text; None if there is none. One query."""
    found = _OUTLINE.run(slug=slug, now=timezone.now())
    return found[0] if found else None


def filed_under(article: Article) -> list[str]:
    """The names of its tags and categories. One query."""
    given = {"article": article.pk}
    tags, categories = together([(_TAG_NAMES, given), (_CATEGORY_NAMES, given)])
    return [name for (name,) in [*tags, *categories]]


def opened(slug: str) -> Article | None:
    """The published article at an address, with what its page shows; None if there is none."""
    for article in _ARTICLE.run(slug=slug, now=timezone.now()):
        # Where prefetch_related would put them.
        vars(article)["_prefetched_objects_cache"] = {
            "byline_set": _BYLINES.run(article=article.pk),
            "categories": _CATEGORIES.run(article=article.pk),
            "tags": _TAGS.run(article=article.pk),
        }
        return article
    return None
