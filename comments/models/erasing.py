"""Emptying a comment, at its author's wish or for age: nothing of the person stays."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from comments.models.campaign import Fingerprint, leave_campaign
from comments.models.check import Check
from comments.models.feedback import Fate, Feedback
from comments.models.history import HistoryEntry
from comments.models.mending import Mended
from comments.models.report import Report
from comments.models.revision import Revision, Standing
from comments.spam.findings import Outcome
from comments.states import Basis, Status

ERASED = "Erased at its author's wish"
BURIED = "Spam whose time was over; replies stand under it"
# What a comment is left with. Its place, its times and what was decided stay.
EMPTY: dict[str, Any] = {
    "name": "",
    "email": "",
    "website": "",
    "user": None,
    "address": None,
    "network": "",
    "body": "",
    "body_html": "",
    "body_digest": "",
}


class Erasable(Mended):
    """A comment that can be emptied. Where published replies stand under it, a gap stays."""

    class Meta:
        abstract = True

    @property
    def told_to_its_author(self) -> str:
        """What it is told of any comment, or "erased"."""
        return "erased" if self.why == ERASED else super().told_to_its_author

    def erase(self) -> bool:
        """Take it away for good with all that is known of its author; False if it is gone.

        Wins against a check and a correction under way, and may be repeated.
        """
        with transaction.atomic():
            if not self.lock():
                return False
            Check.objects.filter(revision__comment_id=self.pk).open().close()
            Feedback.objects.filter(comment_id=self.pk).open().close(fate=Fate.CANCELLED)
            if not self.is_withdrawn:
                self._move_out()
            self._empty(ERASED)
        return True

    def bury(self, *, found_before: datetime) -> bool:
        """Take spam away that cannot be deleted, since replies stand under it.

        Returns False, and does nothing, where it is no longer spam, or was found to be spam anew.
        """
        with transaction.atomic():
            if not self.lock() or not self._is_old_spam(found_before):
                return False
            Check.objects.filter(revision__comment_id=self.pk).open().close()
            gone = Outcome(status=Status.REMOVED, basis=Basis.SPAM, rule="purge", why=BURIED)
            self._move(gone, by=None, evidence={})
            self._empty(BURIED)
        return True

    def _is_old_spam(self, found_before: datetime) -> bool:
        found_at = self.status_changed_at
        return self.status == Status.SPAM and found_at is not None and found_at < found_before

    def _move_out(self) -> None:
        self.decisions += 1
        gone = Outcome(status=Status.REMOVED, basis=Basis.AUTHOR, rule="reader", why=ERASED)
        self._move(gone, by=None, evidence={})

    def _empty(self, why: str) -> None:
        texts = Revision.objects.filter(comment_id=self.pk)
        texts.filter(standing=Standing.WAITING).update(standing=Standing.REFUSED)
        texts.update(body="")
        Check.objects.filter(revision__comment_id=self.pk).update(
            fields={}, objections=[], answer={}
        )
        Feedback.objects.filter(comment_id=self.pk).update(fields={}, last_failure="")
        HistoryEntry.objects.filter(comment_id=self.pk).forget()
        Report.objects.filter(comment_id=self.pk).update(words="")
        Fingerprint.objects.filter(comment_id=self.pk).delete()
        leave_campaign(self)
        for name, nothing in EMPTY.items():
            setattr(self, name, nothing)
        self.why = why
        self.save()
