"""Lists of articles: newest first, in pages, at a price that does not grow."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from articles.models import Article, Author, Category, Image

MakeArticle = Callable[..., Article]
# The range, the articles, their bylines, their comment counts, the owner's settings; and what the
# list is of. A category's page asks for those within it, a month's for the months beside it.
COSTS = {
    "/tags/long/": 6,
    "/categories/sport/running/": 7,
    "/authors/ann-lee/": 6,
    "/archive/2026/01/": 7,
}
LISTS = list(COSTS)
FIRST = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def publish(
    make_article: MakeArticle, ann: Author, ben: Author, running: Category
) -> Callable[[int], None]:
    """Publish so many articles, a day apart, that stand in every list."""

    def publish(how_many: int) -> None:
        for day in range(how_many):
            make_article(
                title=f"Day {day + 1}",
                publish_at=FIRST + timedelta(days=day),
                author_ids=[ann.pk, ben.pk],
                category_ids=[running.pk],
                tag_names=["long"],
                hero=Image.objects.create(file="images/a.jpg", alt="A", width=4, height=3),
            )

    return publish


def beside(client: Client, address: str, rel: str) -> str:
    """Where the link to the next or previous page leads; "" if there is none."""
    link = re.search(rf'<a[^>]* rel="{rel}" href="([^"]*)"', client.get(address).text)
    return link[1] if link else ""


def titles(client: Client, address: str) -> list[str]:
    found = re.findall(r'"card__title"><a[^>]*>(.*?)</a>', client.get(address).text)
    return [unescape(title) for title in found]


@pytest.mark.parametrize("address", LISTS)
def test_the_newest_come_first_twelve_to_a_page(
    address: str, publish: Callable[[int], None], client: Client
) -> None:
    publish(14)
    assert titles(client, address) == [f"Day {day}" for day in range(14, 2, -1)]
    older = beside(client, address, "next")
    assert older.startswith(f"{address}?before=")
    assert titles(client, older) == ["Day 2", "Day 1"]
    assert beside(client, older, "prev") == address
    assert beside(client, older, "next") == beside(client, address, "prev") == ""
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{older}">' in client.get(older).text


def test_the_way_back_shows_just_what_is_newer(
    publish: Callable[[int], None], client: Client
) -> None:
    publish(30)
    second = beside(client, "/tags/long/", "next")
    third = beside(client, second, "next")
    assert titles(client, third) == [f"Day {day}" for day in range(6, 0, -1)]
    assert beside(client, third, "prev") == second
    assert beside(client, second, "prev") == "/tags/long/"


def test_a_page_stays_where_it_is_when_something_new_comes(
    publish: Callable[[int], None], make_article: MakeArticle, client: Client
) -> None:
    publish(14)
    older = beside(client, "/tags/long/", "next")
    make_article(title="News", tag_names=["long"])
    assert titles(client, older) == ["Day 2", "Day 1"]


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize(
    "place",
    [
        *("", "0", "-1", "two", "%00", "20260101000000000000", "20260101000000000000-"),
        *("20260101000000000000-x", "20261301000000000000-1", "00000101000000000000-1"),
        *("20260101000000000000--1", f"20260101000000000000-{10**18}", "٢" * 20 + "-1"),
        *("20260101000000000000-1%0A", "20200101000000000000-1", "00010101000000000000-1"),
    ],
)
def test_a_page_that_does_not_exist_is_not_found(
    place: str, address: str, publish: Callable[[int], None], client: Client
) -> None:
    publish(1)
    assert client.get(f"{address}?before={place}").status_code == 404


def test_a_place_in_the_future_shows_nothing_that_is_to_come(
    make_article: MakeArticle, client: Client
) -> None:
    make_article(title="Now")
    make_article(title="Later", publish_at=datetime(2126, 1, 1, tzinfo=UTC))
    assert titles(client, "/?before=21270101000000000000-1") == ["Now"]


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("how_many", [1, 12, 25])
def test_a_list_costs_the_same_however_long_it_is(
    how_many: int,
    address: str,
    publish: Callable[[int], None],
    client: Client,
    django_assert_num_queries: Any,
) -> None:
    publish(how_many)
    with django_assert_num_queries(COSTS[address]):
        assert client.get(address).status_code == 200


def test_articles_of_the_same_moment_keep_their_order(
    make_article: MakeArticle, client: Client
) -> None:
    for number in range(1, 15):
        make_article(title=f"No {number}", publish_at=FIRST, tag_names=["one"])
    address = "/tags/one/"
    seen = [*titles(client, address), *titles(client, beside(client, address, "next"))]
    assert seen == [f"No {number}" for number in range(14, 0, -1)]


def test_an_empty_site_says_so(client: Client, db: None) -> None:
    assert "Nothing has been published here yet." in client.get("/").text


def test_a_subject_without_articles_has_a_page_all_the_same(
    sport: Category, ann: Author, client: Client
) -> None:
    for address in ("/archive/", sport.get_absolute_url(), ann.get_absolute_url()):
        assert "Nothing has been published here yet." in client.get(address).text
