"""What the worker does for articles."""

from __future__ import annotations

import logging

from django.utils import timezone

from articles import reconciler, sweeping
from articles.images import Unusable
from articles.models import Article, Image, Placement
from articles.models.shelved import shelve

logger = logging.getLogger(__name__)

# Articles rendered before looking around again.
BATCH = 20
# Placements looked at before looking around again.
PLACEMENTS = 500

# Where this worker's round along the shelves has come to; a new worker begins at the beginning.
_round = {"last": 0}


def make_renditions() -> bool:
    """Make the renditions of the picture that has waited longest. Returns whether more may wait."""
    image = Image.objects.due().first()
    if image is None:
        return False
    if image.claim():
        try:
            image.make_renditions()
        except (Unusable, OSError) as error:
            logger.warning("No renditions of picture %s (%s): %s", image.pk, image.file, error)
    return True


def sweep() -> None:
    """Delete files of pictures that nothing has named for a day."""
    sweeping.note_leftovers()
    sweeping.delete_leftovers()


def render_articles() -> bool:
    """Render what is to be rendered anew. Returns whether there may be more."""
    articles = Article.objects.to_be_rendered().order_by("pk")[:BATCH]
    for article in articles:
        article.render_again()
    return len(articles) == BATCH


def clear_shelves() -> bool:
    """Take articles down whose time is over. Readers saw them no longer; it keeps ranges short."""
    over = Placement.objects.filter(unpublish_at__lte=timezone.now())
    article_ids = set(over.values_list("article_id", flat=True)[:PLACEMENTS])
    return bool(article_ids and shelve(article_ids))


def look_along_shelves() -> None:
    """Look at some articles, and go on from there the next time, round and round."""
    _, _round["last"] = reconciler.reconcile_some(_round["last"])


def recount_tags() -> None:
    """Count afresh how many articles each tag has."""
    reconciler.recount_uses()
