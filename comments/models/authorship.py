"""What the author of a comment is told of it, and may do about it for a while after sending it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from comments.models.check import Check
from comments.models.moderation import Moderated
from comments.models.revision import Revision, Standing
from comments.spam.findings import Outcome
from comments.states import Basis, MoveRefused, Status

# So long after sending it its author may change or withdraw a comment.
AUTHORS_TIME = timedelta(minutes=10)


class TooLate(MoveRefused):
    """The author's time is over."""


class Authored(Moderated):
    """A comment in the hands of whoever wrote it."""

    created_at: datetime

    class Meta:
        abstract = True

    @property
    def told_to_its_author(self) -> str:
        """One of "published", "checking", "waiting", "refused" and "withdrawn".

        Held, spam and discarded read the same, and allow the same: a spammer learns nothing from
        the answer. Only a person's refusal is called one.
        """
        if self.status == Status.PUBLISHED:
            return "published"
        if self.status == Status.UNCHECKED:
            return "checking"
        ends = {Basis.PERSON: "refused", Basis.AUTHOR: "withdrawn"}
        return ends.get(Basis(self.basis), "waiting") if self.is_removed else "waiting"

    @property
    def is_removed(self) -> bool:
        """Whether nobody is to see it any more."""
        return self.status == Status.REMOVED

    @property
    def authors_until(self) -> datetime:
        """When its author's time ends."""
        return self.created_at + AUTHORS_TIME

    @property
    def is_its_authors(self) -> bool:
        """Whether its author may still change or withdraw it."""
        try:
            self.admit_its_author()
        except MoveRefused:
            return False
        return True

    def admit_its_author(self) -> None:
        """Raise TooLate after AUTHORS_TIME, MoveRefused where the comment was taken away."""
        told = self.told_to_its_author
        if told == "withdrawn":
            raise MoveRefused("You have withdrawn this comment.")
        if told == "erased":
            raise MoveRefused("This comment was erased.")
        if told == "refused":
            raise MoveRefused("A moderator has removed this comment.")
        if timezone.now() >= self.authors_until:
            minutes = AUTHORS_TIME // timedelta(minutes=1)
            raise TooLate(f"A comment can be changed or withdrawn for {minutes} minutes.")

    def withdraw(self) -> bool:
        """Take it away for good, as its author wishes; returns whether that changed anything.

        Wins against a check under way. The checker is told nothing: a wish is no verdict. Raises
        what `admit_its_author` raises.
        """
        with transaction.atomic():
            self._lock_for_its_author()
            if self.is_withdrawn:
                return False
            self.admit_its_author()
            Check.objects.filter(revision__comment_id=self.pk).open().close()
            texts = Revision.objects.filter(comment_id=self.pk)
            texts.filter(standing=Standing.WAITING).update(standing=Standing.REFUSED)
            self.decisions += 1
            self._move(
                Outcome(
                    status=Status.REMOVED,
                    basis=Basis.AUTHOR,
                    rule="reader",
                    why="Withdrawn by its author",
                ),
                by=None,
                evidence={},
            )
        return True

    def _lock_for_its_author(self) -> None:
        if not self.lock():
            raise MoveRefused("This comment is gone.")
