"""Corrections of the checker by people, on their way to it: once for each decision."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from comments.models.check import Check
from comments.models.revision import Standing
from comments.states import Status
from fitsite.leasing import Leased, LeasedQuerySet

if TYPE_CHECKING:
    from comments.models.moderation import Moderated
    from fitsite.accounts.models import User

# What a person's decision says of the text. Held and removed say nothing about spam.
MEANS = {Status.PUBLISHED: "ham", Status.SPAM: "spam"}


class Fate(models.TextChoices):
    """What became of a correction."""

    PENDING = "", "On its way"
    CONFIRMED = "confirmed", "Confirmed"
    CANCELLED = "cancelled", "Taken back before it was sent"


class FeedbackQuerySet(LeasedQuerySet["Feedback"]):
    """Corrections, found by the words of leased work."""

    def due(self) -> FeedbackQuerySet:
        """What is to be sent now; of one comment's corrections only the oldest."""
        earlier = Feedback.objects.open().filter(comment=OuterRef("comment"), pk__lt=OuterRef("pk"))
        return super().due().filter(~Exists(earlier))


class FeedbackManager(models.Manager["Feedback"]):
    """Making and taking back corrections."""

    def follow(self, comment: Moderated, by: User) -> None:
        """After a person's decision: take back what is no longer meant, correct what is wrong.

        Runs in the transaction of the decision. Something is wrong only where the checker gave a
        verdict and its word, or what it was told since, is not what the person means.
        """
        mine = Feedback.objects.filter(comment_id=comment.pk)
        if mine.open().filter(lease=None).close(fate=Fate.CANCELLED):
            comment.note("akismet", "Correction taken back before it was sent", {})
        meant = MEANS.get(Status(comment.status))
        check = (
            Check.objects.filter(revision__comment_id=comment.pk, checker="akismet")
            .filter(revision__standing=Standing.IN_FORCE)
            .exclude(verdict="")
            .last()
        )
        if meant is None or check is None or not check.fields:
            return
        if _believed(mine, check) == meant:
            return
        now = timezone.now()
        self.create(
            comment_id=comment.pk,
            kind=meant,
            decision=comment.decisions,
            fields={
                **check.fields,
                "reporter": by.get_username(),
                "comment_check_response": "true" if check.verdict == "spam" else "false",
            },
            created_at=now,
            due_at=now,
        )


class Feedback(Leased):
    """One correction: the fields of the question, who corrects, and the checker's latest word."""

    comment = models.ForeignKey(
        "comments.Comment", on_delete=models.CASCADE, related_name="feedback"
    )
    kind = models.CharField(max_length=4, choices=[("spam", "Spam"), ("ham", "Ham")])
    decision = models.PositiveIntegerField(help_text="Which of the comment's decisions it is.")
    fields = models.JSONField()
    fate = models.CharField(max_length=9, choices=Fate, blank=True, default=Fate.PENDING)
    last_failure = models.CharField(max_length=300, blank=True)
    forgotten_at = models.DateTimeField(null=True, help_text="When `fields` were emptied for age.")

    objects = FeedbackManager.from_queryset(FeedbackQuerySet)()

    class Meta(Leased.Meta):
        ordering = ["pk"]
        verbose_name_plural = "feedback"
        constraints = [
            *Leased.Meta.constraints,
            models.UniqueConstraint(
                fields=["comment", "decision"], name="comments_feedback_once_per_decision"
            ),
        ]
        indexes = [
            *Leased.Meta.indexes,
            models.Index(
                fields=["closed_at"], condition=Q(forgotten_at=None), name="comments_feedback_kept"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on comment {self.comment_id}: {self.get_fate_display()}"

    def confirm(self) -> bool:
        """The checker has taken it."""
        with transaction.atomic():
            done = self._held().update(
                fate=Fate.CONFIRMED,
                closed_at=timezone.now(),
                attempts=self.attempts + 1,
                due_at=None,
                lease=None,
                last_failure="",
            )
            if done:
                self.comment.note("akismet", f"Akismet was told: {self.get_kind_display()}", {})
        return bool(done)

    def postpone(self, why: str, *, until: datetime | None = None) -> None:
        """It was not taken: try again after a growing delay, for ever."""
        with transaction.atomic():
            if self._retry(until, last_failure=why[:300]):
                self.comment.note("akismet", f"Correction not taken: {why}", {})


def _believed(mine: models.QuerySet[Feedback], check: Check) -> str:
    """What the checker thinks of the text by now. What is being sent counts as told."""
    since = mine.exclude(fate=Fate.CANCELLED).filter(created_at__gte=check.closed_at).last()
    return since.kind if since else check.verdict
