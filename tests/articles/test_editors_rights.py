"""What an editor does with articles, and where that ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from articles.models import Article
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


def test_deleting_an_article_asks_first(
    article: Article, editor: User, signed_in: SignIn, client: Client
) -> None:
    address = f"/admin/articles/article/{article.pk}/delete/"
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
