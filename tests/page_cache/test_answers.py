"""How a page is sent: compressed for those who can read that, and not at all if they have it."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest
from pytest_django import Settings

from tests.page_cache.conftest import Answer, Site

Ask = Callable[..., Answer]


@pytest.fixture
def make_site(unwritten_database: None, odd_views: None) -> Callable[[], Site]:
    return Site


@pytest.fixture
def ask(site: Site) -> Ask:
    """Ask for a page that is kept."""
    site.get("/words/")

    def get(method: str = "GET", **environ: str) -> Answer:
        answer = site.get("/words/", method, **environ)
        assert answer.was_kept
        return answer

    return get


@pytest.mark.parametrize(
    "accepted",
    ["gzip", "gzip, deflate, br, zstd", "br;q=1.0, GZIP;q=0.8, *;q=0.1", "deflate,gzip;q=1.000"],
)
def test_whoever_reads_gzip_gets_it(ask: Ask, accepted: str) -> None:
    plain, packed = ask(), ask(HTTP_ACCEPT_ENCODING=accepted)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) / 2
    assert plain.headers["ETag"] != packed.headers["ETag"]


@pytest.mark.parametrize(
    "accepted", ["", "identity", "br", "*", "gzip;q=0", "gzip; q=0.000", "xgzip, nogzip", "x-gzip"]
)
def test_nobody_else_gets_it(ask: Ask, accepted: str) -> None:
    assert "Content-Encoding" not in ask(HTTP_ACCEPT_ENCODING=accepted).headers


@pytest.mark.parametrize("accepted", ["", "gzip"])
def test_each_answer_tells_its_length_and_what_it_varies_with(ask: Ask, accepted: str) -> None:
    answer = ask(HTTP_ACCEPT_ENCODING=accepted)
    assert answer.headers["Content-Length"] == str(len(answer.body))
    assert answer.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("accepted", ["", "gzip"])
@pytest.mark.parametrize("known", ["{}", "W/{}", '"other", {}', '"other",W/{} , "more"', "*"])
def test_whoever_has_the_page_is_told_so(ask: Ask, accepted: str, known: str) -> None:
    whole = ask(HTTP_ACCEPT_ENCODING=accepted)
    known = known.format(whole.headers["ETag"])
    answer = ask(HTTP_ACCEPT_ENCODING=accepted, HTTP_IF_NONE_MATCH=known)
    assert (answer.status, answer.body) == ("304 Not Modified", b"")
    assert answer.headers == {
        name: whole.headers[name] for name in ("Cache-Control", "ETag", "Vary")
    }


@pytest.mark.parametrize("known", ['"other"', "", '"*"', "W/", "nonsense, more", ","])
def test_whoever_has_another_page_gets_this_one(ask: Ask, known: str) -> None:
    assert ask(HTTP_IF_NONE_MATCH=known).status == "200 OK"


def test_a_copy_in_one_encoding_says_nothing_of_the_other(ask: Ask) -> None:
    packed = ask(HTTP_ACCEPT_ENCODING="gzip").headers["ETag"]
    assert ask(HTTP_IF_NONE_MATCH=packed).status == "200 OK"


def test_head_is_answered_from_the_page_that_get_made(ask: Ask) -> None:
    head = ask("HEAD")
    assert (head.status, head.body) == ("200 OK", b"")
    assert head.headers == ask().headers


def test_get_is_answered_from_the_page_that_head_made(site: Site) -> None:
    head = site.get("/words/", "HEAD")
    assert (head.body, head.was_kept) == (b"", False)
    page = site.get("/words/")
    assert page.was_kept
    assert head.headers["Content-Length"] == str(len(page.body))


def test_the_owner_may_let_proxies_keep_pages(site: Site, settings: Settings) -> None:
    settings.PAGE_S_MAXAGE = 60
    expected = "max-age=0, s-maxage=60, must-revalidate"
    assert site.get("/words/").headers["Cache-Control"] == expected
    assert site.get("/words/").headers["Cache-Control"] == expected


def test_what_is_no_text_is_not_compressed(site: Site) -> None:
    assert "Content-Encoding" not in site.get("/large/1/", HTTP_ACCEPT_ENCODING="gzip").headers
