"""Tags: our own models on django-taggit, one tag per word whatever its case."""

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from taggit.models import ItemBase, TagBase

from fitsite.page_cache.models import ShownToReaders


class Tag(ShownToReaders, TagBase):  # type: ignore[django-manager-missing, misc]
    """A word that articles share."""

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="articles_tag_name_unique",
                violation_error_message="This tag exists already.",
            )
        ]

    def get_absolute_url(self) -> str:
        """The page of all articles with this tag."""
        return reverse("articles:tag", args=[self.slug])


class TaggedArticle(ItemBase):  # type: ignore[misc]
    """That one article has one tag."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tagged_articles")
    content_object = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="tagged_articles"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["content_object", "tag"], name="articles_taggedarticle_once"
            )
        ]
