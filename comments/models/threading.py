"""A comment's place in its thread: a materialised path, so that any page of a thread is one range.

A path is the parent's path and the comment's own id in seven base-36 digits. Ordering by it gives
the thread, parents before replies, oldest first; nothing is ever renumbered.
"""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q

from comments.states import Status

STEP = 7
# Replies nest this deep below a comment on the article itself.
MAX_DEPTH = 4
# So many replies of one comment stand on the article's page; its own page has all.
REPLIES_SHOWN = 10
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
# The stubs want an Expression; a Q is one for every purpose here.
_IN_THREAD: Any = Q(status=Status.PUBLISHED) | Q(replies_published__gt=0)


class PathField(models.CharField):  # type: ignore[type-arg]
    """Compared byte by byte, whatever the database's language."""

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, str | None]:
        """Ask PostgreSQL for the C collation; SQLite compares bytes anyway."""
        parameters: dict[str, Any] = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


class Threaded(models.Model):
    """Where a comment stands, and whether readers see anything there.

    `place` counts the replies of one root in the order of their first publication, so that "the
    first ten" is a column and costs no window over ten thousand. A comment that was taken away
    stays in the thread, without its text, as long as replies to it are public.
    """

    parent = models.ForeignKey(
        "self", null=True, on_delete=models.RESTRICT, related_name="replies", editable=False
    )
    root = models.ForeignKey(
        "self", null=True, on_delete=models.RESTRICT, related_name="+", editable=False
    )
    path = PathField(max_length=STEP * (MAX_DEPTH + 1), editable=False, default="")
    depth = models.PositiveSmallIntegerField(default=0, editable=False)
    place = models.PositiveIntegerField(null=True, editable=False)
    places_given = models.PositiveIntegerField(default=0, editable=False)
    replies_published = models.PositiveIntegerField(default=0, editable=False)
    in_thread = models.GeneratedField(
        expression=_IN_THREAD,
        output_field=models.BooleanField(),
        db_persist=True,
    )
    on_article_page = models.GeneratedField(
        expression=_IN_THREAD & Q(place__lte=REPLIES_SHOWN),
        output_field=models.BooleanField(null=True),
        db_persist=True,
    )

    class Meta:
        abstract = True

    @property
    def is_root(self) -> bool:
        """Whether it answers the article rather than another comment."""
        return self.depth == 0

    @property
    def lineage_paths(self) -> list[str]:
        """The paths from the root down to the comment itself."""
        return [self.path[:end] for end in range(STEP, len(self.path) + 1, STEP)]

    def above(self) -> models.QuerySet[Self]:
        """What it stands under, from its root down."""
        return type(self)._default_manager.filter(path__in=self.lineage_paths[:-1]).order_by("path")


def end_of(path: str) -> str:
    """Behind all that stands under a path: no digit comes after z."""
    return f"{path}{{"


def path_step(pk: int) -> str:
    """One comment's part of a path: its id in base 36, seven digits."""
    digits = ""
    while pk:
        pk, digit = divmod(pk, 36)
        digits = _DIGITS[digit] + digits
    return digits.rjust(STEP, "0")
