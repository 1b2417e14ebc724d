"""Pictures that articles and authors use."""

from django.core.validators import MaxValueValidator
from django.db import models

from articles.models.renditions import HasRenditions, RenditionsQuerySet
from articles.picture_field import PictureField
from articles.pictures import Picture
from fitsite.page_cache.models import ShownToReaders


def _folder(image: "Image", name: str) -> str:
    return f"images/{name}"


def _percent(name: str, meaning: str) -> "models.PositiveSmallIntegerField[int, int]":
    return models.PositiveSmallIntegerField(
        name,
        default=50,
        validators=[MaxValueValidator(100)],
        help_text=f"What must stay in sight when the picture is cut. {meaning}",
    )


class Image(ShownToReaders, HasRenditions):
    """An uploaded picture and the words that belong to it."""

    file = PictureField(
        upload_to=_folder, width_field="width", height_field="height", db_index=True
    )
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    focal_x = _percent("focal point, across", "0 is the left edge, 100 the right one.")
    focal_y = _percent("focal point, down", "0 is the top edge, 100 the bottom.")
    alt = models.CharField(
        "alternative text",
        max_length=300,
        blank=True,
        help_text="What the picture shows, for people who do not see it. Empty: decoration.",
    )
    caption = models.CharField(max_length=300, blank=True)
    credit = models.CharField(max_length=200, blank=True)
    uploaded_at = models.DateTimeField(auto_now_add=True)

    objects = RenditionsQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.alt or str(self.file.name)

    @property
    def social_card(self) -> Picture:
        """What other sites show beside a link."""
        return self.shown("social")
