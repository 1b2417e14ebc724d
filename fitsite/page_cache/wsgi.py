"""The page cache in front of Django: who asks for a page that is kept is answered without it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db import DatabaseError

from fitsite.page_cache.asking import Environ, Key, key_of, parameters_of
from fitsite.page_cache.builders import Builders
from fitsite.page_cache.building import Application, build
from fitsite.page_cache.memory import Memory
from fitsite.page_cache.models import SITE
from fitsite.page_cache.page import Answer, Page
from fitsite.page_cache.second_level import SecondLevel
from fitsite.page_cache.sharing import Terms
from fitsite.page_cache.turns import Turns
from fitsite.page_cache.versions import Versions

logger = logging.getLogger(__name__)


class PageCache:
    """Answers with pages that are kept, and asks Django for all others.

    A hit costs no query, apart from one in half a second for all hits. Whatever fails here is
    logged, and Django is asked. Nothing is served whose version cannot be looked up.
    """

    def __init__(self, django: Application, clock: Callable[[], float] = time.monotonic) -> None:
        self.django = django
        self.memory = Memory(settings.PAGE_CACHE_MB * 1_000_000)
        self.second = SecondLevel.configured() if self.memory.limit else None
        self.builders, self.versions = Builders(), Versions(clock)
        self.turns = Turns()

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        try:
            answer = self._answer(environ)
        except DatabaseError:
            answer = None  # Django finds out as well, and says so.
        except Exception:
            logger.exception("The page cache failed; the page is made without it")
            answer = None
        if answer is None:
            return self.django(environ, start_response)
        status, headers, body = answer
        start_response(status, headers)
        return body

    def _answer(self, environ: Environ) -> Answer | None:
        """What to answer; None where Django is to be asked as if nothing stood before it."""
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return None
        key = key_of(environ)
        if key is None:
            return None
        if page := self._good(self.memory.get(key)):
            return page.answer(environ)
        if parameters_of(key.path) is None:
            return None
        if not self.memory.limit:
            return self._build(key, environ)
        return self._build_once(key, environ)

    def _good(self, page: Page | None) -> Page | None:
        is_good = page and time.time() < page.until and self.versions.are_current(page.versions)
        return page if is_good else None

    def _build_once(self, key: Key, environ: Environ) -> Answer:
        with self.builders.queue(key):
            if page := self._good(self.memory.get(key)):
                return page.answer(environ)
            if self.second is None:
                return self._build(key, environ)
            with self.second.queue(key, self._good) as page:
                if page is None:
                    return self._build(key, environ)
                self.memory.put(key, page)
                return page.answer(environ)

    def _build(self, key: Key, environ: Environ) -> Answer:
        """Have Django make the page, and keep it if it may be shared."""
        with self.builders.turn():
            answer, page = build(self.django, environ, key, self._terms())
        if page and page.until:
            self.memory.put(key, page)
            if self.second:
                self.second.put(key, page)
        return answer

    def _terms(self) -> Terms | None:
        if not self.memory.limit:
            return None
        # Numbers and turns come first, what they stand for after them: a change in between makes
        # the page too old at once, never too good.
        terms = Terms(self.versions, began=time.time())
        terms.until = self.turns.next_after(terms.began, terms.versions[SITE])
        return terms
