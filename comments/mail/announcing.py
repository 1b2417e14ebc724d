"""From a comment that was published to the letters about it, some at a time."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from comments.models import Announcement, Comment, Subscription
from fitsite.letters.models import Letter

# Letters put into the outbox in one transaction.
BATCH = 500
# Who had to wait longer for their comment to be published is told that it is.
WAITED = timedelta(minutes=10)


def announce(announcement: Announcement) -> None:
    """Write the next letters about a comment; the announcement's lease is ours.

    The place up to which there are letters is kept in the same transaction as the letters. The
    comment and the subscriptions are locked, so that who is being erased gets no letter afterwards.
    """
    with transaction.atomic():
        comment = Comment.objects.get(pk=announcement.comment_id)
        if not comment.lock() or not comment.is_published:
            announcement.wait()
            return
        if announcement.told == 0:
            _tell_author(comment)
        concerned = Subscription.objects.concerned(comment).filter(pk__gt=announcement.told)
        locked = concerned.select_for_update(no_key=True, of=("self",))
        batch = list(locked.select_related("reader").order_by("pk")[:BATCH])
        Letter.objects.post_to_many(
            "emails/reply",
            {
                f"reply/{subscription.pk}/{comment.pk}": (
                    subscription.reader.address,
                    {"subscription": subscription.pk, "comment": comment.pk},
                )
                for subscription in batch
            },
        )
        is_ours = (
            announcement.go_on_after(batch[-1].pk) if len(batch) == BATCH else announcement.finish()
        )
        if not is_ours:
            transaction.set_rollback(True)


def _tell_author(comment: Comment) -> None:
    if not comment.email:
        return
    if comment.wants_mail and Subscription.objects.ask(comment):
        return
    waited = comment.published_at and comment.published_at - comment.created_at > WAITED
    mine = Subscription.objects.active().filter(
        article=comment.article_id, reader__address=comment.email
    )
    if waited and mine.exists():
        Letter.objects.post(
            key=f"published/{comment.pk}",
            to=comment.email,
            template="emails/published",
            context={"comment": comment.pk},
        )
