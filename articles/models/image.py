"""Pictures that articles and authors use."""

from django.db import models

from fitsite.page_cache.models import ShownToReaders


def _folder(image: "Image", name: str) -> str:
    return f"images/{name}"


class Image(ShownToReaders):
    """An uploaded picture and the words that belong to it."""

    file = models.ImageField(upload_to=_folder, width_field="width", height_field="height")
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    alt = models.CharField(
        "alternative text",
        max_length=300,
        blank=True,
        help_text="What the picture shows, for people who do not see it. Empty: decoration.",
    )
    caption = models.CharField(max_length=300, blank=True)
    credit = models.CharField(max_length=200, blank=True)
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.alt or str(self.file.name)
