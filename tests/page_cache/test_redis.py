"""Redis as a second level: what one process has made is there for all, and nothing hangs on it."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from functools import partial
from threading import Thread

import pytest
from django.core.cache import cache
from pytest_django import Settings
from redis import Redis
from time_machine import TimeMachineFixture

from articles.models import Article
from fitsite.page_cache.fingerprint import fingerprint
from tests.comments.together import alone, together, until
from tests.page_cache import urls
from tests.page_cache.conftest import Site
from tests.page_cache.redis_server import REDIS_URL

MakeSite = Callable[[], Site]
pytestmark = pytest.mark.usefixtures("redis")


@pytest.fixture(autouse=True)
def nothing_asked() -> None:
    urls.asked.clear()
    urls.may_end.clear()


@pytest.fixture
def stored(settings: Settings) -> Iterator[Callable[[], dict[bytes, bytes]]]:
    """What is in Redis now, key by key."""
    prefix = settings.CACHES["default"]["KEY_PREFIX"]
    with Redis.from_url(REDIS_URL) as client:

        def look() -> dict[bytes, bytes]:
            found = {key: client.get(key) for key in client.keys(f"{prefix}*")}
            return {key: value for key, value in found.items() if isinstance(value, bytes)}

        yield look


def test_a_page_is_made_by_one_process_for_all(make_site: MakeSite, article: Article) -> None:
    one, other = make_site(), make_site()
    first, second = one.get("/"), other.get("/")
    assert (first.was_kept, second.was_kept) == (False, True)
    assert first.body == second.body
    packed = [site.get("/", HTTP_ACCEPT_ENCODING="gzip") for site in (one, other)]
    assert packed[0] == packed[1]


def test_a_change_makes_it_old_for_all(make_site: MakeSite, article: Article) -> None:
    sites = [make_site(), make_site()]
    for site in sites:
        site.get("/")
    article.withdraw()
    for site in sites:
        site.a_moment_later()
        assert "Article 1" not in site.get("/").text


def test_a_process_that_looked_later_shows_the_others_what_is_new(
    make_site: MakeSite, article: Article
) -> None:
    late, early = make_site(), make_site()
    late.get("/")
    Article.objects.update(title="Changed since")
    early.get("/")
    assert "Changed since" in make_site().get("/").text
    third = make_site()
    assert third.get("/").was_kept


def test_a_new_page_is_taken_before_half_a_second_is_over(
    make_site: MakeSite, article: Article
) -> None:
    early, late = make_site(), make_site()
    early.get("/privacy/comments/")
    Article.objects.update(title="Changed since")
    late.get("/")
    answer = early.get("/")
    assert answer.was_kept
    assert "Changed since" in answer.text


def test_a_page_is_over_in_all_processes_at_the_same_time(
    make_site: MakeSite, article: Article, time_machine: TimeMachineFixture
) -> None:
    sites = [make_site(), make_site()]
    time_machine.move_to("2030-01-01T12:00Z", tick=False)
    sites[0].get("/")
    time_machine.shift(3601)
    assert not sites[1].get("/").was_kept


def test_another_release_makes_its_own(
    make_site: MakeSite, article: Article, settings: Settings
) -> None:
    make_site().get("/")
    assert make_site().get("/").was_kept
    settings.SITE_NAME = "Renamed"
    fingerprint.cache_clear()
    answer = make_site().get("/")
    assert not answer.was_kept
    assert "Renamed" in answer.text


def test_one_process_makes_a_page_and_the_others_wait(make_site: MakeSite, odd_views: None) -> None:
    sites = [make_site() for _ in range(3)]

    def let_go() -> None:
        until(lambda: bool(urls.asked))
        urls.may_end.set()

    helper = Thread(target=partial(alone, let_go))
    helper.start()
    answers = together(*(partial(site.get, "/slow/") for site in sites))
    helper.join()
    assert [answer.text for answer in answers] == ["done"] * 3
    assert urls.asked == ["/slow/"]


def test_claims_are_given_back(
    make_site: MakeSite, article: Article, odd_views: None, stored: Callable
) -> None:
    for address in ("/", "/cookie/", "/broken/", "/nothing/"):
        make_site().get(address)
    assert len(stored()) == 1


def test_what_is_stored_runs_nothing_and_tells_no_secret(
    make_site: MakeSite, article: Article, stored: Callable, settings: Settings
) -> None:
    make_site().get("/", HTTP_COOKIE="sessionid=secret")
    ((key, value),) = stored().items()
    assert settings.SECRET_KEY.encode() not in key + value
    assert b"sessionid" not in value


def test_pages_that_anybody_can_make_any_number_of_go_soon(
    make_site: MakeSite, odd_views: None, settings: Settings
) -> None:
    site = make_site()
    site.get("/echo/")
    site.get("/echo/?page=7")
    prefix = settings.CACHES["default"]["KEY_PREFIX"]
    with Redis.from_url(REDIS_URL) as client:
        left = sorted(client.ttl(key) for key in client.keys(f"{prefix}*"))
    assert left[0] <= 60 < left[1]


@pytest.mark.parametrize("rubbish", [b"", b"rubbish", b"\0\0\0\2{}", b"\0\0\0\2[]rest", "text", 7])
def test_rubbish_in_redis_is_passed_over(
    make_site: MakeSite, article: Article, stored: Callable, rubbish: object, settings: Settings
) -> None:
    make_site().get("/")
    (key,) = stored()
    name = key.decode().removeprefix(f"{settings.CACHES['default']['KEY_PREFIX']}:1:")
    cache.set(name, rubbish)
    answer = make_site().get("/")
    assert (answer.status, answer.was_kept) == ("200 OK", False)
    assert make_site().get("/").was_kept


def test_without_redis_the_site_goes_on(
    make_site: MakeSite, article: Article, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        away = f"redis://127.0.0.1:{nobody.getsockname()[1]}/0"
        settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": away}}
        site = make_site()
        for address in ("/", "/articles/article-1/", "/privacy/comments/"):
            assert site.get(address).status == "200 OK"
            assert site.get(address).was_kept
    assert caplog.text.count("The cache does not answer") == 1
