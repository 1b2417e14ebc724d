"""The worker's sign of life, for the web to see."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils import timezone

BEAT_EVERY = timedelta(seconds=5)
SILENT_AFTER = timedelta(seconds=60)


class Heartbeat(models.Model):
    """When a worker was last seen, one row per worker process."""

    worker = models.CharField(max_length=200, primary_key=True)
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["-seen_at"]

    def __str__(self) -> str:
        return f"{self.worker} {self.seen_at:%Y-%m-%d %H:%M:%S}"


def beat(worker: str) -> None:
    """Show that a worker lives, and forget those that have been silent for long."""
    now = timezone.now()
    Heartbeat.objects.update_or_create(worker=worker, defaults={"seen_at": now})
    Heartbeat.objects.filter(seen_at__lt=now - 60 * SILENT_AFTER).delete()


def worker_is_alive() -> bool:
    """Whether any worker was seen lately."""
    return Heartbeat.objects.filter(seen_at__gt=timezone.now() - SILENT_AFTER).exists()
