"""Redis as a store that all processes share; the site does without it where it is away."""

from __future__ import annotations

import logging
import struct
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from typing import TypeVar

from django.conf import settings
from django.core.cache import caches

from fitsite.page_cache.asking import Key
from fitsite.page_cache.fingerprint import fingerprint
from fitsite.page_cache.page import Page

logger = logging.getLogger(__name__)
REDIS = "django.core.cache.backends.redis.RedisCache"
# Seconds: how long nobody asks a Redis that did not answer, and how long one may take to build a
# page before another begins.
LEFT_ALONE = 5.0
CLAIM = 5
# Seconds: how long a page with parameters stays, of which anybody can ask for any number.
WITH_PARAMETERS = 60
# Seconds: how long a process waits for the page that another builds, and between two looks.
PATIENCE = 2.0
PAUSE = 0.02
R = TypeVar("R")


class SecondLevel:
    """Pages, under their keys and the release that made them, and claims to build one."""

    @classmethod
    def configured(cls) -> SecondLevel | None:
        """The one that CACHE_URL names; None where each process has only its own memory."""
        return cls() if settings.CACHES["default"]["BACKEND"] == REDIS else None

    def __init__(self) -> None:
        # One for all threads: its pool of connections is made for that.
        self._cache = caches["default"]
        self._is_away, self._away_until = False, 0.0
        # Now, since the files may be those of the next release before this process ends.
        self._made_by = fingerprint()

    @contextmanager
    def queue(self, key: Key, good: Callable[[Page | None], Page | None]) -> Iterator[Page | None]:
        """The page, if another process has built it or does so now; None where this one has to.

        One process at a time has to, and the others wait for it a while.
        """
        page, is_ours = self._wait_for(key, good)
        try:
            yield page
        finally:
            if is_ours:
                self._release(key)

    def put(self, key: Key, page: Page) -> None:
        """Keep a page until it is over, or until few will ask for it."""
        left = max(1, int(page.until - time.time()))
        seconds = min(left, WITH_PARAMETERS) if key.query else left
        name = self._name("page", key)
        self._ask(lambda: self._cache.set(name, page.to_bytes(), seconds), None)

    def _wait_for(
        self, key: Key, good: Callable[[Page | None], Page | None]
    ) -> tuple[Page | None, bool]:
        patience_ends = time.monotonic() + PATIENCE
        while True:
            if page := good(self._get(key)):
                return page, False
            if self._claim(key):
                # Whoever had it may have finished since we looked.
                return good(self._get(key)), True
            if time.monotonic() > patience_ends:
                return None, False
            time.sleep(PAUSE)

    def _get(self, key: Key) -> Page | None:
        stored = self._ask(lambda: self._cache.get(self._name("page", key)), None)
        try:
            return Page.from_bytes(stored) if isinstance(stored, bytes) else None
        except (ValueError, TypeError, OSError, EOFError, struct.error, zlib.error) as error:
            logger.warning("A page in the cache cannot be read (%s); it is built anew", error)
            return None

    def _claim(self, key: Key) -> bool:
        # Where nobody can tell, everybody builds.
        return self._ask(lambda: self._cache.add(self._name("claim", key), 1, CLAIM), True)

    def _release(self, key: Key) -> None:
        self._ask(lambda: self._cache.delete(self._name("claim", key)), False)

    def _ask(self, question: Callable[[], R], otherwise: R) -> R:
        if time.monotonic() < self._away_until:
            return otherwise
        try:
            answer = question()
        except Exception as error:  # Each kind of cache has errors of its own.
            if not self._is_away:
                logger.warning("The cache does not answer (%s); pages are built without it", error)
            self._is_away, self._away_until = True, time.monotonic() + LEFT_ALONE
            return otherwise
        self._is_away = False
        return answer

    def _name(self, kind: str, key: Key) -> str:
        digest = blake2b(repr(key).encode(), digest_size=16).hexdigest()
        return f"{kind}:{self._made_by}:{digest}"
