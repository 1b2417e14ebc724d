"""Moving a comment, with all that was said in answer to it, to where it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F, Max, Value
from django.db.models.functions import Concat, Substr

from comments.models.editing import Edited
from comments.models.moderation import lock_lineages, thread_scope
from comments.models.threading import MAX_DEPTH, end_of, path_step
from comments.states import MoveRefused
from comments.stored import stored
from fitsite.page_cache.models import raise_version

if TYPE_CHECKING:
    from comments.models.comment import Comment, CommentQuerySet
    from fitsite.accounts.models import User

# Rows written at a time.
BATCH = 500
_HERE = "It stands there already."


class Movable(Edited):
    """A comment that can be put under another one, or under the article itself."""

    parent_id: int | None
    root_id: int

    class Meta:
        abstract = True

    def move(self, under: Comment | None, *, by: User, why: str = "Moved") -> bool:
        """Put it and its replies under another comment of the article; None is the top level.

        Raises MoveRefused where it stands there already or cannot stand there. Costs a query for
        each BATCH of its replies.
        """
        with transaction.atomic():
            lock_lineages(self, under)
            self.lock_to_change()
            self._refuse_misplacement(under)
            before = self.parent_id
            self._count_for_those_above(-1)
            self._hang(under)
            self._count_for_those_above(1)
            if self.in_thread:
                raise_version(thread_scope(self.article_id))
            self._remember(self.status, "place", why, by, {"before": before})
        return True

    def _refuse_misplacement(self, under: Comment | None) -> None:
        if under is None:
            if self.is_root:
                raise MoveRefused(_HERE)
            return
        if not under.lock() or not under.is_published or under.article_id != self.article_id:
            raise MoveRefused("There is no such published comment on this article.")
        if under.path.startswith(self.path):
            raise MoveRefused("A comment cannot answer itself, or an answer to it.")
        if under.pk == self.parent_id:
            raise MoveRefused(_HERE)
        deepest = self._with_replies().aggregate(Max("depth"))["depth__max"]
        if under.depth + 1 + deepest - self.depth > MAX_DEPTH:
            raise MoveRefused("The thread would become too deep there.")

    def _with_replies(self) -> CommentQuerySet:
        # A range, which is what an index is entered by.
        return stored().filter(path__gte=self.path, path__lt=end_of(self.path))

    def _hang(self, under: Comment | None) -> None:
        path = (under.path if under else "") + path_step(self.pk)
        root = under.root_id if under else self.pk
        moved = self._with_replies()
        once_public = list(moved.exclude(place=None).order_by("place").values_list("pk", flat=True))
        place: Any = {
            "path": Concat(Value(path), Substr("path", len(self.path) + 1)),
            "depth": F("depth") + (under.depth + 1 if under else 0) - self.depth,
            "root_id": root,
        }
        moved.exclude(pk=self.pk).update(**place)
        stored().filter(pk=self.pk).update(**place, parent=under)
        if root != self.root_id:
            _give_places(once_public, root)
        self.refresh_from_db()

    def _move_back(self, *, before: int | None, by: User) -> bool:
        under = stored().filter(pk=before).first() if before else None
        if before and under is None:
            raise MoveRefused("The comment that it stood under is gone.")
        return self.move(under, by=by, why="Moved back")

    def _count_for_those_above(self, sign: int) -> None:
        public = self.replies_published + self.is_public(self.status)
        if public and not self.is_root:
            self.above().update(replies_published=F("replies_published") + sign * public)


def _give_places(pks: list[int], root: Any) -> None:
    """Behind all replies of the root that they are new to; a root itself has the place 0."""
    top = stored().get(pk=root)
    replies = [pk for pk in pks if pk != root]
    first = top.places_given + 1 if top.pk not in pks else 1
    rows = [stored().model(pk=pk, place=place) for place, pk in enumerate(replies, start=first)]
    stored().bulk_update(rows, ["place"], batch_size=BATCH)
    top.places_given = first + len(replies) - 1
    top.place = 0 if top.pk in pks else top.place
    top.save(update_fields=["places_given", "place"])
