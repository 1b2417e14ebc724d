"""The backend's entry point, in the module where Django looks for it."""

from __future__ import annotations

import select
from typing import Any

from django.db.backends.postgresql import base

from fitsite.postgresql.times import loader_for


class DatabaseWrapper(base.DatabaseWrapper):
    """Does as Django's does, with less of what each request pays for."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """One that reads times quickly."""
        connection = super().get_new_connection(conn_params)
        connection.adapters.register_loader("timestamptz", loader_for(self.timezone))
        return connection

    def is_usable(self) -> bool:
        """Whether the connection still works.

        Django asks PostgreSQL before each request. A server that ends a connection says so, and an
        idle one says nothing else: as long as nothing has arrived and nothing went wrong, nothing
        need be asked. What a network forgets without a word is not noticed; CONN_MAX_AGE bounds it.
        """
        if self.connection is None or self.connection.closed:
            return False
        if self.errors_occurred or self._has_heard_something():
            return bool(super().is_usable())
        return True

    def _has_heard_something(self) -> bool:
        arrived = select.poll()
        arrived.register(self.connection.fileno(), select.POLLIN)
        return bool(arrived.poll(0))
