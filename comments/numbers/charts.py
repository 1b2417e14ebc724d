"""Where the parts of a chart stand: widths in percent of the page, heights in pixels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, log10

from comments.numbers.tables import Table

# Pixels from the top: room above for a number, and below for the labels.
TOP, BOTTOM, HEIGHT = 16, 176, 200
# How much of its share of the width a column fills.
FILLED = 0.7
# More labels than this do not fit on a phone.
MOST_LABELS = 5


@dataclass(frozen=True)
class Part:
    """A rectangle of a column; `kind` chooses its colour."""

    kind: str
    x: str
    width: str
    y: float
    height: float
    said: str


@dataclass(frozen=True)
class Mark:
    """A number beside the scale, or a label below a column."""

    text: str
    x: str
    y: float


@dataclass(frozen=True)
class Chart:
    """Columns over time, of several parts each. `kinds` are the parts with their titles."""

    table: Table
    kinds: Mapping[str, str]
    parts: list[Part]
    scale: list[Mark]
    labels: list[Mark]
    height: int = HEIGHT

    @property
    def legend(self) -> list[tuple[str, str, str]]:
        """Each kind with its title and its sum."""
        return [(kind, title, f"{self.table.total(title):,}") for kind, title in self.kinds.items()]


@dataclass(frozen=True)
class Bar:
    """One row of a table, and how long its bar is beside the longest."""

    label: str
    number: str
    width: str


def bars(table: Table) -> list[Bar]:
    """Draw a table of one number to a row."""
    longest = max((int(number) for _, number in table.rows), default=0) or 1
    return [
        Bar(str(label), f"{number:,}", _percent(100 * int(number) / longest))
        for label, number in table.rows
    ]


def columns(table: Table, kinds: Mapping[str, str]) -> Chart:
    """Draw some of a table's columns upon each other, the first at the bottom."""
    numbers = {kind: [max(0, n) for n in table.column(title)] for kind, title in kinds.items()}
    highest = max(map(sum, zip(*numbers.values(), strict=True)), default=0)
    top = _round_up(highest)
    share = 100 / max(1, len(table.rows))
    parts = []
    for at, row in enumerate(table.rows):
        below = 0
        for kind, title in kinds.items():
            number = numbers[kind][at]
            if number:
                y = _y(below + number, top)
                parts.append(
                    Part(
                        kind,
                        _percent((at + (1 - FILLED) / 2) * share),
                        _percent(FILLED * share),
                        y,
                        round(_y(below, top) - y, 1),
                        f"{row[0]}: {title} {number:,}",
                    )
                )
            below += number
    scale = [Mark(f"{value:,}", "0", _y(value, top)) for value in (top, top // 2) if value]
    return Chart(table, kinds, parts, scale, _labels(table, share))


def _labels(table: Table, share: float) -> list[Mark]:
    every = ceil(len(table.rows) / MOST_LABELS)
    return [
        Mark(str(row[0]), _percent((at + 0.5) * share), HEIGHT - 6)
        for at, row in enumerate(table.rows)
        if at % every == every // 2
    ]


def _y(number: int, top: int) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * number / top, 1) if top else BOTTOM


def _round_up(highest: int) -> int:
    """The next number that reads well on a scale, and half of which is whole."""
    if highest <= 2:
        return 2 if highest else 0
    unit: int = 10 ** int(log10(highest))
    return next(n for n in (unit * 2, unit * 4, unit * 6, unit * 10) if n >= highest)


def _percent(value: float) -> str:
    return f"{value:.2f}%"
