"""Work that must be done once whatever dies: rows that are due, and leases on them.

The work to do is the query `due()`; nothing else remembers it, so nothing else can forget it.
Claiming moves `due_at` to when the lease runs out, so that a dead claimer delays the work, nothing
more. Whoever has lost the lease changes nothing any more.
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from fitsite.page_cache.models import M_co

# Longer than any try may take, so that a lease runs out only when its holder is gone.
LEASE = timedelta(seconds=30)
# Seconds to wait after the first, second, … failure; the last one repeats for ever.
RETRY_AFTER = (2, 5, 15, 30, 60, 120, 300, 600, 900, 1800)


class LeasedQuerySet(models.QuerySet[M_co]):
    """Words for finding work."""

    def open(self) -> Self:
        """What is not done yet."""
        return self.filter(closed_at=None)

    def due(self) -> Self:
        """Open work whose time has come, oldest first; a lease that ran out is one."""
        return self.open().filter(due_at__lte=timezone.now()).order_by("due_at", "pk")

    def close(self, **outcome: Any) -> int:
        """Do it no more: whoever holds the lease finds it gone."""
        return self.update(closed_at=timezone.now(), due_at=None, lease=None, **outcome)

    def hurry(self) -> int:
        """Make all open work due now that nobody is doing."""
        return self.open().filter(lease=None).update(due_at=timezone.now())


class Leased(models.Model):
    """A piece of work: open until `closed_at`, tried when `due_at` has come."""

    created_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    lease = models.UUIDField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, due_at__isnull=False)
                | Q(closed_at__isnull=False, due_at=None, lease=None),
                name="%(app_label)s_%(class)s_open_or_closed",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(closed_at=None), name="%(app_label)s_%(class)s_due"
            )
        ]

    def claim(self) -> bool:
        """Take the lease, if it is still to be had."""
        now, lease = timezone.now(), uuid.uuid4()
        if not self._mine().filter(due_at__lte=now).update(lease=lease, due_at=now + LEASE):
            return False
        self.refresh_from_db()
        return True

    def release(self, *, until: datetime | None = None) -> None:
        """Give the lease back unused; the work is due at once, or at `until`."""
        self._held().update(lease=None, due_at=until or timezone.now())

    def _retry(self, until: datetime | None = None, **noted: Any) -> bool:
        """Give the lease back after a failure, with a growing delay; False if it was lost."""
        delay = timedelta(seconds=RETRY_AFTER[min(self.attempts, len(RETRY_AFTER) - 1)])
        due_at = max(filter(None, [timezone.now() + delay, until]))
        held = self._held()
        return bool(held.update(lease=None, due_at=due_at, attempts=self.attempts + 1, **noted))

    def _mine(self) -> models.QuerySet[Self]:
        return type(self)._default_manager.filter(pk=self.pk, closed_at=None)

    def _held(self) -> models.QuerySet[Self]:
        return self._mine().filter(lease=self.lease, lease__isnull=False)
