"""The site behind its page cache, asked the way a web server asks it."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import pytest
from django.core.handlers.wsgi import WSGIHandler
from pytest_django import Settings

from fitsite.page_cache.wsgi import PageCache


def nowhere(chunk: bytes) -> None:
    """What an application may write to, and ours does not."""


@dataclass(frozen=True)
class Answer:
    """What came back. Whoever had the page made finds the name of the request in it."""

    status: str
    headers: dict[str, str]
    body: bytes

    @property
    def was_kept(self) -> bool:
        return "X-Request-ID" not in self.headers

    @property
    def text(self) -> str:
        zipped = self.headers.get("Content-Encoding") == "gzip"
        return (gzip.decompress(self.body) if zipped else self.body).decode()


class Site:
    """One web process. Its clock stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = 0.0
        self.cache = PageCache(WSGIHandler(), clock=lambda: self.now)
        # Complains of whatever the rules for web servers and applications forbid.
        self.application = validator(self.cache)

    def get(self, address: str = "/", method: str = "GET", **environ: str) -> Answer:
        path, _, query = address.partition("?")
        asked = {
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "REQUEST_METHOD": method,
            "HTTP_HOST": "localhost",
        }
        asked |= {"QUERY_STRING": query, "REMOTE_ADDR": "192.0.2.1"} | environ
        setup_testing_defaults(asked)
        said: list[tuple[Any, ...]] = []

        def start_response(*given: Any) -> Callable[[bytes], None]:
            said.append(given)
            return nowhere

        chunks: Any = self.application(asked, start_response)
        body = b"".join(chunks)
        chunks.close()
        status, headers = said[-1][:2]
        return Answer(status, dict(headers), body)

    def a_moment_later(self) -> None:
        """Half a second passes, after which the numbers are read anew."""
        self.now += 0.5


@pytest.fixture
def keep_pages(settings: Settings) -> None:
    settings.PAGE_CACHE_MB = 16
    settings.ALLOWED_HOSTS = ["localhost", "other.example"]


@pytest.fixture
def make_site(transactional_db: None, keep_pages: None) -> Callable[[], Site]:
    return Site


@pytest.fixture
def site(make_site: Callable[[], Site]) -> Site:
    return make_site()
