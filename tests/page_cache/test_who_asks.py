"""A page knows nothing of who asks for it: not who had it made, and not who gets it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytest_django import Settings

from tests.page_cache import urls
from tests.page_cache.conftest import Site


@pytest.fixture
def make_site(unwritten_database: None) -> Callable[[], Site]:
    return Site


@pytest.fixture(autouse=True)
def nothing_asked(odd_views: None) -> None:
    urls.asked.clear()


def test_what_a_reader_sends_along_does_not_reach_the_page(site: Site) -> None:
    told = site.get(
        "/echo/?order=new&utm_source=mail&page=2&<script>",
        HTTP_COOKIE="sessionid=secret",
        HTTP_AUTHORIZATION="Basic c2VjcmV0",
        HTTP_USER_AGENT="A browser",
        HTTP_ACCEPT_LANGUAGE="de",
        HTTP_REFERER="https://elsewhere.example/",
        HTTP_IF_NONE_MATCH='"another"',
        HTTP_RANGE="bytes=0-1",
        HTTP_X_FORWARDED_HOST="evil.example",
        HTTP_X_ANYTHING="at all",
    ).text
    assert told == "GET /echo/?page=2&order=new {'HTTP_HOST': 'localhost'} {}"


@pytest.mark.parametrize(
    "query",
    [
        "order=new&page=2",
        "page=2&order=new&utm_source=mail",
        "page=1&page=2&order=new",
        "%70age=2&order=new&x",
        "page=2&order=new&order=",
        "&&page=2&order=new&=&;",
    ],
)
def test_addresses_that_mean_the_same_are_one_page(site: Site, query: str) -> None:
    site.get("/echo/?page=2&order=new")
    assert site.get(f"/echo/?{query}").was_kept
    assert urls.asked == ["/echo/?page=2&order=new"]


@pytest.mark.parametrize("query", ["page=3&order=new", "page=2", "order=new", "page=2&order=NEW"])
def test_others_are_pages_of_their_own(site: Site, query: str) -> None:
    site.get("/echo/?page=2&order=new")
    assert not site.get(f"/echo/?{query}").was_kept


@pytest.mark.parametrize(
    "query", ["page=%C3%A9", "page=%FF", "page=\xc3\xa9", "page=%00", "page=a+b"]
)
def test_values_of_any_kind_are_kept_apart_and_reach_the_view(site: Site, query: str) -> None:
    first = site.get(f"/echo/?{query}")
    assert first.status == "200 OK"
    assert not site.get("/echo/?page=other").was_kept
    assert site.get(f"/echo/?{query}").was_kept


@pytest.mark.parametrize(
    "query", [f"page={'9' * 101}", "&".join(f"x{number}=1" for number in range(60)) + "&page=2"]
)
def test_nonsense_is_answered_and_not_kept(site: Site, query: str) -> None:
    for _ in range(2):
        answer = site.get(f"/echo/?{query}")
        assert (answer.status, answer.was_kept) == ("200 OK", False)


def test_the_host_is_part_of_the_page_whatever_its_case(site: Site) -> None:
    site.get("/echo/", HTTP_HOST="localhost")
    assert site.get("/echo/", HTTP_HOST="LOCALHOST").was_kept
    assert not site.get("/echo/", HTTP_HOST="other.example").was_kept
    assert "other.example" in site.get("/echo/", HTTP_HOST="other.example").text


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "local host", ""])
def test_a_host_that_is_not_ours_gets_no_page(site: Site, host: str) -> None:
    for _ in range(2):
        answer = site.get("/echo/", HTTP_HOST=host, SERVER_NAME="evil.example")
        assert (answer.status, answer.was_kept) == ("400 Bad Request", False)
    assert urls.asked == []


def test_nobody_chooses_the_host_of_a_page_by_another_header(site: Site) -> None:
    site.get("/echo/", HTTP_X_FORWARDED_HOST="evil.example", HTTP_FORWARDED="host=evil.example")
    assert "evil" not in site.get("/echo/").text


def test_a_page_asked_for_over_http_is_not_sent_over_https(site: Site, settings: Settings) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    secure = {"HTTP_X_FORWARDED_PROTO": "https"}
    site.get("/echo/", **secure)
    assert site.get("/echo/", **secure).was_kept
    assert site.get("/echo/", HTTP_X_FORWARDED_PROTO="https, http").was_kept
    assert not site.get("/echo/").was_kept
    assert site.get("/echo/", HTTP_X_FORWARDED_PROTO="http").was_kept


def test_readers_over_http_are_still_led_to_https(
    make_site: Callable[[], Site], settings: Settings
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_SSL_REDIRECT = True
    site = make_site()
    for _ in range(2):
        assert site.get("/echo/", HTTP_X_FORWARDED_PROTO="https").status == "200 OK"
        answer = site.get("/echo/", HTTP_X_FORWARDED_PROTO="http")
        assert answer.headers["Location"] == "https://localhost/echo/"


@pytest.mark.parametrize("address", ["/cookie/", "/private/", "/unfinished/"])
def test_what_is_meant_for_one_reader_is_not_kept(site: Site, address: str) -> None:
    for _ in range(2):
        answer = site.get(address)
        assert (answer.status, answer.was_kept) == ("200 OK", False)


def test_no_proxy_keeps_a_page_with_a_cookie_either(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    answer = site.get("/cookie/")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Set-Cookie" in answer.headers
    assert "/cookie/ is not shared, because it sets a cookie" in caplog.text


def test_a_page_that_looks_at_the_session_is_not_shared(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(2):
        answer = site.get("/session/")
        assert (answer.text, answer.was_kept) == ("hello AnonymousUser", False)
    assert "because it varies with Cookie" in caplog.text


@pytest.mark.parametrize(
    ("address", "status"), [("/missing/", "404"), ("/moved/", "302"), ("/nothing/there/", "404")]
)
def test_only_pages_that_are_there_are_kept(site: Site, address: str, status: str) -> None:
    for _ in range(2):
        answer = site.get(address)
        assert (answer.status[:3], answer.was_kept) == (status, False)
        assert site.get(address, "HEAD").body == b""


def test_nobody_keeps_a_redirect_either(site: Site) -> None:
    assert site.get("/moved/").headers["Cache-Control"] == "max-age=0, must-revalidate"


def test_an_error_is_told_once_more_each_time(site: Site) -> None:
    for _ in range(2):
        assert site.get("/broken/").status == "500 Internal Server Error"


def test_views_that_are_not_marked_get_everything(site: Site) -> None:
    for _ in range(2):
        answer = site.get("/unmarked/?utm_source=mail", HTTP_COOKIE="name=value")
        assert answer.text == "/unmarked/?utm_source=mail {'name': 'value'}"
        assert "Cache-Control" not in answer.headers


def test_only_reading_is_answered_from_what_is_kept(site: Site) -> None:
    site.get("/echo/")
    answer = site.get("/echo/", "OPTIONS", HTTP_COOKIE="name=value")
    assert answer.text.startswith("OPTIONS")
    assert "'name': 'value'" in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_page_that_is_kept_takes_nothing(site: Site, method: str) -> None:
    site.get("/echo/")
    answer = site.get("/echo/", method)
    assert (answer.status, answer.text) == ("405 Method Not Allowed", "")


def test_views_that_are_classes_heed_what_they_and_their_parents_name(site: Site) -> None:
    query = "?utm_source=mail&order=new&page=2"
    assert site.get(f"/parent/{query}").text == "Parent /parent/?page=2"
    assert site.get(f"/child/{query}").text == "Child /child/?page=2"
    assert site.get(f"/richer/{query}").text == "Richer /richer/?page=2&order=new"
