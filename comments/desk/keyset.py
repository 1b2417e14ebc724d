"""Pages of long lists: each begins after the last row of the one before.

The place of that row stands in the address, so a page costs the same however far down it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)
_PLACE = re.compile(r"(-?\d{1,18})-(\d{1,18})", re.ASCII)


@dataclass(frozen=True)
class Order:
    """The greatest of a column first, the newest first among equals."""

    column: str

    def page(self, rows: QuerySet[M], typed: str, size: int) -> tuple[list[M], str]:
        """A page after the place in an address, and the place where the next one begins, or ""."""
        found = list(self.after(rows, typed)[: size + 1])
        if len(found) <= size:
            return found, ""
        last: Any = found[size - 1]
        return found[:size], self.place(getattr(last, self.column), last.pk)

    def after(self, rows: QuerySet[M], typed: str) -> QuerySet[M]:
        """All of them after the place in an address, in order."""
        return rows.order_by(f"-{self.column}", "-pk").filter(self._behind(typed))

    @staticmethod
    def place(value: int, pk: int) -> str:
        """A row's place, as it stands in addresses."""
        return f"{value}-{pk}"

    def _behind(self, typed: str) -> Q:
        found = _PLACE.fullmatch(typed)
        if not found:
            return Q()
        number, pk = map(int, found.groups())
        # The second condition alone would do; the first one is what an index can be entered by.
        behind = Q(**{f"{self.column}__lt": number}) | Q(pk__lt=pk)
        return Q(**{f"{self.column}__lte": number}) & behind
