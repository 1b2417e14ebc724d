"""Queries that run on every page, with their SQL made once.

Making the SQL of a query costs Django several times what SQLite or PostgreSQL take to answer it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler

Found = TypeVar("Found")


class Given(Value):
    """Stands in a prepared query for what is given when it runs."""

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        """A placeholder, filled when the query runs."""
        return "%s", [self]


class Prepared(Generic[Found]):
    """A query. `build` makes it from one `Given` for each of its parameters.

    What is given must be a number, a text or a time. Nothing is prefetched.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Found]]) -> None:
        self.build = build

    def run(self, **given: int | str | datetime) -> list[Found]:
        """What the query finds: records, or rows of `values_list`. One query."""
        # SQL belongs to a connection and must end with it, so it is kept there.
        kept = vars(connections[DEFAULT_DB_ALIAS]).setdefault("prepared_queries", {})
        if self not in kept:
            kept[self] = _Kept(self.build(**{name: Given(name) for name in given}))
        found: list[Found] = kept[self].run(given)
        return found


class _Kept:
    """A query whose compiler has made its SQL, and makes it no more."""

    def __init__(self, queryset: QuerySet[Any, Any]) -> None:
        self.queryset = queryset
        self.compiler = queryset.query.get_compiler(queryset.db)
        self.sql, self.parameters = self.compiler.as_sql()
        self.given: dict[str, Any] = {}
        queryset.query.get_compiler = lambda *_, **__: self.compiler  # type: ignore[method-assign]
        self.compiler.execute_sql = self._execute

    def run(self, given: dict[str, Any]) -> list[Any]:
        self.given = given
        # The way in which a queryset makes what it finds, without keeping it.
        iterable: Any = self.queryset._iterable_class
        return list(iterable(self.queryset))

    def _execute(self, *_: Any, **__: Any) -> list[list[tuple[Any, ...]]]:
        with self.compiler.connection.cursor() as cursor:
            cursor.execute(self.sql, [self._filled(each) for each in self.parameters])
            return [cursor.fetchall()]

    def _filled(self, parameter: Any) -> Any:
        if not isinstance(parameter, Given):
            return parameter
        value = self.given[parameter.value]
        if isinstance(value, datetime):
            return self.compiler.connection.ops.adapt_datetimefield_value(value)
        return value
