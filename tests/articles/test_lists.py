"""Lists of articles: newest first, in pages, at a price that does not grow."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from articles.models import Article, Author, Category, Image

MakeArticle = Callable[..., Article]
# Home: how many there are, the articles, their bylines, their authors, their comment counts.
COSTS = {"/": 6, "/tags/long/": 7, "/categories/sport/running/": 8, "/authors/ann-lee/": 7}
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


def titles(client: Client, address: str) -> list[str]:
    return re.findall(r"<h2[^>]*><a[^>]*>(.*?)</a>", client.get(address).text)


@pytest.mark.parametrize("address", LISTS)
def test_the_newest_come_first_twelve_to_a_page(
    address: str, publish: Callable[[int], None], client: Client
) -> None:
    publish(14)
    assert titles(client, address) == [f"Day {day}" for day in range(14, 2, -1)]
    assert titles(client, f"{address}?page=2") == ["Day 2", "Day 1"]
    assert f'href="{address}?page=2"' in client.get(address).text
    assert f'rel="prev" href="{address}"' in client.get(f"{address}?page=2").text


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("number", ["0", "-1", "3", "99999999999999999999", "two", "1.5", "%00"])
def test_a_page_that_does_not_exist_is_not_found(
    number: str, address: str, publish: Callable[[int], None], client: Client
) -> None:
    publish(13)
    assert client.get(f"{address}?page={number}").status_code == 404


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
        make_article(title=f"No {number}", publish_at=FIRST)
    seen = [*titles(client, "/"), *titles(client, "/?page=2")]
    assert seen == [f"No {number}" for number in range(14, 0, -1)]


def test_an_empty_site_says_so(client: Client, db: None) -> None:
    assert "Nothing has been published here yet." in client.get("/").text


def test_a_subject_without_articles_has_a_page_all_the_same(
    sport: Category, ann: Author, client: Client
) -> None:
    for address in (sport.get_absolute_url(), ann.get_absolute_url()):
        assert "Nothing has been published here yet." in client.get(address).text
