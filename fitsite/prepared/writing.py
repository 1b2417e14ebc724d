"""What stores and changes rows, one by one or several in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Any, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet
from django.db.models.sql import InsertQuery, UpdateQuery

from fitsite.prepared.statement import Parameter, Statement, kept, stand_ins

Stored = TypeVar("Stored", bound=Model)


class Write(NamedTuple):
    """One statement that writes, filled and not yet run."""

    sql: str
    values: Sequence[Any]


def carry_out(writes: Sequence[Write]) -> None:
    """Run them in this order; nobody looks at what each of them answers.

    PostgreSQL gets all in one message: to wait for each answer costs more than what it answers.
    One that fails fails all, so several need a transaction. Nothing is done about rows that an
    update did not find.
    """
    if not writes:
        return
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "postgresql" and len(writes) > 1:
        with _cursor_for_several(connection) as cursor:
            # Filled one by one: psycopg remembers how to fill each, but not one as long as all.
            with connection.wrap_database_errors:
                filled = [cursor.mogrify(*write) for write in writes]
            cursor.execute(";\n".join(filled))
        return
    with connection.cursor() as cursor:
        for write in writes:
            cursor.execute(*write)


@contextmanager
def _cursor_for_several(connection: Any) -> Iterator[Any]:
    # Only statements that were filled on this side can go in one message.
    from django.db.backends.postgresql import base  # noqa: PLC0415 - needs psycopg

    cursor_class: Any = base.Cursor
    connection.ensure_connection()
    with connection.wrap_database_errors:
        filled_here = cursor_class(connection.connection)
    with closing(connection._prepare_cursor(filled_here)) as cursor:
        yield cursor


class PreparedUpdate:
    """An update. `build` makes of its parameters the rows, and what their columns become.

    Nothing that `update()` of the queryset does beside the database is done.
    """

    def __init__(self, build: Callable[..., tuple[QuerySet[Any, Any], dict[str, Any]]]) -> None:
        self.build = build

    def run(self, **given: Parameter) -> int:
        """How many rows there were. One query."""
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(*self.write(**given))
            return int(cursor.rowcount)

    def write(self, **given: Parameter) -> Write:
        """The update, filled."""
        statement = kept(self, lambda: _compiled(*self.build(**stand_ins(given))))
        return Write(statement.sql, statement.filled(given))


def _compiled(rows: QuerySet[Any, Any], becoming: dict[str, Any]) -> Statement:
    query: Any = rows.query.chain(UpdateQuery)
    query.add_update_values(becoming)
    return Statement(query.get_compiler(rows.db))


class PreparedUpsert:
    """A row with a key of its own: stored if it is not there, changed if it is.

    `becoming` says in SQL, by column, what a stored row becomes of what it has (`{kept}`) and of
    what it would have if it were new (`{new}`). Two at once on a row that is not there both count.
    """

    def __init__(self, model: type[Model], key: Sequence[str], **becoming: str) -> None:
        self.model, self.key, self.becoming = model, key, becoming

    def run(self, **values: Any) -> None:
        """Store or change it. One query."""
        carry_out([self.write(**values)])

    def write(self, **values: Any) -> Write:
        """The statement, filled with the values of the row as it would be if it were new.

        These are named as its attributes are: `article_id`, not `article`.
        """
        insertion, sql = kept(self, self._compiled)
        return Write(sql, insertion.filled(values))

    def _compiled(self) -> tuple[_Insertion, str]:
        insertion = _Insertion(self.model, has_key=self.model._meta.auto_field is None)
        return insertion, insertion.sql + self._on_conflict()

    def _on_conflict(self) -> str:
        quote = connections[DEFAULT_DB_ALIAS].ops.quote_name
        meta: Any = self.model._meta
        columns = {name: quote(meta.get_field(name).column) for name in (*self.key, *self.becoming)}
        changes = (
            f"{columns[name]} = "
            + how.format(
                kept=f"{quote(meta.db_table)}.{columns[name]}", new=f"EXCLUDED.{columns[name]}"
            )
            for name, how in self.becoming.items()
        )
        keys = ", ".join(columns[name] for name in self.key)
        return f" ON CONFLICT ({keys}) DO UPDATE SET {', '.join(changes)}"


def insert(record: Stored) -> Stored:
    """Store a new record and give it its primary key, as `save()` does; returns it. One query.

    Nothing that `save()` does beside the database is done: no signal, no override.
    """
    _insertion(record, returns=True).run(record)
    _is_stored(record)
    return record


def storing(record: Model) -> Write:
    """What stores a record when it is carried out; the record counts as stored from now on.

    It does not get to know its primary key, if it has none yet: see `next_ids`.
    """
    write = _insertion(record, returns=False).write(record)
    _is_stored(record)
    return write


def next_ids(*models: type[Model]) -> list[int]:
    """A primary key for a new record of each model, before it is stored. One query.

    Needs a transaction that lasts until they are stored: SQLite gives the next one, which nobody
    else can take while this transaction writes.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    tables = [model._meta.db_table for model in models]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            each = ", ".join(["nextval(pg_get_serial_sequence(%s, 'id'))"] * len(tables))
            cursor.execute(f"SELECT {each}", tables)
            return list(cursor.fetchone())
        places = ", ".join(["%s"] * len(tables))
        cursor.execute(f"SELECT name, seq FROM sqlite_sequence WHERE name IN ({places})", tables)  # noqa: S608
        last = dict(cursor.fetchall())
    return [last.get(table, 0) + 1 for table in tables]


def _insertion(record: Model, *, returns: bool) -> _Insertion:
    has_key = record.pk is not None
    model = type(record)
    return kept(
        (_Insertion, model, has_key, returns),
        lambda: _Insertion(model, has_key=has_key, returns=returns),
    )


def _is_stored(record: Model) -> None:
    record._state.adding, record._state.db = False, DEFAULT_DB_ALIAS


class _Insertion:
    """An insert of one record, whose compiler has made its SQL and only fills it from now on."""

    def __init__(self, model: type[Model], *, has_key: bool, returns: bool = False) -> None:
        self.model, meta = model, model._meta
        self.fields: list[Any] = [
            field
            for field in meta.local_concrete_fields
            if not field.generated and (has_key or field is not meta.auto_field)
        ]
        self.names = {field.attname for field in self.fields}
        self.returned: list[Any] = list(meta.db_returning_fields) if returns else []
        query = InsertQuery(model)
        query.insert_values(self.fields, [model()])
        self.compiler: Any = query.get_compiler(DEFAULT_DB_ALIAS)
        self.compiler.returning_fields = self.returned
        [(self.sql, _)] = self.compiler.as_sql()

    def write(self, record: Model) -> Write:
        """The statement, filled."""
        return Write(
            self.sql, self._adapted(field.pre_save(record, add=True) for field in self.fields)
        )

    def filled(self, values: Mapping[str, Any]) -> list[Any]:
        """The values of all columns, of which these are some; the others have their defaults.

        No field is asked what it makes of them before they are stored (`pre_save`). Raises
        TypeError for a name that is no column's.
        """
        if unknown := values.keys() - self.names:
            raise TypeError(f"{self.model.__name__} has no {', '.join(sorted(unknown))}.")
        return self._adapted(
            values[field.attname] if field.attname in values else field.get_default()
            for field in self.fields
        )

    def _adapted(self, values: Iterable[Any]) -> list[Any]:
        connection = self.compiler.connection
        return [
            field.get_db_prep_save(value, connection)
            for field, value in zip(self.fields, values, strict=True)
        ]

    def run(self, record: Model) -> None:
        """Store the record, and give it what the database has made of it."""
        self.compiler.as_sql = lambda: [self.write(record)]
        [found] = self.compiler.execute_sql(self.returned)
        for field, value in zip(self.returned, found, strict=True):
            setattr(record, field.attname, value)
