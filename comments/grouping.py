"""Finds the campaign of each comment that has come in or was changed; the worker does it.

Readers do not wait for it: what a comment is like is no ground for deciding by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from comments.likeness import Likeness
from comments.models import Campaign, Comment, Fingerprint, Grouping
from comments.models.campaign import leave_campaign
from fitsite.prepared import Prepared, together

# Compared before the turn is given back: far less work than a lease is long.
BATCH = 100
# Copies come within days; older comments are compared with no more.
LOOK_BACK = timedelta(days=90)
# So many comments are looked at for each key, the newest first.
CANDIDATES = 5
_NEWEST = Prepared(
    lambda key: (
        Fingerprint.objects.filter(key=key)
        .order_by("-comment_id")
        .values_list("comment_id")[: CANDIDATES + 1]
    )
)


def group() -> bool:
    """Compare a batch of what has not been compared yet; whether there may be more."""
    waiting = Comment.objects.filter(is_compared=False).order_by("pk")
    if not waiting.exists():
        return False
    turn = Grouping.objects.turn()
    if not turn.claim():
        return False
    try:
        for comment in waiting[:BATCH]:
            _compare(comment)
    finally:
        turn.release()
    return True


def forget() -> None:
    """Drop the keys of comments that nothing is compared with any more."""
    oldest = timezone.now() - LOOK_BACK
    while batch := list(
        Fingerprint.objects.order_by("comment_id").values_list("pk", "comment__created_at")[:500]
    ):
        old = [pk for pk, created_at in batch if created_at < oldest]
        Fingerprint.objects.filter(pk__in=old).delete()
        if len(old) < len(batch):
            return


def _compare(comment: Comment) -> None:
    likeness = Likeness(comment.body, comment.website)
    is_recent = comment.created_at > timezone.now() - LOOK_BACK
    keys = likeness.keys if is_recent else set()
    nearest = _nearest(comment, likeness, keys)
    campaign = Campaign.of(nearest) if nearest else None
    with transaction.atomic():
        # What its author has changed meanwhile is compared again.
        if not comment.lock() or comment.body != likeness.text:
            return
        _keep(comment, keys)
        if campaign:
            campaign.take_in(comment)
        elif is_recent:
            leave_campaign(comment)


def _keep(comment: Comment, keys: Iterable[int]) -> None:
    Fingerprint.objects.filter(comment=comment).delete()
    Fingerprint.objects.bulk_create(Fingerprint(comment=comment, key=key) for key in keys)
    Comment.objects.filter(pk=comment.pk).update(is_compared=True)


def _nearest(comment: Comment, likeness: Likeness, keys: Iterable[int]) -> Comment | None:
    """The comment of which it is most plainly a copy; of equals one that is in a campaign."""
    found = together([(_NEWEST, {"key": key}) for key in sorted(keys)]) if keys else []
    candidates = {pk for rows in found for (pk,) in rows} - {comment.pk}
    alike = []
    for other in Comment.objects.filter(pk__in=candidates).order_by("pk"):
        others = Likeness(other.body, other.website)
        if likeness.is_like(others):
            alike.append((likeness.shared_with(others), other.campaign_id is not None, other))
    return max(alike, key=lambda each: each[:2])[2] if alike else None
