"""The tree of subjects that articles are filed under."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models

from fitsite.addresses import address_of
from fitsite.page_cache.models import ShownQuerySet, ShownToReaders

MAX_DEPTH = 3


class CategoryQuerySet(ShownQuerySet["Category"]):
    """Ways to look at the tree. A site has tens of categories, so that one query takes them all."""

    def with_parents(self) -> CategoryQuerySet:
        """Load each one's ancestors along, so that its address costs no query."""
        return self.select_related("__".join(["parent"] * (MAX_DEPTH - 1)))


class Category(ShownToReaders):
    """A subject, perhaps within a wider one."""

    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=100, unique=True, allow_unicode=True)
    description = models.TextField(blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )

    objects = CategoryQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "categories"

    def __str__(self) -> str:
        return " › ".join(category.name for category in self.lineage)

    def clean(self) -> None:
        """Refuse a circle, and a tree deeper than MAX_DEPTH."""
        ancestors = list(self.parent._upwards()) if self.parent else []
        if self in ancestors:
            raise ValidationError({"parent": "A category cannot stand within itself."})
        if len(ancestors) + self._height() > MAX_DEPTH:
            raise ValidationError({"parent": f"Categories go {MAX_DEPTH} levels deep."})

    def _height(self) -> int:
        if self._state.adding:
            return 1
        return 1 + max((child._height() for child in self.children.all()), default=0)

    @property
    def lineage(self) -> list[Category]:
        """The category and what it stands within, widest first."""
        return list(reversed(list(self._upwards())))

    def _upwards(self) -> Iterator[Category]:
        # No further than the tree is deep: a circle made behind our back must hang no page.
        category: Category | None = self
        for _ in range(MAX_DEPTH):
            if category is None:
                return
            yield category
            category = category.parent

    @property
    def path(self) -> str:
        """Slugs from the root down, as in the address."""
        return "/".join(category.slug for category in self.lineage)

    def within(self) -> list[int]:
        """Ids of this category and all that stand within it."""
        children: dict[int | None, list[int]] = {}
        for pk, parent_id in Category.objects.order_by().values_list("pk", "parent_id"):
            children.setdefault(parent_id, []).append(pk)
        found = [self.pk]
        for pk in found:
            found.extend(child for child in children.get(pk, []) if child not in found)
        return found

    @property
    def shelf(self) -> str:
        """Where its articles stand, and those of the categories within it."""
        return f"category/{self.pk}"

    def get_absolute_url(self) -> str:
        """The category's page."""
        return address_of("articles:category", self.path)
