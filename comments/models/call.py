"""That people were called to something that waits for them, and which authors want to be."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

# A call is remembered longer than anything is looked for that nobody was called to.
KEPT_FOR = timedelta(days=30)


class CallQuerySet(models.QuerySet["Call"]):
    """Words for finding calls."""

    def forgettable(self) -> CallQuerySet:
        """What was told long ago."""
        return self.filter(told_at__lt=timezone.now() - KEPT_FOR)


class Call(models.Model):
    """One thing that waits for a person, of which there are letters: it is told once.

    `about` is the number of the comment, of the text that waits, or of the report. All that is told
    at the same time, by one letter to each recipient, has the same `batch`.
    """

    class Kind(models.TextChoices):
        """What waits."""

        HELD = "held", "A comment that was held"
        EDIT = "edit", "A change to a published comment"
        REPORT = "report", "A reader's report"

    kind = models.CharField(max_length=6, choices=Kind)
    about = models.BigIntegerField()
    comment = models.ForeignKey("comments.Comment", on_delete=models.CASCADE, related_name="calls")
    batch = models.UUIDField()
    told_at = models.DateTimeField()

    objects = CallQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "about"], name="comments_call_once")]
        indexes = [
            models.Index(fields=["batch"], name="comments_call_batch"),
            models.Index(fields=["told_at"], name="comments_call_told"),
        ]

    def __str__(self) -> str:
        return f"Call to comment {self.comment_id}: {self.get_kind_display()}"


class AuthorMail(models.Model):
    """An author's wish to be called to what waits under their articles. Without a row: no."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = "mail about my articles"

    def __str__(self) -> str:
        return f"Mail to {self.user_id}"
