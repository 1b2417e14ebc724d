"""What holds on every page: it is protected, and it is the same for everybody."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from articles.models import Article, Author, Category, Page
from comments.models import Comment
from fitsite.accounts.models import User

READERS_PAGES = [
    *("/", "/articles/long-run/", "/tags/running/", "/categories/sport/", "/authors/ann/"),
    *(
        "/about/",
        "/privacy/comments/",
        "/comments/mail/",
        "/comments/mail/asked/",
        "/comments/{comment}/",
        "/comments/{comment}/reply/",
    ),
    *("/comments/{comment}/replies/", "/articles/long-run/comments/", "/nothing-here/"),
    *("/articles/nothing/", "/categories/elsewhere/sport/", "/archive/", "/archive/2026/05/"),
]
FILES = ["/media/notes.txt", "/static/css/base.css"]
DESK = ["/admin/login/", "/admin/", "/admin/articles/article/add/", "/admin/comments/comment/"]


@pytest.fixture
def comment(
    make_article: Callable[..., Article], say: Callable[..., Comment], moderator: User
) -> Comment:
    """A site with one of everything; the comment is published."""
    ann = Author.objects.create(name="Ann", slug="ann")
    sport = Category.objects.create(name="Sport", slug="sport")
    article = make_article(
        slug="long-run",
        publish_at=datetime(2026, 5, 1, tzinfo=UTC),
        author_ids=[ann.pk],
        category_ids=[sport.pk],
        tag_names=["running"],
    )
    Page.objects.create(title="About", slug="about", body="<p>Us.</p>")
    default_storage.save("notes.txt", ContentFile(b"hello"))
    comment = say(article=article)
    comment.approve(by=moderator)
    return comment


@pytest.mark.parametrize("address", [*READERS_PAGES, *FILES, *DESK])
def test_every_answer_carries_the_security_headers(
    address: str, comment: Comment, administrator: User, client: Client
) -> None:
    if address in DESK[1:]:
        client.force_login(administrator)
    response = client.get(address.format(comment=comment.pk))
    response.close()
    headers = response.headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    if address not in FILES:
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "geolocation=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("address", READERS_PAGES)
def test_a_readers_page_sets_no_cookie_and_depends_on_none(
    address: str, comment: Comment, client: Client
) -> None:
    response = client.get(address.format(comment=comment.pk))
    assert response.status_code < 500
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("address", READERS_PAGES)
def test_a_page_looks_the_same_to_staff(
    address: str, comment: Comment, client: Client, administrator: User
) -> None:
    readers = client.get(address.format(comment=comment.pk))
    client.force_login(administrator)
    assert client.get(address.format(comment=comment.pk)).content == readers.content


@pytest.mark.parametrize("address", READERS_PAGES)
def test_a_page_obeys_its_own_policy(address: str, comment: Comment, client: Client) -> None:
    text = client.get(address.format(comment=comment.pk)).text
    assert re.findall(r"<script(?![^>]*\ssrc=\"/static/)", text) == []
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=", text) == []
    assert re.findall(r"(?:src|srcset)=\"(?!/)[^\"]*\"", text) == []


@pytest.mark.parametrize("address", ["/", "/articles/long-run/", "/about/", "/privacy/comments/"])
@pytest.mark.parametrize("verb", ["put", "patch", "delete"])
def test_reading_pages_are_only_read(
    verb: str, address: str, comment: Comment, client: Client
) -> None:
    assert getattr(client, verb)(address).status_code == 405
    assert client.head(address).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/articles/long-run/",
        "/tags/running/",
        "/categories/sport/",
        "/authors/ann/",
        "/about/",
    ],
)
def test_every_page_that_is_found_by_search_says_what_it_is(
    address: str, comment: Comment, client: Client
) -> None:
    found = re.findall(r'<meta name="description" content="([^"]+)">', client.get(address).text)
    assert len(found) == 1
    assert found[0].strip()
