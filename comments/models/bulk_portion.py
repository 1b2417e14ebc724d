"""A part of a bulk decision: some comments, decided or put back one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from django.db import models
from django.db.models import F
from django.utils import timezone

from fitsite.leasing import Leased, LeasedQuerySet

if TYPE_CHECKING:
    from comments.models.bulk import BulkDecision

# So many comments are one piece of work, done well within a lease.
PORTION = 100


class Member(NamedTuple):
    """A comment as it was when it was put down."""

    pk: int
    decisions: int
    status: str


class BulkPortionQuerySet(LeasedQuerySet["BulkPortion"]):
    """Portions, found by the words of leased work."""

    def put_down(self, bulk: BulkDecision, members: Sequence[Member]) -> None:
        """Store these comments, for nobody to do yet."""
        now = timezone.now()
        parts = [members[start : start + PORTION] for start in range(0, len(members), PORTION)]
        self.bulk_create(
            self.model(bulk=bulk, members=part, size=len(part), created_at=now, closed_at=now)
            for part in parts
        )

    def reopen(self) -> int:
        """Have the worker do them."""
        return self.update(closed_at=None, due_at=timezone.now(), lease=None)


class BulkPortion(Leased):
    """The unit of work.

    `done` of the members were looked at and `changed` of them moved; when the decision is undone,
    `undone` of those `done` were looked at again and `restored` put back. Each number moves in the
    transaction of the comment that it counts, so that no crash makes it wrong or has a comment
    decided twice.
    """

    bulk = models.ForeignKey(
        "comments.BulkDecision", on_delete=models.CASCADE, related_name="portions"
    )
    members = models.JSONField(help_text="Each comment with its decisions and its state then.")
    size = models.PositiveSmallIntegerField()
    done = models.PositiveSmallIntegerField(default=0)
    changed = models.PositiveSmallIntegerField(default=0)
    undone = models.PositiveSmallIntegerField(default=0)
    restored = models.PositiveSmallIntegerField(default=0)

    objects = BulkPortionQuerySet.as_manager()

    class Meta(Leased.Meta):
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.size} comments of bulk decision {self.bulk_id}"

    @property
    def to_decide(self) -> list[Member]:
        """Those that are still to be decided."""
        return [Member(*each) for each in self.members[self.done :]]

    @property
    def to_put_back(self) -> list[Member]:
        """Those that were decided and are still to be put back."""
        return [Member(*each) for each in self.members[self.undone : self.done]]

    def count_decided(self, *, changed: bool) -> bool:
        """Count one more, in the transaction that decides it; False if the lease was lost."""
        return self._count(done=1, changed=int(changed))

    def count_put_back(self, *, changed: bool) -> bool:
        """The same when it is put back."""
        return self._count(undone=1, restored=int(changed))

    def end(self) -> bool:
        """Close it, if the lease is still ours."""
        return bool(self._held().update(closed_at=timezone.now(), due_at=None, lease=None))

    def _count(self, **more: int) -> bool:
        return bool(self._held().update(**{name: F(name) + by for name, by in more.items()}))
