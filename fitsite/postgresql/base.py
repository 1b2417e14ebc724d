"""The backend's entry point, in the module where Django looks for it."""

from __future__ import annotations

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Asks a connection that is taken up again whether it lives only where there is a doubt."""

    def is_usable(self) -> bool:
        """Whether the connection still works.

        Django asks PostgreSQL before each request. A server that ends a connection says so, and an
        idle one says nothing else: as long as nothing has arrived, nothing need be asked.
        """
        if self.connection is None or self.connection.closed:
            return False
        return not self._has_heard_something() or super().is_usable()

    def _has_heard_something(self) -> bool:
        arrived = select.poll()
        arrived.register(self.connection.fileno(), select.POLLIN)
        return bool(arrived.poll(0))
