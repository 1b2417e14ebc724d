"""Queries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

from fitsite.prepared.statement import Parameter, Statement, kept, singly, stand_ins

Found = TypeVar("Found")
# Databases take 500 parts in one query.
MOST_TOGETHER = 200


class Prepared(Generic[Found]):
    """A query. `build` makes it from one `Given` for each of its parameters.

    What is given must be a number, a text, a time, a UUID or a dict for a JSONField, or a list of
    these, for which `build` gets a list as long: each length has SQL of its own. Nothing is
    prefetched.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Found]]) -> None:
        self.build = build

    def run(self, **given: Parameter | Sequence[Parameter]) -> list[Found]:
        """What the query finds: records, or rows of `values_list`. One query."""
        found: list[Found] = self.statement(given).run(singly(given))
        return found

    def statement(self, given: Mapping[str, Any]) -> _Select:
        """The query with its SQL, for this connection and what is given to it."""
        lengths = (len(value) for value in given.values() if isinstance(value, list | tuple))
        return kept((self, *lengths), lambda: _Select(self.build(**stand_ins(given))))


# A prepared query, and what it is to be filled with.
Question = tuple[Prepared[Any], Mapping[str, Any]]


def together(questions: Sequence[Question]) -> list[list[tuple[Any, ...]]]:
    """Ask many small questions in one query; their rows must be alike.

    Gives what each of them finds, in their order: rows as the database has them.
    """
    found: list[list[tuple[Any, ...]]] = [[] for _ in questions]
    for at in range(0, len(questions), MOST_TOGETHER):
        for number, *row in _fetch_together(questions[at : at + MOST_TOGETHER]):
            found[at + number].append(tuple(row))
    return found


def _fetch_together(questions: Sequence[Question]) -> list[tuple[Any, ...]]:
    parts: list[str] = []
    values: list[Any] = []
    for number, (prepared, given) in enumerate(questions):
        statement = prepared.statement(given)
        parts.append(f"SELECT {number} AS n, part.* FROM ({statement.sql}) AS part")  # noqa: S608
        values += statement.filled(singly(given))
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return list(cursor.fetchall())


class _Select(Statement):
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

    def _execute(self, *_: Any, **__: Any) -> list[list[tuple[Any, ...]]]:
        with self.compiler.connection.cursor() as cursor:
            cursor.execute(self.sql, self.filled(self.given))
            return [list(cursor.fetchall())]
