"""When the list of what is published changes by itself."""

from __future__ import annotations

from datetime import datetime

from articles.models import Article


def next_turn(after: datetime) -> datetime | None:
    """The first time after `after` at which an article appears or ends. Two index look-ups."""
    appearing = Article.objects.order_by("publish_at").filter(publish_at__gt=after)
    ending = Article.objects.order_by("unpublish_at").filter(unpublish_at__gt=after)
    turns = (
        appearing.values_list("publish_at", flat=True).first(),
        ending.values_list("unpublish_at", flat=True).first(),
    )
    return min(filter(None, turns), default=None)
