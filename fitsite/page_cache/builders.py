"""One builder for each page: the others wait for it a while."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from threading import Event, Lock

# Seconds. Whoever has waited so long builds the page, too.
PATIENCE = 2.0


class Builders:
    """Who builds what in this process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._under_way: dict[Hashable, Event] = {}

    @contextmanager
    def queue(self, key: Hashable) -> Iterator[None]:
        """Be the builder of a page, or wait for the one; look then whether there is one by now."""
        with self._lock:
            other = self._under_way.get(key)
            if other is None:
                done = self._under_way[key] = Event()
        if other is not None:
            other.wait(PATIENCE)
            yield
            return
        try:
            yield
        finally:
            with self._lock:
                del self._under_way[key]
            done.set()
