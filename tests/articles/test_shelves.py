"""Where articles stand is what they are filed under, after every change, and when proved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import import_module
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import Client
from time_machine import TimeMachineFixture

from articles.duties import clear_shelves, look_along_shelves, recount_tags
from articles.models import Article, Author, Category, Placement, Tag
from fitsite.accounts.models import User
from fitsite.page_cache.models import PageVersion

MakeArticle = Callable[..., Article]
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def shelves(article: Article) -> set[str]:
    return set(article.placements.values_list("shelf", flat=True))


def uses() -> dict[str, int]:
    return dict(Tag.objects.values_list("name", "uses"))


@pytest.fixture
def desk(editor: User, signed_in: Callable[[User], Client]) -> Client:
    """An editor's browser."""
    return signed_in(editor)


def test_an_article_stands_where_it_is_filed_and_in_what_is_wider(
    filed_article: Article, ann: Author, ben: Author, sport: Category, running: Category
) -> None:
    tag = Tag.objects.get()
    assert shelves(filed_article) == {
        *("front", ann.shelf, ben.shelf, sport.shelf, running.shelf, tag.shelf)
    }
    assert tag.uses == 1


def test_filing_it_elsewhere_takes_it_from_where_it_stood(
    filed_article: Article, change: Callable[..., Any], ben: Author, sport: Category
) -> None:
    filed_article.publish(
        change(filed_article, author_ids=[ben.pk], category_ids=[sport.pk], tag_names=["New"])
    )
    new = Tag.objects.get(name="New")
    assert shelves(filed_article) == {"front", ben.shelf, sport.shelf, new.shelf}
    assert uses() == {"Endurance": 0, "New": 1}


def test_a_withdrawn_article_stands_nowhere(filed_article: Article) -> None:
    filed_article.withdraw()
    assert shelves(filed_article) == set()
    assert uses() == {"Endurance": 0}


def test_a_draft_stands_nowhere(db: None) -> None:
    Article.objects.draft(title="Draft", slug="draft", body="", tag_names=["a"])
    assert not Placement.objects.exists()


def test_articles_go_along_with_a_category_that_is_moved(
    filed_article: Article, sport: Category, running: Category, desk: Client, client: Client
) -> None:
    food = Category.objects.create(name="Food", slug="food")
    filled_in = {"name": "Running", "slug": "running", "parent": str(food.pk)}
    desk.post(f"/admin/articles/category/{running.pk}/change/", filled_in)
    assert "The long run" in client.get("/categories/food/").text
    assert "The long run" in client.get("/categories/food/running/").text
    assert "The long run" not in client.get("/categories/sport/").text


@pytest.mark.parametrize("one_by_one", [True, False])
def test_what_was_in_a_deleted_category_leaves_the_wider_one(
    one_by_one: bool,
    filed_article: Article,
    running: Category,
    desk: Client,
    client: Client,
) -> None:
    if one_by_one:
        desk.post(f"/admin/articles/category/{running.pk}/delete/", {"post": "yes"})
    else:
        chosen = {"action": "delete_selected", "_selected_action": running.pk, "post": "yes"}
        desk.post("/admin/articles/category/", chosen)
    assert not Category.objects.filter(pk=running.pk).exists()
    assert "The long run" not in client.get("/categories/sport/").text
    assert "The long run" in client.get("/").text


def test_the_worker_takes_down_what_is_over(
    make_article: MakeArticle, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON, tick=False)
    over = make_article(unpublish_at=NOON + timedelta(hours=1), tag_names=["a"])
    stays = make_article(unpublish_at=NOON + timedelta(hours=3), tag_names=["a"])
    time_machine.shift(timedelta(hours=2))
    clear_shelves()
    assert shelves(over) == set()
    assert len(shelves(stays)) == 2
    assert uses() == {"a": 1}
    assert clear_shelves() is False


def break_everything(article: Article) -> None:
    other = Article.objects.draft(title="Draft", slug="draft", body="")
    Placement.objects.filter(shelf="front").delete()
    Placement.objects.filter(shelf__startswith="author").update(publish_at=NOON)
    Placement.objects.create(article=article, shelf="tag/999999", publish_at=NOON)
    Placement.objects.create(article=other, shelf="front", publish_at=NOON)
    Tag.objects.update(uses=7)


def test_the_reconciler_mends_whatever_is_wrong(filed_article: Article) -> None:
    right = set(Placement.objects.values_list("article", "shelf", "publish_at", "unpublish_at"))
    break_everything(filed_article)
    said = StringIO()
    call_command("reconcile_shelves", stdout=said)
    kept = set(Placement.objects.values_list("article", "shelf", "publish_at", "unpublish_at"))
    assert kept == right
    assert uses() == {"Endurance": 1}
    assert said.getvalue() != "0 places were wrong.\n"
    again = StringIO()
    call_command("reconcile_shelves", stdout=again)
    assert again.getvalue() == "0 places were wrong.\n"


def test_the_worker_mends_as_it_goes_round(filed_article: Article, client: Client) -> None:
    break_everything(filed_article)
    look_along_shelves()
    recount_tags()
    assert "The long run" in client.get("/").text
    assert uses() == {"Endurance": 1}


def test_looking_at_what_is_right_changes_nothing(filed_article: Article) -> None:
    before = PageVersion.objects.get(scope="site").number
    look_along_shelves()
    recount_tags()
    clear_shelves()
    assert PageVersion.objects.get(scope="site").number == before


def test_articles_from_before_there_were_shelves_are_put_on_them(
    filed_article: Article, make_article: MakeArticle
) -> None:
    make_article(title="Gone", tag_names=["Endurance"]).withdraw()
    Article.objects.draft(title="Draft", slug="draft", body="")
    right = set(Placement.objects.values_list("article", "shelf", "publish_at", "unpublish_at"))
    Placement.objects.all().delete()
    Tag.objects.update(uses=0)
    import_module("articles.migrations.0005_fill_shelves").fill(apps, None)
    assert right == set(
        Placement.objects.values_list("article", "shelf", "publish_at", "unpublish_at")
    )
    assert uses() == {"Endurance": 1}


def test_a_shelf_alone_makes_nothing_public(db: None, client: Client) -> None:
    draft = Article.objects.draft(title="Secret", slug="secret", body="")
    Placement.objects.create(article=draft, shelf="front", publish_at=NOON)
    assert "Secret" not in client.get("/").text
