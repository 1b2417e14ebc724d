"""Having renditions: what was made of a picture, and what the worker still has to make.

The work is a query: a picture whose renditions are of another recipe, file or focal point than it
has now. Until they are there, pages show the original.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from articles.pictures import Picture, StoredPicture
from articles.renditions import FOLDER, RECIPE, Original
from fitsite.leasing import RETRY_AFTER
from fitsite.page_cache.models import SITE, M_co, ShownQuerySet, raise_version

# Whoever makes renditions has the picture for itself so long. It may well take longer on a busy
# machine: then another makes the same, and nothing is lost but time.
LEASE = timedelta(minutes=2)
WHAT_THEY_ARE_MADE_OF = ("file", "focal_x", "focal_y")


class RenditionsQuerySet(ShownQuerySet[M_co]):
    """Words for finding work."""

    def unfinished(self) -> models.QuerySet[M_co]:
        """Pictures that have no renditions of what they are now."""
        made = {f"made_of_{name}": F(name) for name in WHAT_THEY_ARE_MADE_OF}
        return self.exclude(file="").exclude(made_by=RECIPE, **made)

    def due(self) -> models.QuerySet[M_co]:
        """Unfinished pictures whose time has come: a new one at once, a failing one later."""
        return self.unfinished().filter(due_at__lte=timezone.now()).order_by("due_at", "pk")


class HasRenditions(models.Model):
    """A picture, and the files that were made of it.

    `renditions` is what `articles.renditions` says of them, `made_by` the recipe, `made_of_…` what
    the picture was then. `due_at` and `attempts` belong to whoever makes them.
    """

    file: Any
    width: int
    height: int
    focal_x: int
    focal_y: int
    alt: str
    stands_in: Any

    made_by = models.PositiveSmallIntegerField(default=0, editable=False)
    made_of_file = models.CharField(max_length=100, default="", editable=False)
    made_of_focal_x = models.PositiveSmallIntegerField(default=0, editable=False)
    made_of_focal_y = models.PositiveSmallIntegerField(default=0, editable=False)
    due_at = models.DateTimeField(default=timezone.now, editable=False)
    attempts = models.PositiveIntegerField(default=0, editable=False)
    renditions = models.JSONField(default=dict, editable=False)

    class Meta:
        abstract = True

    @property
    def stored(self) -> StoredPicture:
        """What pages need to know of it."""
        size = (self.width, self.height)
        return StoredPicture(self.file.name, *size, self.alt, self.made_of_file, self.renditions)

    def shown(self, crop: str, alt: str | None = None) -> Picture:
        """What a page needs of the picture, with other words for it if they are given."""
        return self.stored.shown(crop, alt)

    @property
    def is_finished(self) -> bool:
        """Whether the renditions are of what the picture is now."""
        made = self._what_it_is("made_of_")
        return self.made_by == RECIPE and made == {name: getattr(self, name) for name in made}

    def claim(self) -> bool:
        """Take the picture up, unless somebody else has.

        The next try is put off before this one begins: a picture that kills its worker is tried
        ever more seldom, and keeps nobody from the others.
        """
        delay = timedelta(seconds=RETRY_AFTER[min(self.attempts, len(RETRY_AFTER) - 1)])
        due_at, attempts = timezone.now() + max(delay, LEASE), self.attempts + 1
        unclaimed = self._row().filter(due_at=self.due_at, attempts=self.attempts)
        return bool(unclaimed.update(due_at=due_at, attempts=attempts))

    def make_anew(self) -> None:
        """Have the worker make all files again, such as after they were lost."""
        self._row().update(made_by=0, due_at=timezone.now(), attempts=0)

    def make_renditions(self) -> None:
        """Make all files, then show them. Takes seconds; raises Unusable, OSError."""
        folder = f"{FOLDER}/{self.pk}"
        with self.file.storage.open(self.file.name) as file:
            size, focus = (self.width, self.height), (self.focal_x, self.focal_y)
            self._show(Original(file, size, focus, folder).renditions())

    def _show(self, renditions: dict[str, Any]) -> None:
        # Pages and their version change together. The work counts as done only when all that shows
        # the picture has been told: a death in between has it done again.
        unchanged = self._row().filter(**self._what_it_is())
        with transaction.atomic():
            made = self._what_it_is("made_of_")
            shown = unchanged.update(renditions=renditions, made_by=0, **made)
            raise_version(SITE)
        revisions = self.stands_in.select_related("article").only("article__rendered_with")
        for article in {revision.article for revision in revisions}:
            article.render_later()
        if shown:
            unchanged.update(made_by=RECIPE)
        self._row().update(due_at=timezone.now(), attempts=0)

    def _what_it_is(self, prefix: str = "") -> dict[str, Any]:
        are = {name: getattr(self, name) for name in WHAT_THEY_ARE_MADE_OF}
        return {
            f"{prefix}{name}": value for name, value in (are | {"file": self.file.name}).items()
        }

    def _row(self) -> models.QuerySet[Any]:
        """Its row alone, for what no reader sees: no version is raised."""
        return models.QuerySet(type(self)).filter(pk=self.pk)
