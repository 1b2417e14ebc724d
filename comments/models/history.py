"""What happened to a comment, line by line, never rewritten."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from comments.states import Status

# What moderators do besides moving it from state to state, each with what undoes it as evidence.
MENDS = ("text", "website", "place", "answer", "block")


class AppendOnly(Exception):
    """History is written once."""


class HistoryQuerySet(models.QuerySet["HistoryEntry"]):
    """History can be added to and read."""

    def moves(self) -> HistoryQuerySet:
        """Changes of state."""
        return self.exclude(from_status=F("to_status"))

    def undoable(self) -> HistoryQuerySet:
        """Changes of state, and what else moderators change."""
        return self.filter(~Q(from_status=F("to_status")) | Q(rule__in=MENDS))

    def latest_change(self, comment: int) -> HistoryEntry | None:
        """What was done last to a comment that can be put back."""
        return self.filter(comment=comment).undoable().select_related("actor").last()

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse: history is append-only."""
        raise AppendOnly("A history entry is never changed.")

    def forget(self) -> int:
        """Keep what happened and when, without what a reader may have typed: the one exception."""
        return super().update(evidence={})


class HistoryEntry(models.Model):
    """One event in a comment's life: a change of state, or an attempt that changed nothing."""

    comment = models.ForeignKey(
        "comments.Comment", on_delete=models.CASCADE, related_name="history"
    )
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The person who did it, if a person did.",
    )
    rule = models.CharField(max_length=40, help_text="The verb, rule or checker that did it.")
    from_status = models.CharField(max_length=10, choices=Status, blank=True)
    to_status = models.CharField(max_length=10, choices=Status)
    why = models.CharField(max_length=300, help_text="In words that a moderator reads.")
    evidence = models.JSONField(default=dict)

    objects = HistoryQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "history"
        indexes = [models.Index(fields=["at"], name="comments_history_at")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.why}"

    @property
    def changed_state(self) -> bool:
        """Whether the event moved the comment."""
        return self.from_status != self.to_status

    @property
    def is_change(self) -> bool:
        """Whether something became different that can be put back."""
        return self.changed_state or self.rule in MENDS

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new entry; refuse to change a stored one."""
        if not self._state.adding:
            raise AppendOnly("A history entry is never changed.")
        super().save(*args, **kwargs)
