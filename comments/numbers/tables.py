"""A table of numbers: what the page prints, draws, and gives away as CSV."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

# With one of these a spreadsheet would take a text for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int


@dataclass(frozen=True)
class Table:
    """`head` names the columns. The first cell of a row says what its numbers are of.

    `days` are the first cells as a spreadsheet needs them, where people read "3 Nov".
    """

    name: str
    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    days: Sequence[str] = ()

    def column(self, title: str) -> list[int]:
        """The numbers under a title."""
        at = list(self.head).index(title)
        return [int(row[at]) for row in self.rows]

    def total(self, title: str) -> int:
        """Their sum."""
        return sum(self.column(title))

    @property
    def printed(self) -> list[tuple[Cell, list[str]]]:
        """The rows as people read them: the first cell, and the numbers."""
        return [(label, [f"{number:,}" for number in row]) for label, *row in self.rows]

    def as_csv(self) -> str:
        """The table as a spreadsheet reads it."""
        text = StringIO()
        writer = csv.writer(text)
        writer.writerow(self.head)
        first: Sequence[Cell] = self.days or [row[0] for row in self.rows]
        for cell, row in zip(first, self.rows, strict=True):
            writer.writerow(map(_harmless, [cell, *row[1:]]))
        return text.getvalue()


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
