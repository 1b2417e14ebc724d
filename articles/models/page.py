"""Pages outside the stream of articles: About, Privacy."""

from typing import Any

from django.db import models, transaction
from django.utils.safestring import SafeString

from articles.models.image import Image
from articles.rendering import pictures_in, render
from fitsite.addresses import address_of
from fitsite.markup import CleanHTMLField, HasBody, trusted
from fitsite.page_cache.models import ShownToReaders


class Page(ShownToReaders, HasBody):
    """A static page at the root of the site."""

    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=100, unique=True, allow_unicode=True)
    body = CleanHTMLField(help_text="HTML; what is unsafe is taken out when it is saved.")
    pictures = models.ManyToManyField(Image, through="PagePicture", editable=False)
    modified_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    @property
    def shown_html(self) -> SafeString:
        """The body with its pictures: rendered when it is read, for there are few such pages."""
        return trusted(render(self.body_html, pictures_in(self.body_html), leads=True).html)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and hold on to the pictures that the body shows."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            self.pictures.set(pictures_in(self.body_html))

    def get_absolute_url(self) -> str:
        """The page's address."""
        return address_of("articles:page", self.slug)


class PagePicture(models.Model):
    """That a picture stands in a page, and so cannot be deleted."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE)
    image = models.ForeignKey(Image, on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "image"], name="articles_pagepicture_once")
        ]

    def __str__(self) -> str:
        return f"{self.image} in {self.page}"
