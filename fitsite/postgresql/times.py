"""Times as PostgreSQL sends them, read by Python's own parser.

A page reads dozens of them; psycopg takes each apart by a regular expression, for as long as the
rest of the row takes.
"""

from __future__ import annotations

from datetime import datetime, tzinfo
from functools import cache

from psycopg.abc import Buffer
from psycopg.types.datetime import TimestamptzLoader


@cache
def loader_for(zone: tzinfo) -> type[TimestamptzLoader]:
    """What makes times in this zone of `timestamptz`."""

    class Loader(TimestamptzLoader):
        # By which Django knows that it has been told the zone.
        timezone = zone

        def load(self, data: Buffer) -> datetime:
            try:
                return datetime.fromisoformat(str(data, "ascii")).astimezone(zone)
            except ValueError:
                # Times out of Python's range: psycopg says what is wrong with them.
                return super().load(data)

    return Loader
