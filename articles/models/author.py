"""People whose names stand over articles."""

from __future__ import annotations

from itertools import chain, count
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils.text import slugify

from articles.models.image import Image
from fitsite.addresses import address_of
from fitsite.page_cache.models import SITE, ShownQuerySet, ShownToReaders, raise_version

NAME_LENGTH = 100


class AuthorQuerySet(ShownQuerySet["Author"]):
    """Words for finding bylines."""

    def of(self, user: Any) -> Author:
        """The byline of an account; made from its public name where it has none yet."""
        if found := self.filter(user=user).first():
            return found
        with transaction.atomic():
            # Held to the end: nobody else makes one meanwhile, for this account or at this address.
            raise_version(SITE)
            name = user.public_name[:NAME_LENGTH]
            slug = self._free_slug(slugify(name, allow_unicode=True) or f"author-{user.pk}")
            return self.get_or_create(user=user, defaults={"name": name, "slug": slug})[0]

    def _free_slug(self, wanted: str) -> str:
        wanted = wanted[: NAME_LENGTH - 10]  # Room for a number.
        taken = set(self.filter(slug__startswith=wanted).values_list("slug", flat=True))
        return next(
            slug
            for slug in chain([wanted], (f"{wanted}-{number}" for number in count(2)))
            if slug not in taken
        )


class Author(ShownToReaders):
    """A byline: a person with or without an account here."""

    name = models.CharField(max_length=NAME_LENGTH)
    slug = models.SlugField(max_length=NAME_LENGTH, unique=True, allow_unicode=True)
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

    objects = AuthorQuerySet.as_manager()  # type: ignore[misc]

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
