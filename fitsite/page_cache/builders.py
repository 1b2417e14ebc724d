"""One builder for each page, and one at a time: the others wait for it a while."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from threading import Event, Lock

# Seconds. Whoever has waited so long builds the page, too.
PATIENCE = 2.0
# Who builds another page waits no longer than most pages take.
TURN_PATIENCE = 0.1


class Builders:
    """Who builds what in this process."""

    def __init__(self) -> None:
        self._lock, self._turn = Lock(), Lock()
        self._under_way: dict[Hashable, Event] = {}

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Build while no other thread does, or after a while anyhow.

        Python runs one thread at a time. Threads that take Python from each other at every query
        cost a third more than one after the other.
        """
        has_turn = self._turn.acquire(timeout=TURN_PATIENCE)
        try:
            yield
        finally:
            if has_turn:
                self._turn.release()

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
