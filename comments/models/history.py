"""What happened to a comment, line by line, never rewritten."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from comments.states import Status

# What moderators do besides moving it from state to state, each with what undoes it as evidence.
MENDS = ("text", "website", "place", "answer", "block", "edit", "reports")
# A comment that is put back stands again for the reason that follows.
RESTORED = "Restored"
# What the lines begin with that take a change back.
_TAKING_BACK = (
    *(RESTORED, "Text put back", "Link put back", "Moved back"),
    *("Answer taken back", "Block lifted", "The edit waits again", "Reports opened again"),
)


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

    def decisions(self) -> HistoryQuerySet:
        """Changes of state, and reports that were found to be nothing."""
        return self.filter(~Q(from_status=F("to_status")) | Q(rule="reports"))

    def latest_change(self, comment: int) -> HistoryEntry | None:
        """What was done last to a comment and was not taken back."""
        history = self.filter(comment=comment).select_related("actor").order_by("pk")
        return latest_change(list(history))

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
    def takes_back(self) -> bool:
        """Whether it takes back what was changed before."""
        return takes_back(self.why)

    @property
    def is_change(self) -> bool:
        """Whether something became different that can be put back."""
        return self.changed_state or self.rule in MENDS

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new entry; refuse to change a stored one."""
        if not self._state.adding:
            raise AppendOnly("A history entry is never changed.")
        super().save(*args, **kwargs)


def can_be_undone(history: Sequence[HistoryEntry]) -> bool:
    """Whether there is something to take back, and a person did it."""
    latest = latest_change(history)
    return bool(latest and latest.actor_id)


def takes_back(why: str) -> bool:
    """Whether a line of history that says this takes back what was changed before."""
    return why.startswith(_TAKING_BACK)


def latest_change(history: Sequence[HistoryEntry]) -> HistoryEntry | None:
    """Of all that happened to a comment, the first thing first: what undoing takes back.

    Changes are taken back in turn, the latest first, and never made again by that.
    """
    taken_back = 0
    for entry in reversed(history):
        if entry.takes_back:
            taken_back += 1
        elif entry.is_change and taken_back:
            taken_back -= 1
        elif entry.is_change:
            return entry
    return None
