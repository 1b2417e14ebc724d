"""Counts kept in step by the verbs; comments/reconciler.py proves them."""

from django.db import models
from django.db.models import Sum

from articles.models import Article
from comments.states import Status
from fitsite.counters import counting
from fitsite.prepared import Write


class ThreadCountQuerySet(models.QuerySet["ThreadCount"]):
    """Sums over articles."""

    def by_status(self) -> dict[str, int]:
        """How many comments of these articles are in each state. One query."""
        sums: dict[str, int] = self.aggregate(
            **{status.value: Sum(status.value, default=0) for status in Status}
        )
        return sums


class ThreadCount(models.Model):
    """How many comments of an article are in each state."""

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    unchecked = models.IntegerField(default=0)
    held = models.IntegerField(default=0)
    published = models.IntegerField(default=0)
    spam = models.IntegerField(default=0)
    removed = models.IntegerField(default=0)

    objects = ThreadCountQuerySet.as_manager()

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
    changes = {status: by for status, by in ((from_status, -1), (to_status, 1)) if status}
    return [
        counting(ThreadCount, {"article_id": article_id}, **changes),
        *(
            counting(StatusCount, {"status": status}, comments=changes[status])
            for status in sorted(changes)
        ),
    ]
