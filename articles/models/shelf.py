"""What is filed where, newest first: any page of any list is one range of this index."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models, transaction
from django.db.models import Q

from articles.models.publishing import PublishingQuerySet
from fitsite.places import Place

# Every article stands on the first one, lead stories on the second; the other shelves are those of
# tags, categories and authors.
FRONT, LEAD = "front", "lead"


class PlacementQuerySet(PublishingQuerySet["Placement"]):
    """Words for reading along a shelf; slice what they give, it may be as long as the site."""

    def on(self, shelf: str, now: datetime | None = None) -> Self:
        """What the public finds on this shelf, newest first."""
        return self.published(now).filter(shelf=shelf).order_by("-publish_at", "-article_id")

    def places(self) -> list[Place]:
        """Where all of these stand, in their order: the columns alone, without a model."""
        return [Place(*row) for row in self.values_list("publish_at", "article_id")]

    def before(self, place: Place) -> Self:
        """What is older than this place."""
        older = Q(publish_at__lt=place.at) | Q(article_id__lt=place.pk)
        return self.filter(older, publish_at__lte=place.at)

    def after(self, place: Place) -> Self:
        """What is newer than this place, the nearest first."""
        newer = Q(publish_at__gt=place.at) | Q(article_id__gt=place.pk)
        return self.filter(newer, publish_at__gte=place.at).reverse()

    def move(self, shelf: str, to: str) -> int:
        """Put everything from one shelf onto another; returns how many stand there then."""
        with transaction.atomic():
            there = self.filter(shelf=to)
            self.filter(shelf=shelf, article__in=there.values("article")).delete()
            self.filter(shelf=shelf).update(shelf=to)
            return there.count()


class Placement(models.Model):
    """That one article stands on one shelf; articles/shelving.py writes these and no one else.

    The times are the article's own, so that a list need not look at it to know its place.
    """

    shelf = models.CharField(max_length=40)
    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="placements", db_index=False
    )
    publish_at = models.DateTimeField()
    unpublish_at = models.DateTimeField(null=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "shelf"], name="articles_placement_once")
        ]
        indexes = [
            models.Index(
                fields=["shelf", "-publish_at", "-article"], name="articles_shelf_newest_first"
            ),
            models.Index(
                fields=["unpublish_at"],
                name="articles_placement_ends",
                condition=Q(unpublish_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shelf}: {self.article_id}"

    @property
    def times(self) -> tuple[datetime, datetime | None]:
        """From when on and until when the public finds it here."""
        return self.publish_at, self.unpublish_at
