"""One article, and the pages outside the stream of articles."""

from __future__ import annotations

from django.views.generic import DetailView

from articles.models import Article, Page
from articles.models.article import ArticleQuerySet
from fitsite.page_cache.sharing import shared_page


@shared_page("from")
class ArticlePage(DetailView):  # type: ignore[type-arg]
    """One article."""

    template_name = "articles/article.html"
    context_object_name = "article"

    def get_queryset(self) -> ArticleQuerySet:
        """Published ones only; a draft is not there."""
        return Article.objects.published().for_reading()


@shared_page()
class StaticPage(DetailView):  # type: ignore[type-arg]
    """About, Privacy and the like."""

    model = Page
    template_name = "articles/page.html"
    context_object_name = "page"
