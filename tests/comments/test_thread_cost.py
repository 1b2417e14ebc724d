"""A page of a thread costs the same number of queries however long or deep the thread is."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from comments.models.threading import MAX_DEPTH
from tests.comments.grow import Twig, grow
from tests.conftest import MakeArticle

pytestmark = pytest.mark.django_db


def queries(address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(address).status_code == 200
    return len(captured)


def many(roots: int) -> list[Twig]:
    """Some roots with four replies each."""
    return [Twig(at // 5 * 5 if at % 5 else None) for at in range(roots * 5)]


def chains(number: int) -> list[Twig]:
    length = MAX_DEPTH + 1
    return [Twig(at - 1 if at % length else None) for at in range(number * length)]


@pytest.mark.parametrize("order", ["", "?order=newest"])
def test_an_article_with_500_comments_costs_what_one_with_5_does(
    make_article: MakeArticle, order: str
) -> None:
    small, large = make_article(), make_article()
    grow(small, many(1))
    grow(large, many(100))
    addresses = [f"{article.get_absolute_url()}{order}" for article in (small, large)]
    assert queries(addresses[0]) == queries(addresses[1])


@pytest.mark.parametrize(
    ("small", "large"),
    [
        (chains(1), chains(20)),
        ([Twig()] * 5, [Twig()] * 500),
        ([Twig(), Twig(0)], [Twig(), *[Twig(0)] * 500]),
        ([Twig(None, "removed"), Twig(0)], [Twig(None, "removed"), *[Twig(0)] * 500]),
    ],
    ids=["deep", "wide", "one root", "under a gap"],
)
def test_the_shape_of_a_thread_costs_nothing(
    make_article: MakeArticle, small: list[Twig], large: list[Twig]
) -> None:
    articles = [make_article(), make_article()]
    roots = [grow(*pair)[0] for pair in zip(articles, (small, large), strict=True)]
    for address in ("get_absolute_url", "replies"):
        costs = {
            queries(root.article.get_absolute_url())
            if address == "get_absolute_url"
            else queries(f"/comments/{root.pk}/replies/")
            for root in roots
        }
        assert len(costs) == 1


@pytest.mark.parametrize("order", ["oldest", "newest"])
def test_later_pages_of_an_article_cost_one_query_more(
    make_article: MakeArticle, order: str
) -> None:
    article = make_article()
    comments = grow(article, many(100))
    address = f"{article.get_absolute_url()}?order={order}"
    first = queries(address)
    for root in comments[100:400:155]:
        assert queries(f"{address}&from={root.root_id}") == first + 1


@pytest.mark.parametrize("order", ["path", "-path"])
def test_a_page_is_a_range_of_the_index(make_article: MakeArticle, order: str) -> None:
    article = make_article()
    rows = article.comments.filter(on_article_page=True).order_by(order)[:51]
    plan = rows.explain()
    if connection.vendor == "sqlite":
        assert "comments_article_page" in plan
        assert "TEMP B-TREE" not in plan


def test_ten_thousand_replies_to_one_comment_page_in_constant_queries(
    make_article: MakeArticle,
) -> None:
    article = make_article()
    comments = grow(article, [Twig(), *[Twig(0)] * 10_000])
    root, middle, last = comments[0], comments[5_000], comments[-1]
    short = grow(make_article(), [Twig(), Twig(0)])[0]
    address = f"/comments/{root.pk}/replies/"
    cost = queries(f"/comments/{short.pk}/replies/")
    assert queries(address) == cost
    assert queries(f"{address}?after={middle.path}") == cost
    assert queries(f"{address}?after={last.path}") == cost
    assert queries(article.get_absolute_url()) == queries(short.article.get_absolute_url())

    for comment in (comments[1], middle, last):
        response = Client().get(comment.get_absolute_url(), follow=True)
        assert f'id="comment-{comment.pk}"' in response.content.decode()
    assert "Show 9990 more replies" in Client().get(article.get_absolute_url()).content.decode()
    anchors = re.findall(r'id="comment-(\d+)"', Client().get(address).content.decode())
    assert len(anchors) == 51
