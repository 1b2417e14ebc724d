"""An article with all that its own page shows of it, in four queries whose SQL is made once."""

from __future__ import annotations

from django.utils import timezone

from articles.models import Article, Category, Tag
from articles.models.article import Byline
from fitsite.prepared import Prepared

_ARTICLE = Prepared(
    lambda slug, now: Article.objects.published(now).select_related("hero").filter(slug=slug)
)
_BYLINES = Prepared(
    lambda article: Byline.objects.select_related("author__photo").filter(article_id=article)
)
_CATEGORIES = Prepared(lambda article: Category.objects.with_parents().filter(articles=article))
_TAGS = Prepared(lambda article: Tag.objects.filter(tagged_articles__content_object_id=article))


def opened(slug: str) -> Article | None:
    """The published article at an address; None if there is none."""
    for article in _ARTICLE.run(slug=slug, now=timezone.now()):
        # Where prefetch_related would put them.
        vars(article)["_prefetched_objects_cache"] = {
            "byline_set": _BYLINES.run(article=article.pk),
            "categories": _CATEGORIES.run(article=article.pk),
            "tags": _TAGS.run(article=article.pk),
        }
        return article
    return None
