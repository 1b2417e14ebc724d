"""SQL with places to be filled, made once for each connection and kept with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Value
from django.db.models.sql.compiler import SQLCompiler

Made = TypeVar("Made")
Parameter = int | float | str | datetime | UUID | dict[str, Any] | None


class Given(Value):
    """Stands in a prepared query for what is given when it runs."""

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        """A placeholder, filled when the query runs."""
        return "%s", [self]


class Statement:
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


def kept(key: Any, make: Callable[[], Made]) -> Made:
    """What was made for this key and this connection. SQL belongs to a connection and ends with it.

    Needs a `make` that always gives the same for one key.
    """
    store: dict[Any, Any]
    store = vars(connections[DEFAULT_DB_ALIAS]).setdefault("prepared_queries", {})
    if key not in store:
        store[key] = make()
    found: Made = store[key]
    return found


def stand_ins(given: Mapping[str, Any]) -> dict[str, Given | list[Given]]:
    """What a query is built from in place of what will be given; for a list one of its length."""
    return {
        name: [Given(f"{name}.{at}") for at in range(len(value))]
        if isinstance(value, list | tuple)
        else Given(name)
        for name, value in given.items()
    }


def singly(given: Mapping[str, Any]) -> dict[str, Any]:
    """Each value by the name of what stands for it."""
    values: dict[str, Any] = {}
    for name, value in given.items():
        if isinstance(value, list | tuple):
            values.update((f"{name}.{at}", each) for at, each in enumerate(value))
        else:
            values[name] = value
    return values


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
