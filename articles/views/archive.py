"""What appeared when."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import Http404
from django.views.generic import TemplateView

from articles import months
from articles.models.shelf import PlacementQuerySet
from articles.views.lists import ArticleList
from fitsite.page_cache.sharing import shared_page


@shared_page()
class Archive(TemplateView):
    """Every month that has articles, by years."""

    template_name = "articles/archive.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The years, newest first, and the months of each."""
        by_year = groupby(months.with_articles(), key=lambda month: month.year)
        years = [(year, list(found)) for year, found in by_year]
        return super().get_context_data(years=years, **kwargs)


class MonthPage(ArticleList):
    """What appeared in one month."""

    template_name = "articles/month.html"

    @property
    def placements(self) -> PlacementQuerySet:
        """Everything of the month."""
        return months.within(self.kwargs["month"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the months beside it that have articles; 404 for one that has none."""
        context = super().get_context_data(**kwargs)
        if not context["page"].cards:
            raise Http404
        older, newer = months.beside(self.kwargs["month"])
        return context | {"older_month": older, "newer_month": newer}
