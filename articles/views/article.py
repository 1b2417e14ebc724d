"""One article."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.generic import DetailView

from articles.models import Article
from articles.opening import opened
from articles.related import more_to_read
from fitsite.page_cache.sharing import shared_page

# Fewer headings are seen at a glance.
LEAST_CONTENTS = 3


@shared_page("from", "order")
class ArticlePage(DetailView):  # type: ignore[type-arg]
    """One article, and what to read after it."""

    template_name = "articles/article.html"
    context_object_name = "article"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say of what was taken away that it is gone for good, so that nobody looks for it."""
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            if not Article.objects.gone().filter(slug=kwargs["slug"]).exists():
                raise
            return render(request, "410.html", status=HTTPStatus.GONE)

    def get_object(self, queryset: Any = None) -> Article:
        """Published ones only; a draft is not there."""
        article = opened(self.kwargs["slug"])
        if article is None:
            raise Http404
        return article

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the table of contents, and what to read next."""
        contents = self.object.contents
        return super().get_context_data(
            contents=contents if len(contents) >= LEAST_CONTENTS else [],
            more=more_to_read(self.object),
            **kwargs,
        )
