"""Every change that the public can see raises the site's version, with it or not at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F
from django.test import Client

from articles.models import Article, Author, Category, Image, Page, Tag
from fitsite.accounts.models import User
from fitsite.page_cache.models import PageVersion


def version() -> int:
    return PageVersion.objects.get(scope="site").number


def publish(article: Article) -> None:
    assert article.live is not None
    article.publish(article.live)


Change = Callable[[Any], object]
OF_ARTICLES: dict[str, Change] = {
    "publish": publish,
    "withdraw": lambda article: article.withdraw(),
    "delete": lambda article: article.delete(),
    "update many": lambda _: Article.objects.update(comments_open=False),
    "delete many": lambda _: Article.objects.all().delete(),
}
OF_THE_REST: dict[str, Change] = {
    "create": lambda model: model.objects.create(**({} if model is Image else {"slug": "new"})),
    "create many": lambda model: model.objects.bulk_create([model(pk=10**9)]),
    "save": lambda model: model.objects.get().save(),
    "update many": lambda model: model.objects.update(id=F("id")),
    "delete": lambda model: model.objects.get().delete(),
    "delete many": lambda model: model.objects.all().delete(),
}
CHANGES = [
    *(pytest.param(change, Article, id=f"{name} Article") for name, change in OF_ARTICLES.items()),
    *(
        pytest.param(change, model, id=f"{name} {model.__name__}")
        for model in (Author, Category, Tag, Page, Image)
        for name, change in OF_THE_REST.items()
    ),
]


@pytest.fixture
def everything(article: Article) -> Article:
    """One of each kind, and an article."""
    for model in (Author, Category, Tag):
        model.objects.create(name="Old", slug="old")
    Page.objects.create(title="Old", slug="old", body="")
    Image.objects.create()
    return article


@pytest.mark.parametrize(("change", "model"), CHANGES)
def test_a_public_change_raises_the_version(
    change: Change, model: Any, everything: Article
) -> None:
    before = version()
    change(everything if model is Article else model)
    assert version() > before


@pytest.mark.parametrize(("change", "model"), CHANGES)
def test_a_change_that_falls_back_leaves_the_version(
    change: Change, model: Any, everything: Article
) -> None:
    before = version()
    with transaction.atomic():
        change(everything if model is Article else model)
        transaction.set_rollback(True)
    assert version() == before


def test_the_desks_own_bulk_delete_raises_it(
    everything: Article, editor: User, signed_in: Callable[[User], Client]
) -> None:
    before = version()
    chosen = {"action": "delete_selected", "_selected_action": Tag.objects.get().pk, "post": "yes"}
    signed_in(editor).post("/admin/articles/tag/", chosen)
    assert not Tag.objects.exists()
    assert version() > before


def test_a_draft_of_a_public_article_raises_nothing(everything: Article, editor: User) -> None:
    before = version()
    everything.revise(by=editor, title="Other", slug="other", body="")
    assert version() == before
