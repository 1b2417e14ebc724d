"""The pages that one process keeps: those used last, up to a number of bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

from fitsite.page_cache.page import Page

# A page may take this part of the room at most, so that one cannot drive out all others.
SHARE = 8


class Memory:
    """A bounded store for the threads of a process."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._pages: OrderedDict[Hashable, Page] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, key: Hashable) -> Page | None:
        """The page kept under this key, good or not."""
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: Hashable, page: Page) -> None:
        """Keep a page, in the place of those that were not asked for longest."""
        if page.size > self.limit // SHARE:
            return
        with self._lock:
            replaced = self._pages.pop(key, None)
            self._pages[key] = page
            self._size += page.size - (replaced.size if replaced else 0)
            while self._size > self.limit:
                self._size -= self._pages.popitem(last=False)[1].size
