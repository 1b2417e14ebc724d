"""Queries that run on every page, with their SQL made once.

Making the SQL of a query costs Django several times what SQLite or PostgreSQL take to answer it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler


class Given(Value):
    """Stands in a prepared query for what is given when it runs."""

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        """A placeholder, which `Prepared` fills."""
        return "%s", [self]


class Prepared:
    """A query by `values_list`. `build` makes it from one `Given` for each of its parameters.

    What is given must be a number or a text, as the database stores it: no date, no object.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self.build = build

    def rows(self, **given: int | str) -> list[tuple[Any, ...]]:
        """Run it: one query. The rows are what `values_list` would give."""
        connection = connections[DEFAULT_DB_ALIAS]
        compiler, sql, parameters = self._made(connection, given)
        with connection.cursor() as cursor:
            cursor.execute(
                sql, [given[each.value] if isinstance(each, Given) else each for each in parameters]
            )
            found = cursor.fetchall()
        return [tuple(row) for row in compiler.results_iter(results=[found])]

    def _made(
        self, connection: BaseDatabaseWrapper, given: dict[str, int | str]
    ) -> tuple[SQLCompiler, str, tuple[Any, ...]]:
        # A compiler belongs to a connection and must end with it, so it is kept there.
        kept = vars(connection).setdefault("prepared_queries", {})
        if self not in kept:
            query = self.build(**{name: Given(name) for name in given}).query
            compiler = query.get_compiler(connection=connection)
            kept[self] = (compiler, *compiler.as_sql())
        made: tuple[SQLCompiler, str, tuple[Any, ...]] = kept[self]
        return made
