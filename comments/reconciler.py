"""Counts everything afresh and mends what differs from the counts kept along the way."""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from typing import Any

from django.db import models, transaction
from django.db.models import Count

from comments.models import Campaign, Comment, StatusCount, ThreadCount
from comments.models.moderation import thread_scope
from comments.models.threading import end_of
from comments.states import Status
from fitsite.page_cache.models import raise_version

logger = logging.getLogger(__name__)


def reconcile() -> int:
    """Make the counts right; returns how many were wrong.

    The count rows are locked first: whoever moves a comment meanwhile waits, and adds to the right
    number afterwards.
    """
    published = Comment.objects.published().order_by()
    with transaction.atomic():
        wrong = _mend(ThreadCount, "published", published.values_list("article_id"))
    with transaction.atomic():
        wrong += _mend(StatusCount, "comments", Comment.objects.order_by().values_list("status"))
    with transaction.atomic():
        wrong += _mend_campaigns()
    wrong += _mend_replies()
    if wrong:
        logger.warning("%d comment counts were wrong and have been mended", wrong)
    return wrong


def _mend(model: type[models.Model], column: str, grouped: models.QuerySet[Any, Any]) -> int:
    kept = {row.pk: row for row in model._default_manager.select_for_update().order_by("pk")}
    true = dict(grouped.annotate(Count("pk")))
    mended = []
    for key in kept.keys() | true.keys():
        row = kept.get(key) or model(pk=key)
        if getattr(row, column) != true.get(key, 0):
            setattr(row, column, true.get(key, 0))
            row.save()
            mended.append(row)
    threads = [row.article_id for row in mended if isinstance(row, ThreadCount)]
    raise_version(*(thread_scope(article_id) for article_id in threads))
    return len(mended)


def _mend_campaigns() -> int:
    """Put right how many comments of each campaign are in each state."""
    campaigns = list(Campaign.objects.select_for_update().order_by("pk"))
    members = Comment.objects.filter(campaign__isnull=False).order_by()
    counted = members.values_list("campaign", "status").annotate(Count("pk"))
    by_campaign: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for campaign, status, number in counted:
        by_campaign[campaign][status] = number
    return sum(_mend_campaign(campaign, by_campaign[campaign.pk]) for campaign in campaigns)


def _mend_campaign(campaign: Campaign, true: Counter[str]) -> bool:
    right = {status.value: true[status] for status in Status} | {"members": true.total()}
    if all(getattr(campaign, column) == number for column, number in right.items()):
        return False
    Campaign.objects.filter(pk=campaign.pk).update(**right)
    return True


def _mend_replies() -> int:
    """Put right how many published comments stand below each comment."""
    true: Counter[str] = Counter()
    published = Comment.objects.published().filter(depth__gt=0).order_by()
    for path in published.values_list("path", flat=True).iterator():
        true.update(Comment(path=path).lineage_paths[:-1])
    counted = Comment.objects.filter(replies_published__gt=0).order_by()
    kept = dict(counted.values_list("path", "replies_published"))
    doubtful = [path for path in true.keys() | kept.keys() if true[path] != kept.get(path, 0)]
    return sum(_recount_replies(path) for path in sorted(doubtful))


def _recount_replies(path: str) -> bool:
    # Whoever moves a reply locks what it stands under first, so nothing moves while we count.
    with transaction.atomic():
        comment = Comment.objects.select_for_update(no_key=True).get(path=path)
        below = Comment.objects.published().filter(path__gt=path, path__lt=end_of(path))
        right = below.count()
        if comment.replies_published == right:
            return False
        Comment.objects.filter(pk=comment.pk).update(replies_published=right)
        raise_version(thread_scope(comment.article_id))
    return True
