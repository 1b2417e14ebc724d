"""manage.py comment_stats: the numbers of the page of that name, for a terminal or a program."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.core.serializers.json import DjangoJSONEncoder

from comments.numbers.periods import DEFAULT, RANGES
from comments.numbers.report import Report, report
from comments.numbers.tables import Table


class Command(BaseCommand):
    """Reads what the worker has counted."""

    help = "Prints what became of comments, what moderators decided, and where spam came from."

    def add_arguments(self, parser: CommandParser) -> None:
        """How far back, and in which form."""
        parser.add_argument("--days", type=int, choices=RANGES, default=DEFAULT)
        parser.add_argument("--json", action="store_true", help="one JSON document")

    def handle(self, *args: Any, days: int, json: bool, **options: Any) -> None:
        """Print it."""
        found = report(days)
        self.stdout.write(_as_json(found) if json else _as_text(found))


def _facts(found: Report) -> dict[str, Any]:
    return {
        "from": found.range.first,
        "to": found.range.last,
        "counted_at": found.counted_at,
        "verdicts": found.verdicts_given,
        "right_percent": found.right_percent,
        "median_wait_seconds": found.median_wait,
        "waiting": found.held,
        "waiting_since": found.held_since,
        "akismet_calls": found.usage.calls if found.usage else None,
        "akismet_limit": found.usage.limit if found.usage else None,
        "akismet_calls_expected": found.usage.expected if found.usage else None,
    }


def _as_json(found: Report) -> str:
    tables = {
        table.name: [dict(zip(table.head, row, strict=True)) for row in table.rows]
        for table in found.tables
    }
    return json.dumps({**_facts(found), "tables": tables}, cls=DjangoJSONEncoder, indent=2)


def _as_text(found: Report) -> str:
    facts = [f"{name.replace('_', ' ')}: {fact}" for name, fact in _facts(found).items()]
    return "\n".join([*facts, *map(_printed, found.tables)])


def _printed(table: Table) -> str:
    rows: list[list[Any]] = [
        list(table.head),
        *([label, *numbers] for label, numbers in table.printed),
    ]
    widths = [max(len(str(cell)) for cell in column) for column in zip(*rows, strict=True)]
    lines = [_line(row, widths) for row in rows]
    return "\n".join(["", table.title, *lines])


def _line(row: list[Any], widths: list[int]) -> str:
    first, *others = zip(row, widths, strict=True)
    cells = [str(first[0]).ljust(first[1]), *(str(cell).rjust(width) for cell, width in others)]
    return "  ".join(cells)
