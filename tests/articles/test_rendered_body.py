"""The body as its page shows it is made when an article is published, and anew when need be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import models
from django.test import Client

from articles.duties import render_articles
from articles.models import Article
from fitsite.markup import clean_article, clean_rendered
from fitsite.page_cache.models import PageVersion

MakeArticle = Callable[..., Article]
RICH = (
    '<h2 id="own">A &amp; B</h2><p>x &lt; y &nbsp;“z” <em>so</em><br>on</p>'
    "<pre><code>&amp;lt;</code></pre>"
    '<ol start="3"><li>Three</li></ol>'
)
TABLE = '<table><tbody><tr><td colspan="2">1</td></tr></tbody></table>'


def forget_how_it_was_rendered() -> None:
    models.QuerySet(Article).update(rendered_html="", rendered_with=0)


def test_what_holds_no_picture_is_shown_as_it_was_written(
    make_article: MakeArticle, client: Client
) -> None:
    article = make_article(body=RICH)
    assert clean_article(RICH) in client.get(article.get_absolute_url()).text


def test_a_table_stands_in_a_box_that_scrolls_by_keyboard_too(
    make_article: MakeArticle, client: Client
) -> None:
    article = make_article(body=f"<p>Before</p>{TABLE}<p>After</p>")
    box = '<div class="scrolls" role="group" tabindex="0" aria-label="Table">'
    assert f"Before</p>{box}{TABLE}</div><p>After" in client.get(article.get_absolute_url()).text


def test_an_article_from_before_shows_its_body_until_the_worker_has_rendered_it(
    make_article: MakeArticle, client: Client, django_assert_num_queries: Any
) -> None:
    article = make_article()
    forget_how_it_was_rendered()
    assert "<p>Text.</p>" in client.get(article.get_absolute_url()).text
    assert not render_articles()
    assert Article.objects.get().rendered_html == "<p>Text.</p>"
    with django_assert_num_queries(1):
        render_articles()


def test_the_worker_takes_a_handful_at_a_time(make_article: MakeArticle) -> None:
    for _ in range(21):
        make_article()
    forget_how_it_was_rendered()
    assert render_articles()
    assert not render_articles()
    assert not Article.objects.to_be_rendered().exists()


def test_rendering_again_raises_the_version_only_if_the_page_changes(
    make_article: MakeArticle,
) -> None:
    article = make_article()
    before = PageVersion.objects.get(scope="site").number
    article.render_again()
    assert PageVersion.objects.get(scope="site").number == before
    forget_how_it_was_rendered()
    article.render_again()
    assert PageVersion.objects.get(scope="site").number > before


@pytest.mark.parametrize("road", ["update", "save", "create in bulk"])
def test_whatever_is_stored_as_rendered_is_clean(road: str, article: Article) -> None:
    dirty = (
        '<picture><source srcset="//evil.example/a 1w"><img src="/a.jpg" onload="x()"></picture>'
    )
    if road == "update":
        Article.objects.update(rendered_html=dirty)
    elif road == "save":
        article.rendered_html = dirty
        article.save()
    else:
        Article.objects.bulk_create([Article(rendered_html=dirty)])
    kept = Article.objects.order_by("pk").last()
    assert kept is not None
    assert kept.shown_html == '<picture><source><img src="/a.jpg"></picture>'


@pytest.mark.parametrize(
    "addresses",
    [
        "https://evil.example/a.jpg 320w",
        "/a.jpg 320w, //evil.example/a.jpg 640w",
        "/a.jpg 320w, /\\evil.example/a.jpg",
        "/a.jpg 320w,\t/\t/evil.example/a.jpg",
        "data:image/png;base64,AAAA",
    ],
)
def test_a_choice_of_files_names_no_other_host(addresses: str) -> None:
    assert "srcset" not in clean_rendered(f'<img srcset="{addresses}">')
    assert "srcset" not in clean_rendered(f'<source srcset="{addresses}">')
