"""The thread can be read from either end; the address says so, and only one is for searching."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from articles.models import Article
from tests.comments.grow import Twig, grow
from tests.conftest import MakeArticle, Say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("akismet")]


def texts(html: str) -> list[str]:
    return re.findall(r'<div class="comment__text"[^>]*>\s*<p>(.*?)</p>', html)


def test_newest_first_puts_each_answer_below_its_question(
    say: Say, read: Callable, article: Article
) -> None:
    first, second = say("1"), say("2")
    say("1.1", parent=first)
    say("2.1", parent=second)
    say("1.2", parent=first)
    say("3")
    assert texts(read(f"{article.get_absolute_url()}?order=newest")) == [
        *("3", "2", "2.1", "1", "1.1", "1.2"),
    ]


@pytest.mark.parametrize(
    ("asked", "current"),
    [("", "Oldest"), ("?order=newest", "Newest"), ("?order=best", "Oldest")],
)
def test_the_order_in_force_is_marked_and_the_other_a_link_away(
    asked: str, current: str, say: Say, read: Callable, article: Article
) -> None:
    say()
    say()
    address = article.get_absolute_url()
    html = read(f"{address}{asked}")
    assert re.findall(r'aria-current="true">(\w+) first', html) == [current]
    assert f'href="{address}#comments"' in html
    assert f'href="{address}?order=newest#comments"' in html


def test_one_comment_needs_no_order(say: Say, read: Callable) -> None:
    say()
    assert "Newest first" not in read()


def test_a_gap_has_its_place_in_both_orders(say: Say, read: Callable, article: Article) -> None:
    [gone, *_] = grow(article, [Twig(None, "removed"), Twig(0), Twig()])
    html = read(f"{article.get_absolute_url()}?order=newest")
    assert re.findall(r'id="comment-(\d+)"', html) == [
        str(pk) for pk in (gone.pk + 2, gone.pk, gone.pk + 1)
    ]


def test_pages_keep_the_order(make_article: MakeArticle, read: Callable) -> None:
    article = make_article()
    grow(article, [Twig()] * 120)
    address = f"{article.get_absolute_url()}?order=newest"
    links = re.findall(r'rel="(\w+)" href="([^"]+)">([^<]+)', read(address))
    [(relation, further, words)] = [link for link in links if link[0] in ("prev", "next")]
    assert (relation, words) == ("next", "Older comments")
    assert further.startswith(f"{address}&amp;from=")
    html = read(further.replace("&amp;", "&"))
    assert f'rel="prev" href="{address}#comments">Newer comments' in html


@pytest.mark.parametrize("part", ["?order=newest", "?from=1", "?order=newest&from=1000050"])
def test_only_the_article_itself_is_for_search_engines(
    part: str, make_article: MakeArticle, client: Client
) -> None:
    article = make_article()
    address = article.get_absolute_url()
    noindex = '<meta name="robots" content="noindex">'
    assert noindex not in client.get(address).text
    html = client.get(f"{address}{part}").text
    assert noindex in html
    assert f'rel="canonical" href="http://127.0.0.1:8000{address}"' in html


def test_all_replies_to_one_comment_are_the_articles_too(
    say: Say, client: Client, article: Article
) -> None:
    html = client.get(f"/comments/{say().pk}/replies/").text
    assert '<meta name="robots" content="noindex">' in html
    assert f'rel="canonical" href="http://127.0.0.1:8000{article.get_absolute_url()}"' in html
