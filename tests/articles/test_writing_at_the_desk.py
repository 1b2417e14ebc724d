"""What editors do at the desk, through the form as a browser shows and sends it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.test import Client

from articles.models import Article, Author, Category, Revision
from fitsite.accounts.models import User

OpenDesk = Callable[..., Any]
NEW = {"title": "Rowing", "slug": "rowing", "body": "<p>Pull.</p>"}


def test_a_new_article_is_a_draft_until_publish_is_pressed(
    open_desk: OpenDesk, client: Client, editor: User
) -> None:
    assert open_desk().press("continue", **NEW).status_code == 200
    article = Article.objects.get()
    assert article.created_by == editor
    assert (article.title, article.slug, article.body) == ("", None, "")
    assert client.get("/articles/rowing/").status_code == 404
    open_desk(article).press("publish")
    assert "<p>Pull.</p>" in client.get("/articles/rowing/").text


def test_a_new_article_may_be_published_at_once(open_desk: OpenDesk, client: Client) -> None:
    open_desk().press("publish", **NEW)
    assert client.get("/articles/rowing/").status_code == 200


def test_saving_a_draft_writes_nothing_that_readers_see(
    filed_article: Article, open_desk: OpenDesk, client: Client, sport: Category, ben: Author
) -> None:
    addresses = ["/", "/articles/the-long-run/", "/authors/ann-lee/", "/tags/endurance/"]
    before = [client.get(address).content for address in addresses]
    open_desk(filed_article).press(
        "continue",
        title="Changed",
        slug="changed",
        body="<p>Changed.</p>",
        tags="changed, more",
        bylines_0=str(ben.pk),
        bylines_1="",
        categories=[str(sport.pk)],
        publish_at_0="2001-01-01",
        publish_at_1="00:00:00",
    )
    assert filed_article.revisions.count() == 2
    assert [client.get(address).content for address in addresses] == before
    assert client.get("/articles/changed/").status_code == 404
    assert client.get("/tags/changed/").status_code == 404


def test_publish_puts_everything_in_force(
    filed_article: Article, open_desk: OpenDesk, client: Client, sport: Category, ben: Author
) -> None:
    open_desk(filed_article).press(
        "publish",
        title="Changed",
        tags='changed, "run, walk"',
        bylines_0=str(ben.pk),
        bylines_1="",
        categories=[str(sport.pk)],
    )
    page = client.get("/articles/the-long-run/").text
    for words in (
        "<h1>Changed</h1>",
        ">changed</a>",
        ">run, walk</a>",
        ">Ben Ode</a>",
        ">Sport</a>",
    ):
        assert words in page
    for words in ("Ann Lee", "Endurance", ">Running</a>"):
        assert words not in page


def test_the_form_shows_the_newest_text_and_sends_it_back_unchanged(
    filed_article: Article, change: Callable[..., Revision], open_desk: OpenDesk
) -> None:
    newest = change(filed_article, title="In work", tag_names=["b", "a, c"], summary="Öl & <b>")
    open_desk(filed_article).press("continue")
    again = filed_article.latest
    assert again is not None
    assert again.number == newest.number + 1
    for name in ("title", "slug", "summary", "body", "author_ids", "category_ids", "publish_at"):
        assert getattr(again, name) == getattr(newest, name), name
    assert sorted(again.tag_names) == sorted(newest.tag_names)


def test_withdraw_takes_the_article_away(
    filed_article: Article, open_desk: OpenDesk, client: Client
) -> None:
    page = open_desk(filed_article).press("withdraw")
    assert page.status_code == 200
    assert client.get("/articles/the-long-run/").status_code == 410
    assert (
        "_withdraw"
        not in open_desk(filed_article)
        .browser.get(f"/admin/articles/article/{filed_article.pk}/change/")
        .text
    )


def test_no_link_at_the_desk_of_a_draft_leads_nowhere(db: None, open_desk: OpenDesk) -> None:
    desk = open_desk(Article.objects.draft(title="Draft", slug="draft"))
    links = set(re.findall(r'href="(/[^"]*)"', desk.browser.get(desk.address).text))
    pages = {link for link in links if not link.startswith("/static/")}
    assert pages
    for link in pages:
        assert desk.browser.get(link, follow=True).status_code == 200, link


def test_what_is_unsafe_is_taken_out_of_what_is_typed(open_desk: OpenDesk) -> None:
    open_desk().press("publish", **NEW | {"body": "<p onclick=x>Pull<script>x</script></p>"})
    assert Article.objects.get().body == "<p>Pull</p>"
