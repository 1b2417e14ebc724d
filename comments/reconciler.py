"""Counts everything afresh and mends what differs from the counts kept along the way."""

from __future__ import annotations

import logging
from collections import Counter, defaultdict

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
    with transaction.atomic():
        wrong = _mend_threads()
    with transaction.atomic():
        wrong += _mend_states()
    with transaction.atomic():
        wrong += _mend_campaigns()
    wrong += _mend_replies()
    if wrong:
        logger.warning("%d comment counts were wrong and have been mended", wrong)
    return wrong


def _mend_threads() -> int:
    """Put right how many comments of each article are in each state."""
    kept = {row.pk: row for row in ThreadCount.objects.select_for_update().order_by("pk")}
    true = _in_each_state("article")
    rows = [kept.get(article) or ThreadCount(pk=article) for article in kept.keys() | true.keys()]
    seen = [row.pk for row in rows if row.published != true[row.pk][Status.PUBLISHED]]
    wrong = sum(_put_right(row, _by_column(true[row.pk])) for row in rows)
    raise_version(*map(thread_scope, seen))
    return wrong


def _mend_states() -> int:
    """Put right how many comments of the whole site are in each state."""
    kept = {row.pk: row for row in StatusCount.objects.select_for_update().order_by("pk")}
    true = Counter(dict(Comment.objects.order_by().values_list("status").annotate(Count("pk"))))
    rows = [kept.get(status) or StatusCount(pk=status) for status in kept.keys() | true.keys()]
    return sum(_put_right(row, {"comments": true[row.pk]}) for row in rows)


def _mend_campaigns() -> int:
    """Put right how many comments of each campaign are in each state."""
    campaigns = list(Campaign.objects.select_for_update().order_by("pk"))
    true = _in_each_state("campaign")
    return sum(
        _put_right(campaign, _by_column(mine) | {"members": mine.total()})
        for campaign, mine in ((campaign, true[campaign.pk]) for campaign in campaigns)
    )


def _in_each_state(group: str) -> defaultdict[int, Counter[str]]:
    """How many comments of each group are in each state."""
    grouped = Comment.objects.exclude(**{group: None}).order_by()
    found: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for pk, status, number in grouped.values_list(group, "status").annotate(Count("pk")):
        found[pk][status] = number
    return found


def _by_column(states: Counter[str]) -> dict[str, int]:
    return {status.value: states[status] for status in Status}


def _put_right(row: models.Model, right: dict[str, int]) -> bool:
    if all(getattr(row, column) == number for column, number in right.items()):
        return False
    vars(row).update(right)
    row.save()
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
