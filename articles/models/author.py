"""People whose names stand over articles."""

from django.conf import settings
from django.db import models

from articles.models.image import Image
from fitsite.addresses import address_of
from fitsite.page_cache.models import ShownToReaders


class Author(ShownToReaders):
    """A byline: a person with or without an account here."""

    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=100, unique=True, allow_unicode=True)
    bio = models.TextField("biography", blank=True)
    photo = models.ForeignKey(
        Image, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="author",
        verbose_name="account",
        help_text="The account that this author signs in with, if any.",
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def shelf(self) -> str:
        """Where the articles stand that bear the name."""
        return f"author/{self.pk}"

    def get_absolute_url(self) -> str:
        """The author's page."""
        return address_of("articles:author", self.slug)
