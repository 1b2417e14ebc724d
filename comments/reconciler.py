"""Counts everything afresh and mends what differs from the counts kept along the way."""

from __future__ import annotations

import logging
from typing import Any

from django.db import models, transaction
from django.db.models import Count

from comments.models import Comment, StatusCount, ThreadCount
from comments.models.moderation import thread_scope
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
        wrong += _mend(StatusCount, "comments", Comment.objects.order_by().values_list("status"))
        wrong += _mend_replies()
    if wrong:
        logger.warning("%d comment counts were wrong and have been mended", wrong)
    return wrong


def _mend(model: type[models.Model], column: str, grouped: models.QuerySet[Any, Any]) -> int:
    kept = {row.pk: row for row in model._default_manager.select_for_update().order_by("pk")}
    true = dict(grouped.annotate(Count("pk")))
    wrong = 0
    for key in kept.keys() | true.keys():
        row = kept.get(key) or model(pk=key)
        if getattr(row, column) != true.get(key, 0):
            setattr(row, column, true.get(key, 0))
            row.save()
            if isinstance(row, ThreadCount):
                raise_version(thread_scope(row.article_id))
            wrong += 1
    return wrong


def _mend_replies() -> int:
    """Put right how many published comments stand below each comment."""
    true: dict[str, int] = {}
    published = Comment.objects.published().filter(depth__gt=0).order_by()
    for path in published.values_list("path", flat=True).iterator():
        for ancestor in Comment(path=path).lineage_paths[:-1]:
            true[ancestor] = true.get(ancestor, 0) + 1
    wrong = 0
    counted = Comment.objects.filter(replies_published__gt=0).values_list("path", flat=True)
    for path in true.keys() | set(counted):
        right = true.get(path, 0)
        miscounted = Comment.objects.filter(path=path).exclude(replies_published=right)
        for comment in miscounted:
            raise_version(thread_scope(comment.article_id))
        wrong += miscounted.update(replies_published=right)
    return wrong
