"""The site behind its page cache, asked the way a web server asks it."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import pytest
from django.core.cache import caches
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, connections
from pytest_django import DjangoDbBlocker, Settings

from fitsite.page_cache.asking import parameters_of
from fitsite.page_cache.fingerprint import fingerprint
from fitsite.page_cache.wsgi import PageCache
from tests.page_cache.redis_server import REDIS_URL, redis_answers


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
        cache = PageCache(WSGIHandler(), clock=lambda: self.now)
        # Complains of whatever the rules for web servers and applications forbid.
        self._application = validator(cache)

    def get(self, address: str = "/", method: str = "GET", **environ: str) -> Answer:
        path, _, query = address.partition("?")
        asked = {"REQUEST_METHOD": method, "HTTP_HOST": "localhost", "REMOTE_ADDR": "192.0.2.1"}
        asked |= {"SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": query} | environ
        setup_testing_defaults(asked)
        said: list[tuple[Any, ...]] = []

        def start_response(*given: Any) -> Callable[[bytes], None]:
            said.append(given)
            return nowhere

        with within_the_transaction():
            chunks: Any = self._application(asked, start_response)
            body = b"".join(chunks)
            chunks.close()
        status, headers = said[-1][:2]
        return Answer(status, dict(headers), body)

    def a_moment_later(self) -> None:
        """Half a second passes, after which the numbers are read anew."""
        self.now += 0.5


@contextmanager
def within_the_transaction() -> Iterator[None]:
    """Keep Django from closing the connection in which the test's rows are."""
    signals = [request_started, request_finished] if connection.in_atomic_block else []
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


@pytest.fixture(autouse=True)
def keep_pages(settings: Settings) -> Iterator[None]:
    """A process that keeps pages, and remembers nothing of other tests."""
    settings.PAGE_CACHE_MB = 16
    settings.ALLOWED_HOSTS = ["localhost", "other.example"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    parameters_of.cache_clear()
    fingerprint.cache_clear()
    yield
    parameters_of.cache_clear()
    fingerprint.cache_clear()


@pytest.fixture
def unwritten_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A database for tests that write nothing, so that nothing has to be taken out of it."""
    with django_db_blocker.unblock():
        yield
        connections.close_all()


@pytest.fixture
def make_site(db: None) -> Callable[[], Site]:
    return Site


@pytest.fixture
def site(make_site: Callable[[], Site]) -> Site:
    return make_site()


@pytest.fixture
def odd_views(settings: Settings) -> None:
    """The views of tests/page_cache/urls.py beside those of the site."""
    settings.ROOT_URLCONF = "tests.page_cache.urls"


@pytest.fixture
def redis(settings: Settings) -> Iterator[None]:
    """A Redis for all processes; only keys of this test are in it."""
    if not redis_answers():
        pytest.skip(f"No Redis answers at {REDIS_URL}.")
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": uuid4().hex,
        }
    }
    yield
    caches["default"]._cache.get_client().connection_pool.disconnect()  # type: ignore[attr-defined]
