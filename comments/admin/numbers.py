"""The admin's page with the numbers: charts, the tables behind them, and the same as CSV."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from comments import rights
from comments.admin.one_page import OnePage
from comments.models import Numbers
from comments.numbers import reading
from comments.numbers.charts import bars, columns
from comments.numbers.periods import DEFAULT, RANGES
from comments.numbers.report import Report, report
from comments.numbers.tables import Table

OUTCOMES = {
    "good": reading.PUBLISHED,
    "wait": reading.HELD,
    "spam": reading.FOUND_SPAM,
    "gone": reading.REMOVED,
}
MISTAKES = {"spam": reading.MISSED, "wrong": reading.FALSE}


@admin.register(Numbers)
class NumbersDesk(OnePage):
    """One page; `?days=` chooses how far it looks back."""

    def get_urls(self) -> list[URLPattern]:
        """The page, under the name that the index links to, and its tables."""
        view = self.admin_site.admin_view
        return [
            path("", view(self.page), name="comments_numbers_changelist"),
            path("<slug:name>.csv", view(self.csv), name="comments_numbers_csv"),
        ]

    @method_decorator(require_safe)
    def page(self, request: HttpRequest) -> HttpResponse:
        """The charts and tables."""
        self.refuse_strangers(request)
        found = report(_days(request))
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": "Numbers",
            "report": found,
            "ranges": RANGES,
            "outcomes": columns(found.outcomes, OUTCOMES),
            "verdicts": columns(found.verdicts, MISTAKES),
            "judged": [
                (title, found.verdicts.total(title))
                for title in (reading.CAUGHT, reading.MISSED, reading.FALSE)
            ],
            "lists": [(table, bars(table)) for table in _lists(found, request)],
            "waits": bars(found.waits),
        }
        return render(request, "desk/numbers.html", context)

    @method_decorator(require_safe)
    def csv(self, request: HttpRequest, name: str) -> HttpResponse:
        """One table, to be taken along."""
        self.refuse_strangers(request)
        days = _days(request)
        found = report(days)
        tables = [found.outcomes, found.verdicts, found.waits, *_lists(found, request)]
        table = next((table for table in tables if table.name == name), None)
        if table is None:
            raise Http404
        response = HttpResponse(table.as_csv(), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}-{days}-days.csv"'
        return response


def _lists(found: Report, request: HttpRequest) -> list[Table]:
    """Who decided how often, and where spam comes from for those who may know addresses."""
    sources = found.sources if rights.sees_addresses(request.user) else []
    return [found.moderators, *sources]


def _days(request: HttpRequest) -> int:
    """How many of RANGES an address asks for."""
    typed = request.GET.get("days", "")
    return next((days for days in RANGES if str(days) == typed), DEFAULT)
