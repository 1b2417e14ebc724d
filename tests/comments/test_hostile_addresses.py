"""Addresses that nobody links to: not found, and never a crash."""

from __future__ import annotations

import pytest
from django.test import Client

from articles.models import Article
from tests.comments.grow import Twig, grow

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/articles/%00/comments/",
        "/articles/a%00b/",
        "/articles/%ED%A0%80/comments/",
        "/comments/99999999999999999999999/",
        "/comments/99999999999999999999999/reply/",
        "/comments/99999999999999999999999/replies/",
        "/comments/0/",
        "/comments/own/%00/",
        "/comments/own/a:b:c/",
        "/comments/own/%ED%A0%80/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_address_of_nothing_is_not_found(client: Client, address: str, method: str) -> None:
    response = getattr(client, method)(address)
    assert response.status_code in {400, 404, 405}


@pytest.mark.parametrize("start", ["0", "-1", "9" * 30, "٣", "%00", "1e3", "'", ""])
def test_any_beginning_of_a_thread_is_answered(
    article: Article, client: Client, start: str
) -> None:
    assert client.get(f"{article.get_absolute_url()}?from={start}").status_code == 200


@pytest.mark.parametrize(
    ("after", "status"),
    [("0", 200), ("zzz", 200), ("", 200), ("~", 404), ("%00", 404), ("A", 404), ("0" * 36, 404)],
)
def test_any_beginning_of_the_replies_is_answered(
    article: Article, client: Client, after: str, status: int
) -> None:
    root = grow(article, [Twig(), Twig(0)])[0]
    assert client.get(f"/comments/{root.pk}/replies/?after={after}").status_code == status
