"""Who writes, and what is filed where."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from articles.models import Article, Author, Category, Image
from articles.models.content import LIVE_FIELDS
from fitsite.accounts.models import User
from tests.articles.browser_form import BrowserForm
from tests.articles.pictures import picture, upload

MakeArticle = Callable[..., Article]


@pytest.fixture
def ann(db: None) -> Author:
    """An author without an account."""
    return Author.objects.create(name="Ann Lee", slug="ann-lee", bio="Runs.")


@pytest.fixture
def ben(db: None) -> Author:
    """Another author."""
    return Author.objects.create(name="Ben Ode", slug="ben-ode")


@pytest.fixture
def sport(db: None) -> Category:
    """A subject."""
    return Category.objects.create(name="Sport", slug="sport")


@pytest.fixture
def running(sport: Category) -> Category:
    """A subject within it."""
    return Category.objects.create(name="Running", slug="running", parent=sport)


@pytest.fixture
def filed_article(
    make_article: MakeArticle, ann: Author, ben: Author, running: Category
) -> Article:
    """A published article that has everything around it."""
    return make_article(
        title="The long run",
        slug="the-long-run",
        summary="Slowly, for hours.",
        body="<p>Start <em>slowly</em>.</p>",
        author_ids=[ann.pk, ben.pk],
        category_ids=[running.pk],
        tag_names=["Endurance"],
    )


@pytest.fixture
def change() -> Callable[..., Any]:
    """Keep a new revision that differs from the newest one in what is given."""

    def revise(article: Article, **changes: Any) -> Any:
        latest = article.latest
        assert latest is not None
        lists = ("author_ids", "category_ids", "tag_names")
        kept = {name: getattr(latest, name) for name in (*LIVE_FIELDS, *lists)}
        return article.revise(**kept | changes)

    return revise


@pytest.fixture
def send(editor: User, signed_in: Callable[[User], Client]) -> Callable[..., Any]:
    """Upload a picture at the desk."""
    browser = signed_in(editor)

    def send(content: bytes, name: str = "photo.jpg", **more: Any) -> Any:
        filled_in = {"file": upload(content, name), "alt": "Two runners"}
        focus = {"focal_x": 50, "focal_y": 50}
        return browser.post("/admin/articles/image/add/", filled_in | focus | more)

    return send


@pytest.fixture
def photograph(send: Callable[..., Any]) -> Image:
    """A wide picture, uploaded at the desk: its left half red, its right half blue."""
    assert send(picture(size=(1600, 900))).status_code == 302
    return Image.objects.latest("pk")


@pytest.fixture
def open_desk(editor: User, signed_in: Callable[[User], Client]) -> Callable[..., Desk]:
    """Open the form of an article, or of a new one; it is filled as a browser fills it."""

    def open_form(article: Article | None = None, by: User | None = None) -> Desk:
        where = "add" if article is None else f"{article.pk}/change"
        return Desk(signed_in(by or editor), f"/admin/articles/article/{where}/")

    return open_form


class Desk:
    """One open form in somebody's browser."""

    def __init__(self, browser: Client, address: str) -> None:
        self.browser, self.address = browser, address
        self.form = BrowserForm(browser.get(address).text, "article_form")

    def press(self, button: str, **typed: str | list[str]) -> Any:
        """Type into some fields and press a button; the answer, after any redirect."""
        sent = self.form.sent(**typed) | {f"_{button}": "pressed"}
        return self.browser.post(self.address, sent, follow=True)
