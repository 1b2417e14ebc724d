"""Tags: our own models on django-taggit, one tag per word whatever its case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Lower
from taggit.models import ItemBase, TagBase

from articles.models.shelf import Placement
from fitsite.addresses import address_of
from fitsite.page_cache.models import SITE, ShownQuerySet, ShownToReaders, raise_version

SHELF = "tag/"


class MergeRefused(Exception):
    """A tag can be merged into another one only, and neither may be merged already."""


class FoldedField(models.CharField):  # type: ignore[type-arg]
    """A tag's name without its case, in every alphabet; SQLite's own Lower() knows only ASCII."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Follow the name, whichever way the tag is stored."""
        return fold(getattr(model_instance, "name", ""))


class TagQuerySet(ShownQuerySet["Tag"]):
    """Words for finding tags."""

    def named(self, names: Iterable[str]) -> list[Tag]:
        """The tags with these names, whatever their case; new ones are made.

        Where a tag was merged into another, it is the other.
        """
        wanted = {fold(name): name.strip() for name in reversed(list(names)) if name.strip()}
        found = self.filter(folded__in=wanted).select_related("merged_into")
        known = {tag.folded: tag.merged_into or tag for tag in found}
        for folded, name in wanted.items():
            if folded not in known:
                known[folded] = self.create(name=name)
        return list({tag.pk: tag for tag in known.values()}.values())

    def count_uses(self, more: Mapping[str, int]) -> None:
        """Add to the number of uses of each tag, by the tag's shelf.

        One query for all that change by the same number: for an article's tags, one or two.
        """
        alike: defaultdict[int, list[int]] = defaultdict(list)
        for shelf, number in more.items():
            if number and shelf.startswith(SHELF):
                alike[number].append(int(shelf.removeprefix(SHELF)))
        for number, pks in alike.items():
            self.filter(pk__in=pks).update(uses=F("uses") + number)


class Tag(ShownToReaders, TagBase):  # type: ignore[django-manager-missing, misc]
    """A word that articles share."""

    folded = FoldedField(max_length=200, unique=True, editable=False)
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.CASCADE, related_name="merged", editable=False
    )
    uses = models.IntegerField("articles", default=0, editable=False)

    objects = TagQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="articles_tag_name_unique",
                violation_error_message="This tag exists already.",
            )
        ]

    def clean(self) -> None:
        """Refuse a word that exists in another case."""
        if Tag.objects.filter(folded=fold(self.name)).exclude(pk=self.pk).exists():
            raise ValidationError({"name": "This tag exists already."})

    def merge_into(self, other: Tag) -> int:
        """Have another tag stand for this one everywhere; returns how many articles had it.

        The address of this one leads to the other from now on, and so does its name. Raises
        MergeRefused.
        """
        with transaction.atomic():
            raise_version(SITE)
            tags = Tag.objects.select_for_update().order_by("pk").in_bulk([self.pk, other.pk])
            if len(tags) < 2 or any(tag.merged_into_id for tag in tags.values()):
                raise MergeRefused
            tagged = TaggedArticle.objects.filter(tag=self)
            articles: int = tagged.count()
            of_other = TaggedArticle.objects.filter(tag=other).values("content_object")
            tagged.filter(content_object__in=of_other).delete()
            tagged.update(tag=other)
            uses = Placement.objects.move(self.shelf, other.shelf)
            Tag.objects.filter(Q(pk=self.pk) | Q(merged_into=self)).update(
                merged_into=other, uses=0
            )
            Tag.objects.filter(pk=other.pk).update(uses=uses)
        return articles

    @property
    def shelf(self) -> str:
        """Where its articles stand."""
        return f"{SHELF}{self.pk}"

    def get_absolute_url(self) -> str:
        """The page of all articles with this tag."""
        return address_of("articles:tag", self.slug)


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


def fold(name: str) -> str:
    """Equal for names that differ in nothing but case and outer white space."""
    return name.strip().casefold()
