"""A comment is taken from our own page, or from no browser at all; never from another site's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from articles.models import Article
from comments.models import Comment

Typed = Callable[..., dict[str, str]]


def post(article: Article, filled_in: dict[str, str], **headers: str) -> int:
    browser = Client(enforce_csrf_checks=True)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    response = browser.post(f"{article.get_absolute_url()}comments/", filled_in, headers=sent)
    return response.status_code


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "none"},
        {"Sec_Fetch_Site": "cross-site", "Origin": "http://testserver"},
        {"Origin": "https://evil.example"},
        {"Origin": "https://testserver"},
        {"Origin": "http://testserver:8080"},
        {"Origin": "http://testserver.evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
    ],
    ids=str,
)
def test_another_sites_form_is_refused_and_stores_nothing(
    headers: dict[str, str], article: Article, typed: Typed
) -> None:
    assert post(article, typed(), **headers) == 403
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec_Fetch_Site": "same-origin"},
        {"Sec_Fetch_Site": "same-origin", "Origin": "http://testserver"},
        {"Origin": "http://testserver"},
        {},
    ],
    ids=str,
)
def test_our_own_form_needs_no_token(
    headers: dict[str, str], article: Article, typed: Typed
) -> None:
    assert post(article, typed(), **headers) == 302
    assert Comment.objects.count() == 1


def test_the_refusal_tells_the_reader_what_to_do(
    article: Article, typed: Typed, client: Client
) -> None:
    response = client.post(
        f"{article.get_absolute_url()}comments/", typed(), headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert "sent from another site" in response.text


def test_a_link_from_another_site_is_followed(article: Article, client: Client) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
    response = client.get(f"{article.get_absolute_url()}comments/", headers=headers)
    assert response.status_code == 302
    assert response.headers["Location"] == f"{article.get_absolute_url()}#respond"


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_page_to_read_takes_nothing(method: str, article: Article) -> None:
    for address in ("/", "/archive/", article.get_absolute_url(), "/privacy/comments/"):
        response = getattr(Client(enforce_csrf_checks=True), method)(address, {"a": "b"})
        assert response.status_code == 405, address
        assert response.headers["Allow"].startswith("GET, HEAD")
