"""Each text of an article as its editor saved it."""

from django.conf import settings
from django.db import models

from articles.models.content import Content
from articles.models.image import Image


class Revision(Content):
    """A snapshot that can be published; saving one changes nothing that the public sees.

    What an article has several of is kept as plain lists, in their order.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="revisions"
    )
    number = models.PositiveIntegerField()
    author_ids = models.JSONField(default=list)
    category_ids = models.JSONField(default=list)
    tag_names = models.JSONField(default=list)
    pictures = models.ManyToManyField(
        Image, through="RevisionPicture", related_name="stands_in", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ["article", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "number"], name="articles_revision_number_unique"
            )
        ]


class RevisionPicture(models.Model):
    """That a picture stands in a text that may be shown again, and so cannot be deleted."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE)
    image = models.ForeignKey(Image, on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "image"], name="articles_revisionpicture_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.image} in {self.revision}"
