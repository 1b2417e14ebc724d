"""A question to a checker: what is to be sent, when, by whom, and what came of it.

The work to do is the query `due()` over these rows; nothing else remembers it, so nothing else can
forget it.
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from comments.models.revision import Revision
from comments.spam.findings import decide

# Longer than any try may take, so that a lease runs out only when its holder is gone.
LEASE = timedelta(seconds=30)
# Seconds to wait after the first, second, … failure; the last one repeats for ever.
RETRY_AFTER = (2, 5, 15, 30, 60, 120, 300, 600, 900, 1800)


class CheckQuerySet(models.QuerySet["Check"]):
    """Words for finding questions, and the moves that take them."""

    def open(self) -> CheckQuerySet:
        """Questions that have no answer yet."""
        return self.filter(closed_at=None)

    def due(self) -> CheckQuerySet:
        """Open questions whose time has come, oldest first; a lease that ran out is one."""
        return self.open().filter(due_at__lte=timezone.now()).order_by("due_at", "pk")

    def close(self) -> int:
        """Ask no more: what is answered later finds its lease gone and changes nothing."""
        return self.update(closed_at=timezone.now(), due_at=None, lease=None)

    def hurry(self) -> int:
        """Make every open question due now that nobody is putting."""
        return self.open().filter(lease=None).update(due_at=timezone.now())


class CheckManager(models.Manager["Check"]):
    """Making questions."""

    def ask(
        self,
        *,
        revision: Revision,
        fields: dict[str, Any],
        objections: list[str],
        decisions: int = 0,
        leased: bool = True,
    ) -> Check:
        """Put down a question; its lease is taken by whoever asks, or it is due at once."""
        now = timezone.now()
        return self.create(
            revision=revision,
            checker=settings.COMMENT_CHECKER,
            fields=fields,
            objections=objections,
            decisions=decisions,
            created_at=now,
            due_at=now + LEASE if leased else now,
            lease=uuid.uuid4() if leased else None,
        )


class Check(models.Model):
    """One question about one text.

    `fields` are frozen when the comment arrives and sent as they are each time. Claiming moves
    `due_at` to when the lease runs out, so that a dead claimer delays a question, nothing more.
    """

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="checks")
    checker = models.CharField(max_length=20)
    fields = models.JSONField()
    objections = models.JSONField(default=list, help_text="What our own rules have against it.")
    decisions = models.PositiveIntegerField(
        default=0, help_text="How often people had decided when the question was put."
    )
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    lease = models.UUIDField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=4, blank=True, choices=[("ham", "Ham"), ("spam", "Spam")])
    answer = models.JSONField(default=dict, help_text="What else the checker said.")

    objects = CheckManager.from_queryset(CheckQuerySet)()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision"], condition=Q(closed_at=None), name="comments_check_one_open"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, due_at__isnull=False)
                | Q(closed_at__isnull=False, due_at=None, lease=None),
                name="comments_check_open_or_closed",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(closed_at=None), name="comments_check_due")
        ]

    def __str__(self) -> str:
        return f"{self.checker} on text {self.revision_id}: {self.verdict or 'open'}"

    def claim(self) -> bool:
        """Take the lease, if it is still to be had."""
        now, lease = timezone.now(), uuid.uuid4()
        won = Check.objects.due().filter(pk=self.pk).order_by()
        if not won.update(lease=lease, due_at=now + LEASE):
            return False
        self.lease, self.due_at = lease, now + LEASE
        return True

    def release(self, *, until: datetime | None = None) -> None:
        """Give the lease back unused; the question is due at once, or at `until`."""
        self._held().update(lease=None, due_at=until or timezone.now())

    def postpone(self, why: str, *, until: datetime | None = None, **evidence: Any) -> None:
        """No answer: give the lease back, to try again after a growing delay."""
        now = timezone.now()
        delay = RETRY_AFTER[min(self.attempts, len(RETRY_AFTER) - 1)]
        due_at = max(filter(None, [now + timedelta(seconds=delay), until]))
        with transaction.atomic():
            if self._held().update(lease=None, due_at=due_at, attempts=self.attempts + 1):
                self.revision.comment.note(self.checker, why, {"check": self.pk, **evidence})

    def settle(self, verdict: str, *, discard: bool = False, **answer: Any) -> bool:
        """Apply the answer, once: on this lease, this text, and no person's decision since."""
        outcome = decide(
            verdict,
            checker=self.checker,
            discard=discard and settings.AKISMET_DISCARD,
            objections=self.objections,
        )
        with transaction.atomic():
            won = self._held().update(
                verdict=verdict,
                answer=answer,
                attempts=self.attempts + 1,
                closed_at=timezone.now(),
                due_at=None,
                lease=None,
            )
            if not won:
                return False
            self.revision.refresh_from_db()
            return self.revision.comment.settle(self, outcome, {"check": self.pk, **answer})

    def _held(self) -> models.QuerySet[Check]:
        return Check.objects.open().filter(pk=self.pk, lease=self.lease, lease__isnull=False)
