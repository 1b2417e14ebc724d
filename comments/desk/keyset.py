"""Pages of a list that is ordered by a number, the greatest first, and then by age.

A page begins after the last row of the one before, whose place stands in the address as
"number-id": so it costs the same however far down it is.
"""

from __future__ import annotations

import re
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)
_PLACE = re.compile(r"(-?\d{1,9})-(\d{1,18})", re.ASCII)


def place(row: Any, column: str) -> str:
    """Where a row stands."""
    return f"{getattr(row, column)}-{row.pk}"


def after(rows: QuerySet[M], column: str, typed: str) -> QuerySet[M]:
    """Those that come after this place; all where none was typed."""
    if not (found := _PLACE.fullmatch(typed)):
        return rows
    number, pk = map(int, found.groups())
    return rows.filter(Q(**{f"{column}__lt": number}) | Q(**{column: number}, pk__lt=pk))
