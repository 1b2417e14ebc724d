"""What waits for the checker, how much and for how long; and which edits wait for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, Min, OuterRef, QuerySet
from django.utils import timezone

from comments.models import Check, Feedback, Revision
from comments.models.revision import Standing


@dataclass(frozen=True)
class Waiting:
    """A queue: its length, and when the oldest that is in it was put there."""

    length: int
    oldest_at: datetime | None

    @property
    def oldest_seconds(self) -> float:
        """The age of the oldest; 0 for an empty queue."""
        return (timezone.now() - self.oldest_at).total_seconds() if self.oldest_at else 0.0


def waiting(work: type[Check] | type[Feedback]) -> Waiting:
    """One query over the partial index of what is open: it costs what waits, not what was."""
    found = work.objects.open().order_by().aggregate(length=Count("pk"), oldest=Min("created_at"))
    return Waiting(found["length"], found["oldest"])


def waiting_edits() -> QuerySet[Revision]:
    """Texts that wait for a person; one with an open check waits for the checker."""
    asked = Check.objects.open().filter(revision=OuterRef("pk"))
    return Revision.objects.filter(~Exists(asked), standing=Standing.WAITING)
