"""Months as the site's own clock has them, and which of them have articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from articles.models import Placement
from articles.models.shelf import FRONT, PlacementQuerySet
from fitsite.addresses import address_of
from fitsite.prepared import Prepared, together


@dataclass(frozen=True, order=True)
class Month:
    """One month of one year."""

    year: int
    month: int

    def __str__(self) -> str:
        return date_format(self.starts_at, "F Y")

    @classmethod
    def of(cls, moment: datetime) -> Month:
        """The month in which a moment falls where the site is."""
        local = timezone.localtime(moment, timezone.get_default_timezone())
        return cls(local.year, local.month)

    @property
    def starts_at(self) -> datetime:
        """Its first moment."""
        return datetime(self.year, self.month, 1, tzinfo=timezone.get_default_timezone())

    @property
    def following(self) -> Month:
        """The month after it."""
        return Month(self.year + self.month // 12, self.month % 12 + 1)

    @property
    def address(self) -> str:
        """The page of what appeared in it."""
        return f"{address_of('articles:archive')}{self.year:04}/{self.month:02}/"


class MonthConverter:
    """A month in an address: `2026/03`. Years are those that a magazine may have."""

    regex = "(?:19|20|21)[0-9]{2}/(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> Month:
        """The month that an address names."""
        year, month = value.split("/")
        return Month(int(year), int(month))

    def to_url(self, month: Month) -> str:
        """As it stands in addresses."""
        return f"{month.year:04}/{month.month:02}"


def within(month: Month) -> PlacementQuerySet:
    """What appeared in a month."""
    return _between(month.starts_at, month.following.starts_at, timezone.now())


def beside(month: Month) -> tuple[Month | None, Month | None]:
    """The nearest months before and after that have articles. Two queries."""
    front = Placement.objects.on(FRONT)
    older = front.filter(publish_at__lt=month.starts_at)
    newer = front.filter(publish_at__gte=month.following.starts_at).reverse()
    return _of_first(older), _of_first(newer)


def with_articles() -> list[Month]:
    """All months that have articles, newest first. Three queries in the first sixteen years."""
    front = Placement.objects.on(FRONT)
    newest, oldest = _of_first(front), _of_first(front.reverse())
    months = _from_to(oldest, newest) if oldest and newest else []
    now = timezone.now()
    spans = [
        {"since": month.starts_at, "until": month.following.starts_at, "now": now}
        for month in months
    ]
    found = together([(_ANY_BETWEEN, span) for span in spans])
    return [month for month, rows in zip(months, found, strict=True) if rows]


def _of_first(placements: PlacementQuerySet) -> Month | None:
    first = placements[:1].places()
    return Month.of(first[0].at) if first else None


def _between(since: Any, until: Any, now: Any) -> PlacementQuerySet:
    return Placement.objects.on(FRONT, now).filter(publish_at__gte=since, publish_at__lt=until)


_ANY_BETWEEN = Prepared(
    lambda since, until, now: _between(since, until, now).values_list("article_id")[:1]
)


def _from_to(oldest: Month, newest: Month) -> list[Month]:
    months = [oldest]
    while months[-1] < newest:
        months.append(months[-1].following)
    return months[::-1]
