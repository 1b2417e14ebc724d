"""A disk that is full: a clear answer, nothing half-written, nothing typed lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client

from articles.models import Article
from comments.models import Check, Comment, HistoryEntry, Revision, StatusCount
from comments.own_link import own_link
from tests.conftest import Say

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite can be told a size"),
]


@pytest.fixture
def link(say: Say) -> str:
    """The own page of a comment that is here already."""
    return own_link(say("The first words"))


@pytest.fixture
def full_disk(request: pytest.FixtureRequest, article: Article) -> Iterator[None]:
    """A database that cannot grow by one page, now that all else is in it."""
    if "link" in request.fixturenames:
        request.getfixturevalue("link")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1073741823")


@pytest.mark.usefixtures("full_disk")
def test_a_comment_that_cannot_be_stored_is_given_back(
    client: Client, article: Article, typed: Callable[..., dict[str, str]]
) -> None:
    body = "Long words. " * 800
    response = client.post(f"/articles/{article.slug}/comments/", typed(body=body))
    assert response.status_code == 503
    assert "could not be stored just now" in response.text
    assert body in response.text
    for model in (Comment, Revision, Check, HistoryEntry):
        assert not model._default_manager.exists()
    assert not StatusCount.objects.filter(comments__gt=0).exists()


@pytest.mark.usefixtures("full_disk")
def test_a_change_that_cannot_be_stored_is_given_back(client: Client, link: str) -> None:
    body = "Long words. " * 800
    response = client.post(f"{link}edit/", {"body": body})
    assert response.status_code == 503
    assert "could not be stored just now" in response.text
    assert body in response.text
    assert [text.body for text in Revision.objects.all()] == ["The first words"]
