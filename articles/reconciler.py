"""Looks whether every article stands where it belongs, and mends what does not."""

from __future__ import annotations

import logging

from django.db import transaction
from django.db.models import Count

from articles.models import Article, Placement, Tag
from articles.models.shelved import BATCH, misplaced, shelve
from articles.models.tag import SHELF
from fitsite.page_cache.models import SITE, raise_version

logger = logging.getLogger(__name__)


def reconcile() -> int:
    """Look at every article and every tag; returns how much was wrong."""
    wrong, last = reconcile_some(0)
    while last:
        more, last = reconcile_some(last)
        wrong += more
    return wrong + recount_uses()


def reconcile_some(after: int) -> tuple[int, int]:
    """Look at BATCH articles whose ids follow.

    Returns how much was wrong, and the last id; 0 when these were the last ones. Nothing is locked
    unless something looks wrong, and then it is looked at again.
    """
    following = Article.objects.filter(pk__gt=after).order_by("pk")
    article_ids = list(following.values_list("pk", flat=True)[:BATCH])
    wrong = 0
    if misplaced(article_ids):
        wrong = shelve(article_ids)
    if wrong:
        logger.warning("%d placements on shelves were wrong and have been mended", wrong)
    return wrong, article_ids[-1] if len(article_ids) == BATCH else 0


def recount_uses() -> int:
    """Count afresh how many articles each tag has; returns how many numbers were wrong."""
    if not _miscounted():
        return 0
    with transaction.atomic():
        raise_version(SITE)  # Who files an article now waits, and adds to the right number.
        wrong = _miscounted()
        for tag, uses in wrong:
            Tag.objects.filter(pk=tag.pk).update(uses=uses)
    return len(wrong)


def _miscounted() -> list[tuple[Tag, int]]:
    counted = Placement.objects.filter(shelf__startswith=SHELF).order_by().values_list("shelf")
    uses = dict(counted.annotate(Count("pk")))
    return [
        (tag, right)
        for tag in Tag.objects.order_by("pk")
        if tag.uses != (right := uses.get(tag.shelf, 0))
    ]
