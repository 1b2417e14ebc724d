"""The version numbers as this process knows them: none is used for longer than half a second."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from itertools import islice
from threading import Lock

from django.conf import settings
from django.db import close_old_connections, connection

from fitsite.page_cache.models import PageVersion, whole_of

# Seconds. With the time that a page takes to build, every process is right within one.
GOOD_FOR = 0.5
# How many parts (`thread/7`) are remembered, and how many of them are read again in one query.
PARTS = 2000
AT_ONCE = 200


class Versions:
    """Reads the numbers of wholes (`site`, `thread`) in one query, when somebody asks.

    The number of a part holds as long as the number of its whole has not moved since: both are
    raised in one transaction. Raises DatabaseError where the database does not answer, for then
    nobody knows whether a page still holds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._wholes: dict[str, int] = {}
        self._read_at = float("-inf")
        # For each part the number that its whole had when it was read, and its own.
        self._parts: dict[str, tuple[int, int]] = {}

    def wholes(self) -> dict[str, int]:
        """The present numbers of settings.PAGE_SCOPES, at most half a second old."""
        if self._clock() - self._read_at < GOOD_FOR:
            return self._wholes
        with self._lock:
            now = self._clock()
            if now - self._read_at >= GOOD_FOR:
                self._wholes, self._read_at = _read(settings.PAGE_SCOPES), now
            return self._wholes

    def number_of(self, scope: str) -> int:
        """The present number of a scope, at most half a second old."""
        wholes = self.wholes()
        if scope in wholes:
            return wholes[scope]
        known = self._parts.get(scope)
        if known is None or known[0] != wholes[whole_of(scope)]:
            return self._look_at(scope)
        return known[1]

    def are_current(self, noted: Iterable[tuple[str, int]]) -> bool:
        """Whether all of these scopes still have these numbers."""
        return all(self._is_current(scope, number) for scope, number in noted)

    def _is_current(self, scope: str, number: int) -> bool:
        known = self.number_of(scope)
        if number > known:
            # Another process has looked after this one.
            self._look_again()
            known = self.number_of(scope)
        return number == known

    def _look_again(self) -> None:
        self._read_at = float("-inf")

    def _look_at(self, scope: str) -> int:
        """Read a part, and others whose whole has moved: all that is asked for, in few queries."""
        with self._lock:
            stale = (s for s, (n, _) in self._parts.items() if n != self._wholes[whole_of(s)])
            found = _read({scope, *islice(stale, AT_ONCE), *settings.PAGE_SCOPES})
            wholes = {whole: found.pop(whole) for whole in settings.PAGE_SCOPES}
            for part, number in found.items():
                self._parts.pop(part, None)
                self._parts[part] = (wholes[whole_of(part)], number)
            while len(self._parts) > PARTS:
                del self._parts[next(iter(self._parts))]
            if wholes != self._wholes:
                self._look_again()
            return found[scope]


def _read(scopes: Iterable[str]) -> dict[str, int]:
    look_after_connection()
    numbers = dict.fromkeys(scopes, 0)
    rows = PageVersion.objects.filter(scope__in=numbers)
    return numbers | dict(rows.values_list("scope", "number"))


def look_after_connection() -> None:
    """Close one that is too old or has failed: where only kept pages are served, nobody else does.

    Within a transaction it has to stay as it is.
    """
    if not connection.in_atomic_block:
        close_old_connections()
