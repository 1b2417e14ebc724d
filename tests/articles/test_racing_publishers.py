"""Two people press Publish, or save, in the same moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client

from articles.models import Article, Category, Placement, Tag
from articles.models.publishing import SlugTaken
from articles.reconciler import reconcile
from fitsite.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)


def together(*deeds: Callable[[], object]) -> list[str]:
    """Do all at the same moment; the names of what each raised, "" for nothing."""
    start = Barrier(len(deeds))

    def do(deed: Callable[[], object]) -> str:
        try:
            start.wait(timeout=30)
            deed()
        except Exception as error:
            return type(error).__name__
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(do, deeds))


@pytest.mark.parametrize("attempt", range(3))
def test_one_address_goes_to_one_article(attempt: int) -> None:
    drafts = [Article.objects.draft(title=title, slug="same") for title in ("One", "Other")]
    outcomes = together(*(partial(draft.publish, draft.revisions.get()) for draft in drafts))
    assert sorted(outcomes) == ["", SlugTaken.__name__]
    assert Article.objects.published().count() == 1


def test_every_save_becomes_a_revision_of_its_own() -> None:
    article = Article.objects.draft(title="First", slug="first")
    saves = [partial(article.revise, title=f"Save {n}", slug="first") for n in range(4)]
    assert together(*saves) == [""] * 4
    assert [revision.number for revision in article.revisions.all()] == [5, 4, 3, 2, 1]


def test_a_new_tag_may_come_from_two_articles_at_once() -> None:
    drafts = [
        Article.objects.draft(title=slug, slug=slug, tag_names=["Fresh"]) for slug in ("a", "b")
    ]
    deeds = (partial(draft.publish, draft.revisions.get()) for draft in drafts)
    assert together(*deeds) == ["", ""]
    assert Article.objects.filter(tags__name="Fresh").count() == 2


@pytest.mark.parametrize("attempt", range(3))
def test_an_article_published_while_its_tag_is_merged_has_the_other_tag(attempt: int) -> None:
    old, new = (Tag.objects.create(name=name, slug=name) for name in ("old", "new"))
    drafts = [Article.objects.draft(title=f"{n}", slug=f"{n}", tag_names=["old"]) for n in range(3)]
    drafts[0].publish(drafts[0].revisions.get())
    deeds = [partial(draft.publish, draft.revisions.get()) for draft in drafts]
    assert together(*deeds, partial(old.merge_into, new)) == [""] * 4
    assert {tag for draft in drafts for tag in draft.tags.names()} == {"new"}
    assert reconcile() == 0


@pytest.mark.parametrize("attempt", range(3))
def test_an_article_published_while_its_category_moves_goes_along(
    attempt: int, editor: User, signed_in: Callable[[User], Client]
) -> None:
    sport, food = (Category.objects.create(name=name, slug=name) for name in ("sport", "food"))
    inner = Category.objects.create(name="Inner", slug="inner", parent=sport)
    drafts = [
        Article.objects.draft(title=f"{n}", slug=f"{n}", category_ids=[inner.pk]) for n in range(3)
    ]
    desk = signed_in(editor)
    filled_in = {"name": "Inner", "slug": "inner", "parent": str(food.pk)}
    move = partial(desk.post, f"/admin/articles/category/{inner.pk}/change/", filled_in)
    deeds = [partial(draft.publish, draft.revisions.get()) for draft in drafts]
    assert together(*deeds, move) == [""] * 4
    assert Placement.objects.on(food.shelf).count() == 3
    assert reconcile() == 0


@pytest.mark.parametrize("attempt", range(3))
def test_publishing_withdrawing_and_saving_what_it_is_filed_under_wait_for_each_other(
    attempt: int, editor: User, signed_in: Callable[[User], Client]
) -> None:
    tag = Tag.objects.create(name="tag", slug="tag")
    desk, renamed = signed_in(editor), {"name": "Tag", "slug": "tag"}
    articles = [
        Article.objects.draft(title=f"{n}", slug=f"{n}", tag_names=["tag"]) for n in range(2)
    ]
    for article in articles:
        article.publish(article.revisions.get())
    deeds: list[Callable[[], object]] = [article.withdraw for article in articles]
    deeds += [partial(article.publish, article.revisions.get()) for article in articles]
    deeds.append(partial(desk.post, f"/admin/articles/tag/{tag.pk}/change/", renamed))
    assert together(*deeds, articles[0].render_again) == [""] * 6
    assert Tag.objects.get().name == "Tag"
    assert reconcile() == 0
