"""What happened on each day, counted from history, for the page with the numbers.

The worker counts a day anew until nothing can be added to it; then it is final, and what it was
counted from may be deleted. The tables hold some hundred rows for a day, however many comments.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.db import models, transaction
from django.utils import timezone

from comments.models.history import HistoryEntry

LONGEST_KEY = 100
# What is counted of one day: how many, by what it is and a key.
Counts = Mapping[tuple[str, str], int]


class What(models.TextChoices):
    """What is counted."""

    OUTCOME = "outcome", "Comments, by where the check led them"
    VERDICT = "verdict", "The checker's verdicts, and what moderators found wrong with them"
    DECISIONS = "decisions", "Decisions, by moderator"
    WAIT = "wait", "Decisions, by how long the comment had waited"
    NETWORK = "network", "Spam, by network address"
    DOMAIN = "domain", "Spam, by the host of its e-mail address"
    HOST = "host", "Spam, by the hosts that it links to"


class NumbersManager(models.Manager["Numbers"]):
    """There is one row."""

    def here(self) -> Numbers:
        """The row; a new one begins with the day of the oldest history."""
        return (
            self.filter(pk=1).first()
            or self.get_or_create(pk=1, defaults={"open_since": _first_day()})[0]
        )

    def final_until(self) -> datetime | None:
        """What happened before this time is counted for good; None if nothing is yet."""
        numbers = self.filter(pk=1).first()
        return start_of(numbers.open_since) if numbers else None


class Numbers(models.Model):
    """How far the days are counted: those before `open_since` are final."""

    open_since = models.DateField()
    counted_at = models.DateTimeField(null=True)

    objects = NumbersManager()

    class Meta:
        verbose_name = verbose_name_plural = "numbers"

    def __str__(self) -> str:
        return f"Counted until {self.open_since}"

    def take(self, counted: Mapping[date, Counts], *, open_since: date) -> bool:
        """Store the numbers of some days in place of those that were there.

        Returns False, and does nothing, if somebody else has made a day final meanwhile.
        """
        with transaction.atomic():
            mine = Numbers.objects.select_for_update().filter(open_since=self.open_since)
            if not mine.exists():
                return False
            DayTally.objects.filter(day__in=counted).delete()
            DayTally.objects.bulk_create(
                DayTally(day=day, what=what, key=key, number=number)
                for day, counts in counted.items()
                for (what, key), number in counts.items()
            )
            self.open_since, self.counted_at = open_since, timezone.now()
            self.save()
        return True


class DayTally(models.Model):
    """How often something happened on one day, by the site's time zone."""

    day = models.DateField()
    what = models.CharField(max_length=9, choices=What)
    key = models.CharField(max_length=LONGEST_KEY)
    number = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["what", "day", "key"], name="comments_day_tally_unique")
        ]
        indexes = [models.Index(fields=["day"], name="comments_day_tally_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.what} {self.key}: {self.number}"


def start_of(day: date) -> datetime:
    """When a day begins in the site's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def next_day(day: date) -> date:
    """The day after."""
    return day + timedelta(days=1)


def _first_day() -> date:
    oldest = HistoryEntry.objects.order_by("at").first()
    return timezone.localdate(oldest.at if oldest else None)
