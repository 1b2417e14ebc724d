"""A question to a checker: what is to be sent, when, by whom, and what came of it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from comments.models.revision import Revision
from comments.models.settings import CommentSettings
from comments.spam.findings import Outcome, decide
from fitsite.leasing import LEASE, Leased, LeasedQuerySet
from fitsite.prepared import Prepared, PreparedUpdate, Write, carry_out, insert

_STANDING = Prepared(
    lambda revision: Revision.objects.filter(pk=revision).values_list("standing", flat=True)
)


class CheckQuerySet(LeasedQuerySet["Check"]):
    """Questions, found by the words of leased work."""


class CheckManager(models.Manager["Check"]):
    """Making questions."""

    def ask(self, **question: Any) -> Check:
        """Put down a question: see `question`."""
        return insert(self.question(**question))

    def question(
        self,
        *,
        revision: Revision,
        fields: dict[str, Any],
        objections: list[str],
        decisions: int = 0,
        leased: bool = True,
    ) -> Check:
        """A question, not stored yet; its lease is taken by whoever asks, or it is due at once."""
        now = timezone.now()
        return self.model(
            revision=revision,
            checker=settings.COMMENT_CHECKER,
            fields=fields,
            objections=objections,
            decisions=decisions,
            created_at=now,
            due_at=now + LEASE if leased else now,
            lease=uuid.uuid4() if leased else None,
        )


class Check(Leased):
    """One question about one text.

    `fields` are frozen when the comment arrives and sent as they are each time.
    """

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="checks")
    checker = models.CharField(max_length=20)
    fields = models.JSONField()
    objections = models.JSONField(default=list, help_text="What our own rules have against it.")
    decisions = models.PositiveIntegerField(
        default=0, help_text="How often people had decided when the question was put."
    )
    verdict = models.CharField(max_length=4, blank=True, choices=[("ham", "Ham"), ("spam", "Spam")])
    answer = models.JSONField(default=dict, help_text="What else the checker said.")
    forgotten_at = models.DateTimeField(null=True, help_text="When `fields` were emptied for age.")

    objects = CheckManager.from_queryset(CheckQuerySet)()

    class Meta(Leased.Meta):
        ordering = ["pk"]
        constraints = [
            *Leased.Meta.constraints,
            models.UniqueConstraint(
                fields=["revision"], condition=Q(closed_at=None), name="comments_check_one_open"
            ),
        ]
        indexes = [
            *Leased.Meta.indexes,
            models.Index(
                fields=["closed_at"], condition=Q(forgotten_at=None), name="comments_check_kept"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.checker} on text {self.revision_id}: {self.verdict or 'open'}"

    def postpone(self, why: str, *, until: datetime | None = None, **evidence: Any) -> None:
        """No answer: give the lease back, to try again after a growing delay."""
        with transaction.atomic():
            if self._retry(until):
                self.revision.comment.note(self.checker, why, {"check": self.pk, **evidence})

    def settle(
        self, verdict: str, *, discard: bool = False, attempt: Write | None = None, **answer: Any
    ) -> bool:
        """Apply the answer, once: on this lease, this text, and no person's decision since.

        `attempt` counts the question in the same transaction.
        """
        outcome = decide(
            verdict,
            checker=self.checker,
            discard=discard and CommentSettings.objects.current().discards_blatant_spam,
            objections=self.objections,
        )
        with transaction.atomic():
            is_settled = self._apply(verdict, outcome, answer)
            # A row that all share: docs/adr/0006.
            carry_out([attempt] if attempt else [])
        return is_settled

    def _apply(self, verdict: str, outcome: Outcome, answer: dict[str, Any]) -> bool:
        comment = self.revision.comment
        # The comment first: a person who decides takes it and then its checks.
        if not comment.lock():
            return False
        won = self.lease and _SETTLED.run(
            pk=self.pk,
            lease=self.lease,
            verdict=verdict,
            answer=answer,
            attempts=self.attempts + 1,
            closed_at=timezone.now(),
        )
        if not won:
            self._note_late(verdict, outcome, answer)
            return False
        [self.revision.standing] = _STANDING.run(revision=self.revision_id)
        return comment.settle(self, outcome, {"check": self.pk, **answer})

    def _note_late(self, verdict: str, outcome: Outcome, answer: dict[str, Any]) -> None:
        """Keep an answer that came after a person had decided: it changes nothing but is known."""
        unanswered = Check.objects.filter(pk=self.pk, closed_at__isnull=False, verdict="")
        if unanswered.update(verdict=verdict, answer=answer):
            why = f"{outcome.why} (too late to matter)"
            self.revision.comment.note(self.checker, why, {"check": self.pk, **answer})


# For whoever still has the lease.
_SETTLED = PreparedUpdate(
    lambda pk, lease, **answer: (
        Check.objects.filter(pk=pk, closed_at=None, lease=lease),
        {**answer, "due_at": None, "lease": None},
    )
)
