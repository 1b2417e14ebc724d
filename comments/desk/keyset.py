"""Pages of long lists: each begins after the last row of the one before.

The place of that row stands in the address, so a page costs the same however far down it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)
_NEWEST_PLACE = re.compile(r"(\d{1,18})", re.ASCII)
_PLACE = re.compile(r"(-?\d{1,9})-(\d{1,18})", re.ASCII)


@dataclass(frozen=True)
class Order:
    """The greatest of a column first, the newest first among equals; without a column by age."""

    column: str = ""

    def page(self, rows: QuerySet[M], typed: str, size: int) -> tuple[list[M], str]:
        """A page after the place in an address, and the place where the next one begins, or ""."""
        ordered = rows.order_by(*filter(None, [self.column and f"-{self.column}", "-pk"]))
        found = list(ordered.filter(self._after(typed))[: size + 1])
        return found[:size], self._place(found[size - 1]) if len(found) > size else ""

    def _place(self, row: Any) -> str:
        return f"{getattr(row, self.column)}-{row.pk}" if self.column else str(row.pk)

    def _after(self, typed: str) -> Q:
        found = (_PLACE if self.column else _NEWEST_PLACE).fullmatch(typed)
        if not found:
            return Q()
        *number, pk = map(int, found.groups())
        if not number:
            return Q(pk__lt=pk)
        return Q(**{f"{self.column}__lt": number[0]}) | Q(**{self.column: number[0]}, pk__lt=pk)


NEWEST_FIRST = Order()
