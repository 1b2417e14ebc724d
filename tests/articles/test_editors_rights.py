"""Who may change articles, and what happens to everybody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from articles.models import Article, Author, Category, Image, Page, Tag
from fitsite.accounts.models import User

SignIn = Callable[[User], Client]
Say = Callable[..., object]
TYPED = {"title": "Changed", "slug": "changed", "body": "<p>Changed.</p>", "based_on": "1"}
BUTTONS = ["_publish", "_continue", "_withdraw"]


def desk_of(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def unchanged(article: Article) -> bool:
    article.refresh_from_db()
    return article.is_published and article.revisions.count() == 1


@pytest.mark.parametrize("button", BUTTONS)
def test_an_editor_may(button: str, article: Article, editor: User, signed_in: SignIn) -> None:
    response = signed_in(editor).post(desk_of(article), TYPED | {button: "x"})
    assert response.status_code == 302
    assert not unchanged(article)


@pytest.mark.parametrize("button", BUTTONS)
def test_a_stranger_is_asked_to_sign_in(button: str, article: Article, client: Client) -> None:
    response = client.post(desk_of(article), TYPED | {button: "x"})
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/admin/login/")
    assert unchanged(article)


@pytest.mark.parametrize("button", BUTTONS)
def test_a_moderator_may_not(
    button: str, article: Article, moderator: User, signed_in: SignIn
) -> None:
    assert signed_in(moderator).post(desk_of(article), TYPED | {button: "x"}).status_code == 403
    assert unchanged(article)


def test_an_account_that_is_not_staff_may_not(
    article: Article, editor: User, signed_in: SignIn
) -> None:
    editor.is_staff = False
    editor.save()
    assert signed_in(editor).post(desk_of(article), TYPED | {"_publish": "x"}).status_code == 302
    assert unchanged(article)


@pytest.mark.parametrize("verb", ["get", "head", "options", "put", "patch", "delete"])
def test_nothing_changes_without_a_post(
    verb: str, article: Article, editor: User, signed_in: SignIn
) -> None:
    getattr(signed_in(editor), verb)(desk_of(article), {"_publish": "x", "title": "Changed"})
    assert unchanged(article)


def test_another_sites_page_cannot_press_the_button(article: Article, editor: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(editor)
    assert browser.post(desk_of(article), TYPED | {"_publish": "x"}).status_code == 403
    assert unchanged(article)


def test_an_article_that_does_not_exist_is_not_found(editor: User, signed_in: SignIn) -> None:
    response = signed_in(editor).post("/admin/articles/article/999/change/", TYPED)
    assert response.status_code == 404
    assert not Article.objects.exists()


def test_deleting_an_article_asks_first(
    article: Article, editor: User, moderator: User, signed_in: SignIn, client: Client
) -> None:
    address = f"/admin/articles/article/{article.pk}/delete/"
    assert signed_in(moderator).post(address, {"post": "yes"}).status_code == 403
    assert signed_in(editor).get(address).status_code == 200
    assert client.get(article.get_absolute_url()).status_code == 200
    assert signed_in(editor).post(address, {"post": "yes"}).status_code == 302
    assert client.get(article.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("who", ["editor", "administrator"])
def test_an_article_that_readers_have_answered_is_withdrawn_rather_than_deleted(
    who: str, article: Article, say: Say, signed_in: SignIn, request: pytest.FixtureRequest
) -> None:
    say()
    browser = signed_in(request.getfixturevalue(who))
    page = browser.post(f"/admin/articles/article/{article.pk}/delete/", {"post": "yes"})
    assert "Cannot delete article" in page.text
    assert Article.objects.filter(pk=article.pk).exists()


@pytest.mark.parametrize("model", [Author, Category, Tag, Page, Image])
@pytest.mark.parametrize(
    ("who", "status"), [("editor", 302), ("moderator", 403), (None, 302)], ids=str
)
def test_what_articles_are_filed_under_belongs_to_editors_too(
    model: Any, who: str | None, status: int, request: pytest.FixtureRequest, signed_in: SignIn
) -> None:
    request.getfixturevalue("db")
    browser = signed_in(request.getfixturevalue(who)) if who else Client()
    made = model.objects.create(**({} if model is Image else {"slug": "x"}))
    address = f"/admin/articles/{model._meta.model_name}/{made.pk}/delete/"
    assert browser.post(address, {"post": "yes"}).status_code == status
    assert model.objects.exists() is (who != "editor")
