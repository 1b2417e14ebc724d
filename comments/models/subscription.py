"""A reader's wish to have mail about one article: asked for, confirmed by a mailed link, ended."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.models import Article
from comments.models.reader import Reader
from fitsite.letters.models import Letter

if TYPE_CHECKING:
    from comments.models.comment import Comment

# The letter that asks for a confirmation goes so often to one address, and for comments from one
# network: the form must not serve to fill a stranger's mailbox.
ASKED_OF_ONE = (timedelta(days=1), 3)
ASKED_BY_ONE_NETWORK = (timedelta(days=1), 20)
# An unconfirmed wish is forgotten after this time, an ended subscription after the other.
UNCONFIRMED_FOR = timedelta(days=7)
ENDED_FOR = timedelta(days=30)


class Scope(models.TextChoices):
    """Which comments a reader wants to hear of."""

    ANSWERS = "answers", "answers to your own comments"
    ALL = "all", "every new comment"


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    """Words for finding subscriptions."""

    def live(self) -> SubscriptionQuerySet:
        """What was not ended, confirmed or not."""
        return self.filter(ended_at=None)

    def active(self) -> SubscriptionQuerySet:
        """What mail goes out for: confirmed, and not ended."""
        return self.live().filter(confirmed_at__isnull=False, reader__silent_since=None)

    def concerned(self, comment: Comment) -> SubscriptionQuerySet:
        """Active subscriptions that a comment is news for: never its own author's.

        An answer concerns whoever wrote what it stands under, however deep.
        """
        answered = Q(scope=Scope.ANSWERS, reader__address__in=comment.above().values("email"))
        return (
            self.active()
            .filter(Q(scope=Scope.ALL) | answered, article=comment.article_id)
            .exclude(reader__address=comment.email.lower())
        )

    def asked_with(self, comment: Comment) -> SubscriptionQuerySet:
        """Wishes that wait for the letter to be answered which a comment has brought."""
        recent = timezone.now() - UNCONFIRMED_FOR
        return self.live().filter(comment=comment, confirmed_at=None, requested_at__gt=recent)

    def never_confirmed(self) -> SubscriptionQuerySet:
        """Wishes that nobody has confirmed in time."""
        return self.filter(confirmed_at=None, requested_at__lt=timezone.now() - UNCONFIRMED_FOR)

    def ended_long_ago(self) -> SubscriptionQuerySet:
        """What ended long ago."""
        return self.filter(ended_at__lt=timezone.now() - ENDED_FOR)

    def end(self) -> int:
        """End them all."""
        return self.live().update(ended_at=timezone.now())


class SubscriptionManager(models.Manager["Subscription"]):
    """Asking readers whether they want mail."""

    def ask(self, comment: Comment) -> bool:
        """Ask the author of a published comment for a confirmation by mail; whether we do.

        Whoever typed the address may not be who reads its mail, so nobody is asked twice about one
        article while the first letter holds, nobody who wants no mail from us, and not too many.
        """
        reader = Reader.objects.of(comment.email)
        if reader.silent_since or self._too_many(reader, comment):
            return False
        now = timezone.now()
        wish = {"comment": comment, "requested_at": now}
        subscription, is_new = self.get_or_create(
            reader=reader, article_id=comment.article_id, defaults=wish
        )
        if not is_new:
            anew = Q(ended_at__isnull=False) | Q(
                confirmed_at=None, requested_at__lt=now - UNCONFIRMED_FOR
            )
            again = self.filter(anew, pk=subscription.pk)
            is_new = bool(again.update(**wish, confirmed_at=None, ended_at=None))
        return is_new and Letter.objects.post(
            key=f"confirm/{subscription.pk}/{comment.pk}",
            to=reader.address,
            template="emails/confirm",
            context={"subscription": subscription.pk, "comment": comment.pk},
        )

    def _too_many(self, reader: Reader, comment: Comment) -> bool:
        unconfirmed = self.filter(confirmed_at=None)
        of_one = unconfirmed.filter(reader=reader)
        by_network = unconfirmed.filter(comment__network=comment.network)
        return _full(of_one, *ASKED_OF_ONE) or (
            bool(comment.network) and _full(by_network, *ASKED_BY_ONE_NETWORK)
        )


def _full(asked: models.QuerySet[Subscription], span: timedelta, limit: int) -> bool:
    recent = asked.filter(requested_at__gt=timezone.now() - span)
    return recent[:limit].count() == limit


class Subscription(models.Model):
    """One reader's mail about one article."""

    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="subscriptions")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    comment = models.ForeignKey(
        "comments.Comment",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The comment with which it was asked for.",
    )
    scope = models.CharField(max_length=7, choices=Scope, default=Scope.ANSWERS)
    requested_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = SubscriptionManager.from_queryset(SubscriptionQuerySet)()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "article"], name="comments_subscription_one_per_article"
            ),
            models.CheckConstraint(
                condition=Q(scope__in=Scope.values), name="comments_subscription_scope_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["article", "id"],
                condition=Q(confirmed_at__isnull=False, ended_at=None),
                name="comments_subscription_active",
            ),
            models.Index(
                fields=["requested_at"],
                condition=Q(confirmed_at=None),
                name="comments_subscription_asked",
            ),
            models.Index(
                fields=["ended_at"],
                condition=Q(ended_at__isnull=False),
                name="comments_subscription_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"Subscription {self.pk}"

    @property
    def is_active(self) -> bool:
        """Whether mail goes out for it, as far as the reader's silence does not forbid it."""
        return self.confirmed_at is not None and self.ended_at is None

    def confirm(self, scope: Scope, comment_id: int) -> bool:
        """The reader says yes, behind the link that was mailed for a comment.

        The comment counts as theirs from now on. False if the subscription was ended meanwhile.
        """
        with transaction.atomic():
            self.reader.comments().filter(pk=comment_id).confirm()
            live = Subscription.objects.live().filter(pk=self.pk)
            confirmed_at = Coalesce("confirmed_at", timezone.now())
            is_live = bool(live.update(confirmed_at=confirmed_at, scope=scope))
            self.reader.confirm()
        self.refresh_from_db(fields=["scope", "confirmed_at", "ended_at"])
        return is_live

    def end(self) -> None:
        """No more mail for it; repeating it changes nothing."""
        Subscription.objects.filter(pk=self.pk).end()
        self.refresh_from_db()

    def resume(self) -> None:
        """Take back the end of what had been confirmed."""
        ended = Subscription.objects.filter(pk=self.pk, confirmed_at__isnull=False)
        ended.update(ended_at=None)
        self.refresh_from_db()
