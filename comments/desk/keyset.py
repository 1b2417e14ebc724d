"""Pages of long lists: each begins after the last row of the one before.

The place of that row stands in the address, so a page costs the same however far down it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)
_PLACE = re.compile(r"(-?\d{1,9})-(\d{1,18})", re.ASCII)


@dataclass(frozen=True)
class Order:
    """The greatest of a column first, the newest first among equals."""

    column: str

    def page(self, rows: QuerySet[M], typed: str, size: int) -> tuple[list[M], str]:
        """A page after the place in an address, and the place where the next one begins, or ""."""
        ordered = rows.order_by(f"-{self.column}", "-pk")
        found = list(ordered.filter(self._after(typed))[: size + 1])
        return found[:size], self._place(found[size - 1]) if len(found) > size else ""

    def _place(self, row: Any) -> str:
        return f"{getattr(row, self.column)}-{row.pk}"

    def _after(self, typed: str) -> Q:
        found = _PLACE.fullmatch(typed)
        if not found:
            return Q()
        number, pk = map(int, found.groups())
        return Q(**{f"{self.column}__lt": number}) | Q(**{self.column: number}, pk__lt=pk)
