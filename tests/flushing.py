"""Empties the database after a test that commits, in a tenth of the time that Django takes.

Django works out all permissions, and we all groups, whenever tables were emptied. They are always
the same: here the rows that migrating left are kept, and put back.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management.commands import flush
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

Rows = dict[str, list[tuple[Any, ...]]]


@pytest.fixture(scope="session", autouse=True)
def rows_are_put_back(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Whenever tables are emptied, fill them as migrating did."""
    with django_db_blocker.unblock():
        left = rows()

    def put_back(verbosity: int, interactive: bool, db: str) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for table, kept in left.items():
                places = ", ".join(["%s"] * len(kept[0]))
                name = connection.ops.quote_name(table)
                cursor.executemany(f"INSERT INTO {name} VALUES ({places})", kept)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush, "emit_post_migrate_signal", put_back)
        yield


def rows() -> Rows:
    """All rows of the tables that are emptied after a test, table by table."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            if several := cursor.fetchall():
                found[table] = several
    return found
