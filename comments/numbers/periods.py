"""The days that are looked at, and the days, weeks or months in which a chart shows them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format

# What can be chosen, in days, today included.
RANGES = (7, 30, 90, 365)
DEFAULT = 30
# Beyond this many days a column stands for a week, and beyond the other for a month.
WEEKS_ABOVE, MONTHS_ABOVE = 30, 90


@dataclass(frozen=True)
class Period:
    """One column. The first one may begin within its week or month."""

    first: date
    label: str


@dataclass(frozen=True)
class Range:
    """The last so many days, and the periods in which they fall."""

    days: int
    first: date
    last: date
    periods: tuple[Period, ...]

    @classmethod
    def of(cls, days: int) -> Range:
        """The range that ends today."""
        last = timezone.localdate()
        first = last - timedelta(days=days - 1)
        every = [first + timedelta(days=at) for at in range(days)]
        begins = [day for day in every if day == first or _begins(day, days)]
        return cls(days, first, last, tuple(Period(day, _label(day, days)) for day in begins))

    def position(self, day: date) -> int:
        """In which period a day falls."""
        return bisect_right([period.first for period in self.periods], day) - 1


def _begins(day: date, days: int) -> bool:
    if days > MONTHS_ABOVE:
        return day.day == 1
    return days <= WEEKS_ABOVE or day.weekday() == 0


def _label(day: date, days: int) -> str:
    if days > MONTHS_ABOVE:
        return date_format(day, "M Y")
    return date_format(day, "j M")
