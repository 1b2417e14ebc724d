"""Connections to PostgreSQL that have ended or heard something while nobody used them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import close_old_connections, connection, connections
from django.test import Client

Elsewhere = Callable[..., Any]

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no connections."),
]


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    """Run SQL on a connection of one's own."""
    other = connections.create_connection("default")
    yield lambda sql, *values: other.cursor().execute(sql, values)
    other.close()


def test_one_that_the_server_has_ended_fails_no_request(
    client: Client, elsewhere: Elsewhere
) -> None:
    assert client.get("/").status_code == 200
    elsewhere("SELECT pg_terminate_backend(%s)", connection.connection.info.backend_pid)
    # What happens between two requests.
    close_old_connections()
    assert client.get("/").status_code == 200


def test_one_that_has_heard_something_goes_on(client: Client, elsewhere: Elsewhere) -> None:
    assert client.get("/").status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("LISTEN news")
    pid = connection.connection.info.backend_pid
    elsewhere("NOTIFY news")
    close_old_connections()
    assert client.get("/").status_code == 200
    assert connection.connection.info.backend_pid == pid
