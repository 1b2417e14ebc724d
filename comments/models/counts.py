"""Counts kept in step by the verbs; comments/reconciler.py proves them."""

from django.db import models

from articles.models import Article
from comments.states import Status
from fitsite.counters import counting
from fitsite.prepared import Write


class ThreadCount(models.Model):
    """How many comments of an article are published."""

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    published = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.article_id}: {self.published}"


class StatusCount(models.Model):
    """How many comments of the whole site are in one state."""

    status = models.CharField(max_length=10, primary_key=True, choices=Status)
    comments = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.status}: {self.comments}"


def take_counts(article_id: int) -> None:
    """Take all that moves count in, in their order (docs/adr/0006): for several moves at once."""
    list(ThreadCount.objects.filter(pk=article_id).select_for_update())
    list(StatusCount.objects.order_by("status").select_for_update())


def counting_move(article_id: int, from_status: str, to_status: str) -> list[Write]:
    """What counts one comment's change of state; `from_status` is "" for a new one.

    Rows are taken in a fixed order, so that two moves never wait for each other in a circle.
    """
    if from_status == to_status:
        return []
    changes = {from_status: -1, to_status: 1}
    published = changes.get(Status.PUBLISHED, 0)
    writes = counting(ThreadCount, {"article_id": article_id}, "published", published)
    for status in sorted(filter(None, changes)):
        writes += counting(StatusCount, {"status": status}, "comments", changes[status])
    return writes
