"""One article, and the pages outside the stream of articles."""

from __future__ import annotations

from django.utils.decorators import method_decorator
from django.views.generic import DetailView

from articles.models import Article, Page
from articles.models.article import ArticleQuerySet
from fitsite.page_cache.sharing import shared_page


@method_decorator(shared_page("from"), name="dispatch")
class ArticlePage(DetailView):  # type: ignore[type-arg]
    """One article."""

    template_name = "articles/article.html"
    context_object_name = "article"

    def get_queryset(self) -> ArticleQuerySet:
        """Published ones only; a draft is not there."""
        return Article.objects.published().for_reading()


@method_decorator(shared_page(), name="dispatch")
class StaticPage(DetailView):  # type: ignore[type-arg]
    """About, Privacy and the like."""

    model = Page
    template_name = "articles/page.html"
    context_object_name = "page"
