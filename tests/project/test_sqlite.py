"""SQLite as a live site needs it: readers never wait, what was acknowledged is on the disk."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from fitsite.table_statistics import renew_table_statistics
from fitsite.worker.loop import duties
from tests.conftest import Say
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite")


def pragma(name: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("name", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 20_000)],
)
def test_each_connection_is_tuned(name: str, value: Any, db: None) -> None:
    assert pragma(name) == value


def test_the_tests_run_on_a_file_as_the_site_does(db: None) -> None:
    assert Path(connection.settings_dict["NAME"]).is_file()


def test_the_worker_has_it_look_at_tables_that_have_grown(
    say: Say, akismet: AkismetStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fitsite.table_statistics.WORTH_IT", 3)
    assert renew_table_statistics in [duty.run for duty in duties()]
    known = []
    for _ in range(7):
        say()
        renew_table_statistics()
        with connection.cursor() as cursor:
            cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'comments_comment'")
            known.append(max((int(stat.split()[0]) for (stat,) in cursor.fetchall()), default=0))
    assert known == [0, 0, 3, 3, 3, 6, 6]


@pytest.mark.django_db(transaction=True)
def test_a_transaction_claims_the_right_to_write_when_it_begins() -> None:
    other = sqlite3.connect(connection.settings_dict["NAME"], timeout=0, isolation_level=None)
    try:
        with transaction.atomic(), pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")
    finally:
        other.close()
