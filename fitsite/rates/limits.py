"""A limit: how often something may be done within a window, by each on their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from fitsite.rates.models import Rate

# One statement, so that of many at once each gets a number of its own. A window that is over
# begins anew with the row.
COUNT_ONE = """
    INSERT INTO rates_rate (key, count, until) VALUES (%(key)s, 1, %(end)s)
    ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN rates_rate.until <= %(now)s THEN 1 ELSE rates_rate.count + 1 END,
        until = CASE WHEN rates_rate.until <= %(now)s THEN excluded.until ELSE rates_rate.until END
    RETURNING key, count, until
"""


@dataclass(frozen=True)
class Limit:
    """At most `most` times within `window`, which begins with the first time.

    `who` in each verb is what is counted on its own: an account, a network, both together.
    """

    name: str
    most: int
    window: timedelta

    def take(self, *who: str) -> datetime | None:
        """Count one. None if there was room for it, or else when there will be.

        Those beyond the limit do not move the end of the window.
        """
        now = timezone.now()
        given = {"key": self._key(who), "now": now, "end": now + self.window}
        [rate] = Rate.objects.raw(COUNT_ONE, given)
        return rate.until if rate.count > self.most else None

    def give_back(self, *who: str) -> None:
        """Take one off the count again."""
        self._running(who).filter(count__gt=0).update(count=F("count") - 1)

    def has_counted(self, *who: str) -> bool:
        """Whether anything was counted in the window that is running."""
        return self._running(who).filter(count__gt=0).exists()

    def begin(self, *who: str) -> None:
        """Let a new window begin now, with one."""
        Rate.objects.filter(key=self._key(who)).delete()
        self.take(*who)

    def _running(self, who: tuple[str, ...]) -> QuerySet[Rate]:
        return Rate.objects.filter(key=self._key(who), until__gt=timezone.now())

    def _key(self, who: tuple[str, ...]) -> str:
        told = "\0".join([self.name, *who])
        return salted_hmac("fitsite.rates", told, algorithm="sha256").hexdigest()
