"""Rich text is clean in the database whichever road it took there (NV15)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from articles.models import Article, Page, Revision
from fitsite.accounts.models import User

DIRTY = '<p onclick="steal()">Words<script>steal()</script><img src="//evil.example/x.png"></p>'
CLEAN = "<p>Words<img></p>"


def created() -> None:
    Page.objects.create(title="About", slug="about", body=DIRTY)


def saved() -> None:
    page = Page(title="About", slug="about", body="")
    page.body = DIRTY
    page.save()


def updated() -> None:
    Page.objects.create(title="About", slug="about", body="")
    Page.objects.update(body=DIRTY)


def created_in_bulk() -> None:
    Page.objects.bulk_create([Page(title="About", slug="about", body=DIRTY)])


def updated_in_bulk() -> None:
    page = Page.objects.create(title="About", slug="about", body="")
    page.body = DIRTY
    Page.objects.bulk_update([page], ["body"])


def updated_or_created() -> None:
    Page.objects.update_or_create(slug="about", defaults={"title": "About", "body": DIRTY})


@pytest.mark.parametrize(
    "road",
    [created, saved, updated, created_in_bulk, updated_in_bulk, updated_or_created],
    ids=lambda road: road.__name__,
)
def test_a_page_is_clean(road: Callable[[], None], db: None, client: Client) -> None:
    road()
    assert Page.objects.values_list("body", flat=True).get() == CLEAN
    assert "steal()" not in client.get("/about/").text


def test_a_page_is_clean_when_it_comes_from_the_desk(
    editor: User, signed_in: Callable[[User], Client]
) -> None:
    filled_in = {"title": "About", "slug": "about", "body": DIRTY}
    assert signed_in(editor).post("/admin/articles/page/add/", filled_in).status_code == 302
    assert Page.objects.get().body == CLEAN


def test_a_draft_and_each_revision_and_the_published_article_are_clean(
    db: None, client: Client
) -> None:
    article = Article.objects.draft(title="T", slug="t", body=DIRTY)
    article.revise(title="T", slug="t", body=DIRTY)
    Revision.objects.bulk_create([Revision(article=article, number=3, body=DIRTY)])
    assert {revision.body for revision in article.revisions.all()} == {CLEAN}
    article.publish(article.revisions.get(number=2))
    assert Article.objects.get().body == CLEAN
    Article.objects.update(body=DIRTY)
    assert Article.objects.get().body == CLEAN
    assert "steal()" not in client.get("/articles/t/").text


def test_publishing_a_revision_that_is_still_in_memory_is_clean(db: None) -> None:
    article = Article.objects.draft(title="T", slug="t")
    article.publish(article.revise(title="T", slug="t", body=DIRTY))
    assert article.body_html == CLEAN


@pytest.mark.parametrize("when", ["not saved yet", "just saved"])
def test_what_is_still_in_memory_prints_clean(when: str, db: None) -> None:
    page = Page(title="About", slug="about", body=DIRTY)
    if when == "just saved":
        page.save()
    assert page.body_html == CLEAN


def test_looking_for_a_text_finds_it_as_it_is_stored(db: None) -> None:
    created()
    assert Page.objects.filter(body=DIRTY).exists()
    assert Page.objects.filter(body__contains="Words").exists()
