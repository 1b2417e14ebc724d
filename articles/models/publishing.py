"""Being public: decided by the clock, in one queryset word."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db.models import Q
from django.utils import timezone

from articles.models.rendered import RenderedQuerySet
from fitsite.page_cache.models import M_co


class SlugTaken(Exception):
    """Another article is already published under this address."""


class PublishingQuerySet(RenderedQuerySet[M_co]):
    """Visible to the public is decided here and nowhere else."""

    def published(self, now: datetime | None = None) -> Self:
        """What a stranger may read at this moment."""
        now = now or timezone.now()
        return self.filter(Q(unpublish_at=None) | Q(unpublish_at__gt=now), publish_at__lte=now)
