"""An e-mail address, and what whoever reads its mail has shown or asked of us.

Anybody can type an address under a comment, so an address alone proves nothing. What proves it is
a button pressed on a page that only a mailed link opens.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from comments.models.comment import Comment, CommentQuerySet

# By which network a link was asked for is forgotten after this time.
ASKED_FOR = timedelta(days=1)


class ReaderQuerySet(models.QuerySet["Reader"]):
    """Words for finding readers."""

    def forgettable(self) -> ReaderQuerySet:
        """Addresses that were only typed: nobody confirmed them, and nothing hangs on them."""
        asked = Q(asked_at=None) | Q(asked_at__lt=timezone.now() - ASKED_FOR)
        return self.filter(asked, confirmed_at=None, silent_since=None, subscriptions=None)

    def asked_long_ago(self) -> ReaderQuerySet:
        """Those whose last question need not be counted any more."""
        return self.filter(asked_at__lt=timezone.now() - ASKED_FOR).exclude(asked_from="")


class ReaderManager(models.Manager["Reader"]):
    """Finding readers."""

    def of(self, address: str) -> Reader:
        """The reader of this address, made if there is none yet."""
        return self.get_or_create(address=address.lower())[0]


class Reader(models.Model):
    """Somebody who reads the mail of one address, which is kept in lower case.

    It is no account: nobody signs in with it, and it gives no rights.
    """

    address = models.EmailField(max_length=254, unique=True)
    confirmed_at = models.DateTimeField(
        null=True, help_text="When a mailed link was first used to press a button."
    )
    silent_since = models.DateTimeField(
        null=True, help_text="When they asked us not to write to them any more."
    )
    asked_at = models.DateTimeField(null=True, help_text="When a link was last asked for.")
    asked_from = models.CharField(max_length=50, blank=True, help_text="By which network.")

    objects = ReaderManager.from_queryset(ReaderQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(address=""), name="comments_reader_has_an_address"),
        ]
        indexes = [
            models.Index(
                fields=["asked_from", "asked_at"],
                condition=~Q(asked_from=""),
                name="comments_reader_asked",
            ),
            models.Index(
                fields=["id"],
                condition=Q(confirmed_at=None, silent_since=None),
                name="comments_reader_unconfirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"Reader {self.pk}"

    def confirm(self) -> None:
        """Their mail reaches them: they have pressed a button behind a mailed link."""
        if self.confirmed_at is None:
            Reader.objects.filter(pk=self.pk, confirmed_at=None).update(confirmed_at=timezone.now())
            self.refresh_from_db(fields=["confirmed_at"])

    def comments(self) -> CommentQuerySet:
        """What was sent with the address by people who were not signed in.

        What staff write belongs to their accounts: reading somebody's mail gives nothing of that.
        """
        return Comment.objects.filter(email=self.address, user=None)

    def fall_silent(self) -> None:
        """End all subscriptions, and write no more whoever asks for it in their name."""
        Reader.objects.filter(pk=self.pk, silent_since=None).update(silent_since=timezone.now())
        self.subscriptions.live().end()
