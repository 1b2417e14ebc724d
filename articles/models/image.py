"""Pictures that articles and authors use."""

from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models, transaction

from articles.models.leftover import Leftover
from articles.models.renditions import HasRenditions, RenditionsQuerySet
from articles.picture_field import PictureField
from articles.pictures import Picture
from fitsite.page_cache.models import ShownToReaders

UPLOAD = "articles.add_image"
CHANGE_ALL = "articles.change_image"


def _folder(image: "Image", name: str) -> str:
    return f"images/{name}"


def _percent(name: str, meaning: str) -> "models.PositiveSmallIntegerField[int, int]":
    return models.PositiveSmallIntegerField(
        name,
        default=50,
        validators=[MaxValueValidator(100)],
        help_text=f"What must stay in sight when the picture is cut. {meaning}",
    )


class ImageQuerySet(RenditionsQuerySet["Image"]):
    """Words for finding pictures."""

    def changeable_by(self, user: Any) -> Self:
        """Those whose words and focal point somebody may correct: all, or what they uploaded."""
        if user.has_perm(CHANGE_ALL):
            return self.all()
        return self.filter(uploaded_by=user) if user.has_perm(UPLOAD) else self.none()

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete rows at once and their files in a day. Raises ProtectedError."""
        with transaction.atomic():
            Leftover.objects.note(self.exclude(file="").values_list("file", flat=True))
            return super().delete()


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
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = ImageQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.alt or str(self.file.name)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row at once and its files in a day. Raises ProtectedError."""
        with transaction.atomic():
            Leftover.objects.note(filter(None, [self.file.name]))
            return super().delete(*args, **kwargs)

    def is_changeable_by(self, user: Any) -> bool:
        """Whether somebody may correct its words and its focal point."""
        return Image.objects.changeable_by(user).filter(pk=self.pk).exists()

    @property
    def stands_in_a_text(self) -> bool:
        """Whether a text that is kept, a draft or an old one included, shows it."""
        return self.stands_in.exists() or self.page_set.exists()

    @property
    def social_card(self) -> Picture:
        """What other sites show beside a link."""
        return self.shown("social")
