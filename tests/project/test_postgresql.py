"""What our backend for PostgreSQL does otherwise than Django's: fitsite/postgresql."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DataError, close_old_connections, connection, connections
from django.test import Client

from fitsite.postgresql.planning import planned_each_time

Elsewhere = Callable[..., Any]

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="about PostgreSQL"),
]


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    """Run SQL on a connection of one's own."""
    other = connections.create_connection("default")
    yield lambda sql, *values: other.cursor().execute(sql, values)
    other.close()


def test_a_connection_that_the_server_has_ended_fails_no_request(
    client: Client, elsewhere: Elsewhere
) -> None:
    assert client.get("/").status_code == 200
    elsewhere("SELECT pg_terminate_backend(%s, 5000)", connection.connection.info.backend_pid)
    # What happens between two requests.
    close_old_connections()
    assert client.get("/").status_code == 200


def test_a_connection_that_has_heard_something_goes_on(
    client: Client, elsewhere: Elsewhere
) -> None:
    assert client.get("/").status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("LISTEN news")
    pid = connection.connection.info.backend_pid
    elsewhere("NOTIFY news")
    close_old_connections()
    assert client.get("/").status_code == 200
    assert connection.connection.info.backend_pid == pid


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("2026-05-07 09:05:03.120000+00", datetime(2026, 5, 7, 9, 5, 3, 120_000, UTC)),
        ("2026-05-07 09:05:03.000001+02:30", datetime(2026, 5, 7, 6, 35, 3, 1, UTC)),
        ("0001-01-01 00:00:00+00", datetime(1, 1, 1, tzinfo=UTC)),
        ("9999-12-31 23:59:59.999999+00", datetime(9999, 12, 31, 23, 59, 59, 999_999, UTC)),
    ],
)
def test_times_come_as_they_are(sent: str, read: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::timestamptz", [sent])
        [found] = cursor.fetchone()
    assert (found, found.tzinfo) == (read, UTC)


@pytest.mark.parametrize("sent", ["infinity", "0044-03-15 10:00:00+00 BC", "10000-01-01 00:00+00"])
def test_times_that_python_does_not_know_are_no_other_times(sent: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::timestamptz", [sent])
        with pytest.raises(DataError):
            cursor.fetchone()


def test_a_query_may_be_planned_for_its_values() -> None:
    def prepared() -> int:
        with connection.cursor() as cursor:
            for _ in range(10):
                cursor.execute("SELECT %s + 1", [1])
            cursor.execute(
                "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%+ 1'"
            )
            return int(cursor.fetchone()[0])

    with planned_each_time():
        assert prepared() == 0
    assert prepared() == 1
