"""Deletes spam some days after it was found to be spam, and leaves threads whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Exists, OuterRef
from django.utils import timezone

from comments.models import (
    Campaign,
    Comment,
    CommentSettings,
    Feedback,
    Numbers,
    StatusCount,
    ThreadCount,
)
from comments.models.comment import CommentQuerySet
from comments.states import Status
from fitsite.counters import count

# Comments deleted in one transaction, for which other writers wait.
BATCH = 200


def purge(days: int | None = None) -> int:
    """Delete the oldest of what is due; returns how many comments it was, 0 if nothing is left.

    `days` goes before what the owner has chosen. Safe at any time: what is due is looked up again
    once it is locked. What is not in the numbers for good stays until it is.
    """
    before, counted = found_before(days), Numbers.objects.final_until()
    if before is None or counted is None:
        return 0
    before = min(before, counted)
    found = due(before).order_by("status_changed_at").values_list("pk", flat=True)
    batch = list(found[:BATCH])
    with transaction.atomic():
        spam = _locked(batch, before)
        staying = _with_replies_left(spam)
        deleted = _delete(spam - staying)
    buried = [
        comment.bury(found_before=before) for comment in Comment.objects.filter(pk__in=staying)
    ]
    return deleted + sum(buried)


def found_before(days: int | None = None) -> datetime | None:
    """Spam that was found before this time goes; None while all of it is kept."""
    days = days or CommentSettings.objects.current().spam_days
    return None if days is None else timezone.now() - timedelta(days=days)


def due(before: datetime) -> CommentQuerySet:
    """Spam that was found before a time. What Akismet is still to be told of has to wait."""
    untold = Feedback.objects.open().filter(comment=OuterRef("pk"))
    spam = Comment.objects.filter(status=Status.SPAM, status_changed_at__lt=before)
    return spam.filter(~Exists(untold))


def _locked(pks: list[int], before: datetime) -> set[int]:
    """Take them and what they stand under, from the roots down: docs/adr/0006."""
    comments = Comment.objects.filter(pk__in=pks).only("path")
    paths = {path for comment in comments for path in comment.lineage_paths}
    lineage = Comment.objects.filter(path__in=paths).order_by("path")
    list(lineage.select_for_update(no_key=True).values_list("pk"))
    return set(due(before).filter(pk__in=pks).values_list("pk", flat=True))


def _with_replies_left(spam: Collection[int]) -> set[int]:
    """Those under which something would still stand if the others were gone."""
    replies: defaultdict[int | None, set[int]] = defaultdict(set)
    below = Comment.objects.filter(parent__in=spam)
    for pk, parent in below.values_list("pk", "parent_id"):
        replies[parent].add(pk)
    staying: set[int] = set()
    # From the leaves up; a reply that was moved may have a lower number than what it answers.
    for pk in Comment.objects.filter(pk__in=spam).order_by("-depth").values_list("pk", flat=True):
        if replies[pk] - (set(spam) - staying):
            staying.add(pk)
    return staying


def _delete(spam: Collection[int]) -> int:
    going = Comment.objects.filter(pk__in=spam)
    if spam:
        # In the order in which moves take these rows: docs/adr/0006.
        for article, number in (
            going.order_by("article").values_list("article").annotate(Count("pk"))
        ):
            count(ThreadCount, {"article_id": article}, spam=-number)
        count(StatusCount, {"status": Status.SPAM}, comments=-len(spam))
        Campaign.objects.lose(going)
        going.delete()
    return len(spam)
