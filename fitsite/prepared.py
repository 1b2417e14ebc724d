"""Queries that run on every page, with their SQL made once.

Making the SQL of a query costs Django several times what SQLite or PostgreSQL take to answer it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet, Value
from django.db.models.sql import UpdateQuery
from django.db.models.sql.compiler import SQLCompiler

Found = TypeVar("Found")
Parameter = int | float | str | datetime
# Databases take 500 parts in one query.
MOST_TOGETHER = 200


class Given(Value):
    """Stands in a prepared query for what is given when it runs."""

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        """A placeholder, filled when the query runs."""
        return "%s", [self]


class Prepared(Generic[Found]):
    """A query. `build` makes it from one `Given` for each of its parameters.

    What is given must be a number, a text or a time, or a list of these, for which `build` gets a
    list as long: each length has SQL of its own. Nothing is prefetched.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Found]]) -> None:
        self.build = build

    def run(self, **given: Parameter | Sequence[Parameter]) -> list[Found]:
        """What the query finds: records, or rows of `values_list`. One query."""
        found: list[Found] = _statement(self, given).run(_singly(given))
        return found

    def run_each(self, times: Sequence[Mapping[str, Parameter]]) -> Iterator[tuple[Any, ...]]:
        """Ask the same small question many times in one query, each time with other values.

        Gives rows as the database has them, each behind the number of its time.
        """
        for at in range(0, len(times), MOST_TOGETHER):
            some = times[at : at + MOST_TOGETHER]
            for number, *row in _statement(self, some[0]).run_each(some):
                yield (at + number, *row)

    def make(self, stand_ins: Mapping[str, Any]) -> _Select:
        """The query with its SQL, for one connection."""
        return _Select(self.build(**stand_ins))


class PreparedUpdate:
    """An update. `build` makes of its parameters the rows, and what their columns become.

    Nothing that `update()` of the queryset does beside the database is done.
    """

    def __init__(self, build: Callable[..., tuple[QuerySet[Any, Any], dict[str, Any]]]) -> None:
        self.build = build

    def run(self, **given: Parameter) -> int:
        """How many rows there were. One query."""
        changed: int = _statement(self, given).run(given)
        return changed

    def make(self, stand_ins: Mapping[str, Any]) -> _Update:
        """The update with its SQL, for one connection."""
        return _Update(*self.build(**stand_ins))


def _statement(prepared: Prepared[Any] | PreparedUpdate, given: Mapping[str, Any]) -> Any:
    # SQL belongs to a connection and must end with it, so it is kept there.
    kept = vars(connections[DEFAULT_DB_ALIAS]).setdefault("prepared_queries", {})
    shape = (prepared, *(len(value) for value in given.values() if isinstance(value, list | tuple)))
    if shape not in kept:
        kept[shape] = prepared.make(_stand_ins(given))
    return kept[shape]


class _Statement:
    """SQL that a compiler has made, to be filled."""

    def __init__(self, compiler: SQLCompiler) -> None:
        self.compiler: Any = compiler
        self.sql: str
        self.parameters: Sequence[Any]
        self.sql, self.parameters = compiler.as_sql()

    def _filled(self, given: Mapping[str, Any]) -> list[Any]:
        values: list[Any] = [
            given[each.value] if isinstance(each, Given) else each for each in self.parameters
        ]
        adapted = self.compiler.connection.ops.adapt_datetimefield_value
        return [adapted(value) if isinstance(value, datetime) else value for value in values]


class _Update(_Statement):
    def __init__(self, rows: QuerySet[Any, Any], becoming: dict[str, Any]) -> None:
        query: Any = rows.query.chain(UpdateQuery)
        query.add_update_values(becoming)
        super().__init__(query.get_compiler(rows.db))

    def run(self, given: Mapping[str, Any]) -> int:
        with self.compiler.connection.cursor() as cursor:
            cursor.execute(self.sql, self._filled(given))
            return int(cursor.rowcount)


class _Select(_Statement):
    """A query whose compiler has made its SQL and looked at its columns, and does so no more."""

    def __init__(self, queryset: QuerySet[Any, Any]) -> None:
        super().__init__(queryset.query.get_compiler(queryset.db))
        self.queryset = queryset
        self.given: dict[str, Any] = {}
        converters = self.compiler.get_converters([column for column, *_ in self.compiler.select])
        self.compiler.get_converters = lambda _: converters
        queryset.query.get_compiler = lambda *_, **__: self.compiler  # type: ignore[method-assign]
        self.compiler.execute_sql = self._execute

    def run(self, given: dict[str, Any]) -> list[Any]:
        self.given = given
        # The way in which a queryset makes what it finds, without keeping it.
        iterable: Any = self.queryset._iterable_class
        return list(iterable(self.queryset))

    def run_each(self, times: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
        parts = [f"SELECT {n} AS n, part.* FROM ({self.sql}) AS part" for n in range(len(times))]  # noqa: S608
        values = [value for given in times for value in self._filled(given)]
        return self._fetch(" UNION ALL ".join(parts), values)

    def _execute(self, *_: Any, **__: Any) -> list[list[tuple[Any, ...]]]:
        return [self._fetch(self.sql, self._filled(self.given))]

    def _fetch(self, sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
        with self.compiler.connection.cursor() as cursor:
            cursor.execute(sql, values)
            return list(cursor.fetchall())


def _stand_ins(given: Mapping[str, Any]) -> dict[str, Given | list[Given]]:
    return {
        name: [Given(f"{name}.{at}") for at in range(len(value))]
        if isinstance(value, list | tuple)
        else Given(name)
        for name, value in given.items()
    }


def _singly(given: Mapping[str, Any]) -> dict[str, Any]:
    """Each value by the name of what stands for it."""
    values: dict[str, Any] = {}
    for name, value in given.items():
        if isinstance(value, list | tuple):
            values.update((f"{name}.{at}", each) for at, each in enumerate(value))
        else:
            values[name] = value
    return values
