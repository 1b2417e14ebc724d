"""That a comment was published for the first time, to be told by mail to those whom it concerns."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from fitsite.leasing import Leased, LeasedQuerySet
from fitsite.prepared import Write, storing

if TYPE_CHECKING:
    from comments.models.moderation import Moderated

# A comment that was taken back before it was told is news for so long if it comes again.
NEWS_FOR = timedelta(days=1)


class AnnouncementQuerySet(LeasedQuerySet["Announcement"]):
    """Announcements, found by the words of leased work."""


class AnnouncementManager(models.Manager["Announcement"]):
    """Making them."""

    def putting_down(self, comment: Moderated) -> Write:
        """What puts one down, in the transaction that publishes the comment for the first time."""
        now = timezone.now()
        return storing(self.model(comment_id=comment.pk, created_at=now, due_at=now))


class Announcement(Leased):
    """Work still to be done: it is gone when the last letter was put into the outbox.

    One row however many subscribers there are, since publishing must not wait for them. `told` is
    the last subscription that has its letter.
    """

    comment = models.OneToOneField(
        "comments.Comment", on_delete=models.CASCADE, related_name="announcement"
    )
    told = models.BigIntegerField(default=0)

    objects = AnnouncementManager.from_queryset(AnnouncementQuerySet)()

    class Meta(Leased.Meta):
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Announcement of comment {self.comment_id}"

    def go_on_after(self, subscription: int) -> bool:
        """The letters up to a subscription are in the outbox; the rest is due at once."""
        now = timezone.now()
        return bool(self._held().update(told=subscription, due_at=now, lease=None))

    def finish(self) -> bool:
        """All letters are in the outbox."""
        return bool(self._held().delete()[0])

    def wait(self) -> None:
        """The comment is out of sight: look again later, for as long as it would be news."""
        if timezone.now() - self.created_at > NEWS_FOR:
            self.finish()
        else:
            self._retry()
