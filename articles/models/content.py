"""What an editor writes: the same fields in an article's live row and in each of its revisions."""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

from articles.models.image import Image
from fitsite.markup import CleanHTMLField, HasBody


class Content(HasBody):
    """The words and the terms of publication of one text."""

    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=100, allow_unicode=True)
    summary = models.TextField(
        max_length=400, blank=True, help_text="One or two sentences that stand under the title."
    )
    body = CleanHTMLField(help_text="HTML; what is unsafe is taken out when it is saved.")
    hero = models.ForeignKey(
        Image, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    publish_at = models.DateTimeField(
        null=True, blank=True, help_text="Empty: at once, when it is published."
    )
    unpublish_at = models.DateTimeField(null=True, blank=True, help_text="Empty: never.")
    featured = models.BooleanField(
        "lead story",
        default=False,
        help_text="Stands first on the front page until another one does.",
    )
    comments_open = models.BooleanField("comments are open", default=True)
    comments_close_after = models.PositiveSmallIntegerField(
        "close comments after",
        null=True,
        blank=True,
        help_text="Days after publication. Empty: as the site decides. 9999: practically never.",
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    def comments_close_at(self, otherwise: int | None) -> datetime | None:
        """When comments close by themselves; None where they do not.

        `otherwise` is after how many days they do where this text does not say.
        """
        days = otherwise if self.comments_close_after is None else self.comments_close_after
        if self.publish_at is None or days is None:
            return None
        return self.publish_at + timedelta(days=days)

    def accepts_comments(self, otherwise: int | None) -> bool:
        """Whether a reader may comment now; `otherwise` as above."""
        closes = self.comments_close_at(otherwise)
        return self.comments_open and (closes is None or timezone.now() < closes)


# What publishing copies from a revision to the live row, field by field.
LIVE_FIELDS = [field.name for field in Content._meta.local_fields]
