"""How much of the month's calls to Akismet is used up, and how much will be at this pace."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime

from comments.models import CheckerState

# Before so much of a month is over, its pace says little.
ENOUGH_DAYS = 2
SHORT_FROM_PERCENT = 80


@dataclass(frozen=True)
class Usage:
    """What Akismet has said of this month, and when it did. `limit` is None where there is none."""

    calls: int
    limit: int | None
    at: datetime
    is_throttled: bool

    @property
    def percent(self) -> int | None:
        """How much of the limit is used up, 100 at most; None without a limit."""
        return min(100, 100 * self.calls // self.limit) if self.limit else None

    @property
    def expected(self) -> int | None:
        """The calls of the whole month at the pace so far; None while that says little."""
        days = (self.at - self._begin).total_seconds() / 86_400
        if days < ENOUGH_DAYS:
            return None
        return round(self.calls * monthrange(self._begin.year, self._begin.month)[1] / days)

    @property
    def is_short(self) -> bool:
        """Whether the limit is near, or will be passed before the month is over."""
        if not self.limit:
            return False
        return (self.percent or 0) >= SHORT_FROM_PERCENT or (self.expected or 0) > self.limit

    @property
    def _begin(self) -> datetime:
        utc = self.at.astimezone(UTC)
        return utc.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def usage() -> Usage | None:
    """What is known of it; None as long as Akismet has said nothing. One query."""
    state = CheckerState.objects.filter(checker="akismet", usage_at__isnull=False).first()
    if state is None or state.usage is None or state.usage_at is None:
        return None
    return Usage(state.usage, state.usage_limit, state.usage_at, state.is_throttled)
