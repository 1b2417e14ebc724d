"""Pages outside the stream of articles."""

from __future__ import annotations

from django.views.generic import DetailView

from articles.models import Page
from fitsite.page_cache.sharing import shared_page


@shared_page()
class StaticPage(DetailView):  # type: ignore[type-arg]
    """About, Privacy and the like."""

    model = Page
    template_name = "articles/page.html"
    context_object_name = "page"
