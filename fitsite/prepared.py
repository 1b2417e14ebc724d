"""Queries that run on every page, with their SQL made once.

Making the SQL of a query costs Django several times what SQLite or PostgreSQL take to answer it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, QuerySet, Value
from django.db.models.sql import InsertQuery, UpdateQuery
from django.db.models.sql.compiler import SQLCompiler

Found = TypeVar("Found")
Stored = TypeVar("Stored", bound=Model)
Parameter = int | float | str | datetime | UUID | dict[str, Any] | None
# Databases take 500 parts in one query.
MOST_TOGETHER = 200


class Given(Value):
    """Stands in a prepared query for what is given when it runs."""

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        """A placeholder, filled when the query runs."""
        return "%s", [self]


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
        found: list[Found] = _statement(self, given).run(_singly(given))
        return found

    def make(self, stand_ins: Mapping[str, Any]) -> _Select:
        """The query with its SQL, for one connection."""
        return _Select(self.build(**stand_ins))


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
        statement = _statement(prepared, given)
        parts.append(f"SELECT {number} AS n, part.* FROM ({statement.sql}) AS part")  # noqa: S608
        values += statement.filled(_singly(given))
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return list(cursor.fetchall())


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


def insert(record: Stored) -> Stored:
    """Store a new record and give it its primary key, as `save()` does; returns it. One query.

    Nothing that `save()` does beside the database is done: no signal, no override.
    """
    kept = _kept()
    model = type(record)
    if model not in kept:
        kept[model] = _Insert(model)
    kept[model].run(record)
    return record


def _kept() -> dict[Any, Any]:
    # SQL belongs to a connection and must end with it, so it is kept there.
    kept: dict[Any, Any] = vars(connections[DEFAULT_DB_ALIAS]).setdefault("prepared_queries", {})
    return kept


def _statement(prepared: Prepared[Any] | PreparedUpdate, given: Mapping[str, Any]) -> Any:
    kept = _kept()
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

    def filled(self, given: Mapping[str, Any]) -> list[Any]:
        """The values of all placeholders, as the database takes them."""
        values: list[Any] = [
            given[each.value] if isinstance(each, Given) else each for each in self.parameters
        ]
        return [_adapted(value, self.compiler.connection) for value in values]


def _adapted(value: Any, connection: BaseDatabaseWrapper) -> Any:
    # What fields do to these before they give them to a database.
    match value:
        case datetime():
            return connection.ops.adapt_datetimefield_value(value)
        case UUID() if not connection.features.has_native_uuid_field:
            return value.hex
        case dict():
            return connection.ops.adapt_json_value(value, None)
    return value


class _Update(_Statement):
    def __init__(self, rows: QuerySet[Any, Any], becoming: dict[str, Any]) -> None:
        query: Any = rows.query.chain(UpdateQuery)
        query.add_update_values(becoming)
        super().__init__(query.get_compiler(rows.db))

    def run(self, given: Mapping[str, Any]) -> int:
        with self.compiler.connection.cursor() as cursor:
            cursor.execute(self.sql, self.filled(given))
            return int(cursor.rowcount)


class _Insert:
    """An insert of one record, whose compiler has made its SQL and only fills it from now on."""

    def __init__(self, model: type[Model]) -> None:
        meta = model._meta
        self.fields: list[Any] = [
            field
            for field in meta.local_concrete_fields
            if not field.generated and field is not meta.auto_field
        ]
        self.returned: list[Any] = meta.db_returning_fields
        query = InsertQuery(model)
        query.insert_values(self.fields, [model()])
        self.compiler: Any = query.get_compiler(DEFAULT_DB_ALIAS)
        self.compiler.returning_fields = self.returned
        [(self.sql, _)] = self.compiler.as_sql()

    def run(self, record: Model) -> None:
        connection = self.compiler.connection
        values = [
            field.get_db_prep_save(field.pre_save(record, add=True), connection)
            for field in self.fields
        ]
        self.compiler.as_sql = lambda: [(self.sql, values)]
        [found] = self.compiler.execute_sql(self.returned)
        for field, value in zip(self.returned, found, strict=True):
            setattr(record, field.attname, value)
        record._state.adding, record._state.db = False, DEFAULT_DB_ALIAS


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

    def _execute(self, *_: Any, **__: Any) -> list[list[tuple[Any, ...]]]:
        with self.compiler.connection.cursor() as cursor:
            cursor.execute(self.sql, self.filled(self.given))
            return [list(cursor.fetchall())]


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
