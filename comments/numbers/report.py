"""The numbers of some days: what the page shows and the command prints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.timesince import timesince

from comments.models import Comment, DayTally, Numbers, StatusCount
from comments.numbers import reading
from comments.numbers.periods import Range
from comments.numbers.tables import Table
from comments.numbers.usage import Usage, usage
from comments.states import Status


@dataclass(frozen=True, kw_only=True)
class Report:
    """`median_wait` is in seconds, right within 5 %; None where nobody decided on anything held.

    `held` comments wait for a person now, the oldest since `held_since`.
    """

    range: Range
    counted_at: datetime | None
    outcomes: Table
    verdicts: Table
    waits: Table
    moderators: Table
    sources: list[Table]
    median_wait: float | None
    held: int
    held_since: datetime | None
    usage: Usage | None

    @property
    def tables(self) -> list[Table]:
        """All of them."""
        return [self.outcomes, self.verdicts, self.waits, self.moderators, *self.sources]

    @property
    def median_in_words(self) -> str:
        """The median wait; "" without one."""
        if self.median_wait is None:
            return ""
        if self.median_wait < reading.MINUTE:
            return "less than a minute"
        now = timezone.now()
        return timesince(now - timedelta(seconds=self.median_wait), now)

    @property
    def wrong(self) -> int:
        """How many verdicts people found wrong."""
        return max(0, self.verdicts.total(reading.MISSED) + self.verdicts.total(reading.FALSE))

    @property
    def verdicts_given(self) -> int:
        """How many verdicts there were."""
        return sum(self.verdicts.total(name) for name in (reading.HAM, reading.SPAM))

    @property
    def right_percent(self) -> float | None:
        """How many of a hundred verdicts nobody found wrong; None without any."""
        given = self.verdicts_given
        return max(0.0, 100 - 100 * self.wrong / given) if given else None


def report(days: int) -> Report:
    """The report on the last so many days, today included. Ten queries, whatever there is."""
    span = Range.of(days)
    tallies = DayTally.objects.filter(day__gte=span.first, day__lte=span.last).order_by()
    by_period = reading.by_period(tallies, span)
    totals = reading.totals(tallies)
    numbers = Numbers.objects.filter(pk=1).first()
    return Report(
        range=span,
        counted_at=numbers.counted_at if numbers else None,
        outcomes=reading.outcomes(span, by_period),
        verdicts=reading.verdicts(span, by_period),
        waits=reading.waits(totals),
        moderators=reading.moderators(totals),
        sources=reading.sources(tallies),
        median_wait=reading.median_wait(totals),
        held=_held(),
        held_since=_held_since(),
        usage=usage(),
    )


def _held() -> int:
    kept = StatusCount.objects.filter(status=Status.HELD).values_list("comments", flat=True)
    return kept.first() or 0


def _held_since() -> datetime | None:
    held = Comment.objects.filter(status=Status.HELD, status_changed_at__isnull=False)
    return held.order_by("status_changed_at").values_list("status_changed_at", flat=True).first()
