"""The cast: an article, the people who come to it, and what each of them does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from pytest_django import DjangoDbBlocker, Settings

from articles.models import Article
from comments.models import Comment
from comments.spam.evidence import Submission
from comments.spam.judge import judge_for_reader
from fitsite.accounts.models import User

pytest_plugins = ["tests.flushing", "tests.standin.fixtures"]

MakeArticle = Callable[..., Article]
Say = Callable[..., Comment]
MakeStaff = Callable[..., User]


@pytest.fixture(scope="session", autouse=True)
def nobody_lingers(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """End sessions that a server thread of the last test still holds: they keep its database."""
    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
        connection.close()


@pytest.fixture(autouse=True)
def embedded_defaults(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What a stranger starts with: no key, files of its own."""
    # But what makes guessing passwords slow would make the tests slow.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.COMMENT_CHECKER = "hold"
    settings.AKISMET_API_KEY = ""
    # Not of `tmp_path`, which makes and later removes a folder for each of thousands of tests.
    settings.MEDIA_ROOT = tmp_path_factory.getbasetemp() / uuid4().hex / "media"


@pytest.fixture
def make_article(db: None) -> MakeArticle:
    """Publish an article; keyword arguments are the revision's content."""
    numbers = count(1)

    def make(**content: Any) -> Article:
        number = next(numbers)
        given = {"title": f"Article {number}", "slug": f"article-{number}", "body": "<p>Text.</p>"}
        article = Article.objects.draft(**given | content)
        article.publish(article.revisions.get())
        return article

    return make


@pytest.fixture
def article(make_article: MakeArticle) -> Article:
    """One published article that takes comments."""
    return make_article()


@pytest.fixture
def administrator(db: None) -> User:
    """Somebody who may do everything."""
    return User.objects.create_superuser("administrator", "administrator@example.org")


@pytest.fixture
def make_staff(db: None) -> MakeStaff:
    """Somebody with these roles."""

    def make(name: str, *roles: str) -> User:
        user = User.objects.create_user(name, f"{name}@example.org")
        user.take_roles(Group.objects.filter(name__in=roles))
        return user

    return make


@pytest.fixture
def moderator(make_staff: MakeStaff) -> User:
    """Somebody who decides what is published, and nothing else."""
    return make_staff("moderator", "Moderators")


@pytest.fixture
def editor(make_staff: MakeStaff) -> User:
    """Somebody who writes and publishes articles, their own and others'."""
    return make_staff("editor", "Editors")


@pytest.fixture
def author(make_staff: MakeStaff) -> User:
    """Somebody who writes and publishes articles of their own."""
    return make_staff("author", "Authors")


@pytest.fixture
def contributor(make_staff: MakeStaff) -> User:
    """Somebody who writes drafts, which others publish."""
    return make_staff("contributor", "Contributors")


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """A browser in which somebody is signed in."""

    def sign_in(user: User) -> Client:
        browser = Client()
        browser.force_login(user)
        return browser

    return sign_in


@pytest.fixture
def say(article: Article) -> Say:
    """Submit a comment and put it to the checker once, as a reader's request does.

    Each call is another person at another address unless it says otherwise.
    """
    numbers = count(1)

    def say(body: str = "", **given: Any) -> Comment:
        number = next(numbers)
        person: dict[str, Any] = {
            "article": article,
            "body": body or f"Comment {number}",
            "name": f"Reader {number}",
            "email": f"reader{number}@example.com",
            "address": f"10.0.{number // 250}.{number % 250 + 1}",
        }
        check = Comment.objects.submit(Submission(**person | given))
        judge_for_reader(check)
        return Comment.objects.get(pk=check.revision.comment_id)

    return say


@pytest.fixture
def typed() -> Callable[..., dict[str, str]]:
    """What a browser sends for a filled-in comment form."""
    numbers = count(1)

    def fill_in(**given: str) -> dict[str, str]:
        number = next(numbers)
        return {
            "name": f"Reader {number}",
            "email": f"reader{number}@example.com",
            "website": "",
            "body": f"What I think, {number}",
            "parent": "",
            "seconds": "",
            "confirm_subject": "",
        } | given

    return fill_in
