"""A reader's word that a comment should not stand: for moderators alone, never for the checker."""

from __future__ import annotations

from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

if TYPE_CHECKING:
    from comments.models.moderation import Moderated
    from fitsite.accounts.models import User

# So many reports come from one network in this time.
PACE = (timedelta(hours=1), 20)


class Reason(models.TextChoices):
    """Why a comment should not stand."""

    SPAM = "spam", "It is spam or advertising"
    INSULT = "insult", "It insults or threatens somebody"
    PRIVATE = "private", "It tells something private about somebody"
    OTHER = "other", "Something else"


class TooManyReports(Exception):
    """A network has sent as many as it may for now. `retry_after` is in seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"Too many reports; again in {retry_after} s.")
        self.retry_after = retry_after


class ReportQuerySet(models.QuerySet["Report"]):
    """Words for finding reports."""

    def open(self) -> ReportQuerySet:
        """What nobody has dealt with yet."""
        return self.filter(resolved_at=None)

    def resolve(self, by: User | None) -> int:
        """They are dealt with; returns how many were open."""
        return self.open().update(resolved_at=timezone.now(), resolved_by=by)

    def reopen(self) -> int:
        """Nobody has dealt with them; not where their network has reported once more since."""
        again = Report.objects.open().exclude(network="")
        same = again.filter(comment=OuterRef("comment"), network=OuterRef("network"))
        return self.filter(~Exists(same)).update(resolved_at=None, resolved_by=None)


class ReportManager(models.Manager["Report"]):
    """Taking reports."""

    def file(self, comment: Moderated, *, reason: str, words: str, network: str) -> bool:
        """Take a report; of one comment only the first open one from a network counts.

        Raises TooManyReports.
        """
        waiting = {"comment_id": comment.pk, "network": network, "resolved_at": None}
        if self.filter(**waiting).exists():
            return False
        self._keep_pace(network)
        given = {"reason": reason, "words": words, "created_at": timezone.now()}
        return self.get_or_create(**waiting, defaults=given)[1]

    def _keep_pace(self, network: str) -> None:
        window, limit = PACE
        now = timezone.now()
        recent = self.filter(network=network, created_at__gt=now - window).order_by("-created_at")
        for created_at in recent.values_list("created_at", flat=True)[limit - 1 : limit]:
            raise TooManyReports(ceil((created_at + window - now).total_seconds()))


class Report(models.Model):
    """One report. Deciding over the comment, or dismissing them, resolves all that are open."""

    comment = models.ForeignKey(
        "comments.Comment", on_delete=models.CASCADE, related_name="reports"
    )
    reason = models.CharField(max_length=7, choices=Reason)
    words = models.CharField(max_length=500, blank=True)
    network = models.CharField(max_length=50, blank=True)
    created_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ReportManager.from_queryset(ReportQuerySet)()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "network"],
                condition=Q(resolved_at=None) & ~Q(network=""),
                name="comments_report_one_open_per_network",
            ),
            models.CheckConstraint(
                condition=Q(reason__in=Reason.values), name="comments_report_reason_known"
            ),
        ]
        indexes = [
            models.Index(fields=["network", "created_at"], name="comments_report_pace"),
            models.Index(
                fields=["created_at"], condition=~Q(network=""), name="comments_report_kept"
            ),
            models.Index(
                fields=["comment"], condition=Q(resolved_at=None), name="comments_report_open"
            ),
        ]

    def __str__(self) -> str:
        return f"Report {self.pk}: {self.get_reason_display()}"
