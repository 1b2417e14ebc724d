"""Whether PostgreSQL plans a query once for all, or each time for what is looked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


@contextmanager
def planned_each_time() -> Iterator[None]:
    """Have queries planned for the very values in them, until the block ends.

    A plan for any value suits what every page asks for alike. Of a queue that people narrow by
    whatever they like, it knows neither how frequent a value is nor which index has few of it.
    Changes nothing where the database is another one.
    """
    if connection.vendor != "postgresql":
        yield
        return
    connection.ensure_connection()
    database: Any = connection.connection
    usual, database.prepare_threshold = database.prepare_threshold, None
    try:
        yield
    finally:
        database.prepare_threshold = usual
