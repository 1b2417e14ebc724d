"""Files that nothing names any more, kept for a day because pages elsewhere may still name them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db import models
from django.utils import timezone

# Longer than any cache keeps a page of ours.
KEPT_FOR = timedelta(days=1)


class LeftoverQuerySet(models.QuerySet["Leftover"]):
    """Words for finding and noting them."""

    def note(self, names: Iterable[str]) -> None:
        """Remember these files; what is noted already keeps its time."""
        now = timezone.now()
        rows = [self.model(name=name, noted_at=now) for name in names]
        self.bulk_create(rows, ignore_conflicts=True)

    def old(self) -> LeftoverQuerySet:
        """Those whose day has passed, oldest first."""
        return self.filter(noted_at__lte=timezone.now() - KEPT_FOR).order_by("noted_at", "pk")


class Leftover(models.Model):
    """One file, and when it was noticed that nothing names it."""

    name = models.CharField(max_length=200, unique=True)
    noted_at = models.DateTimeField()

    objects = LeftoverQuerySet.as_manager()

    class Meta:
        ordering = ["noted_at"]

    def __str__(self) -> str:
        return self.name
