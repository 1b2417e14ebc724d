"""Months that have articles, by the clock of the site."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings
from time_machine import TimeMachineFixture

from articles.models import Article
from fitsite.accounts.models import User

MakeArticle = Callable[..., Article]


@pytest.fixture
def publish(make_article: MakeArticle) -> Callable[..., Article]:
    """Publish an article at a time."""

    def publish(title: str, *at: int, **content: Any) -> Article:
        return make_article(title=title, publish_at=datetime(*at, tzinfo=UTC), **content)  # type: ignore[arg-type, misc]

    return publish


def months(client: Client) -> list[str]:
    return re.findall(r'href="/archive/([0-9/]+)/"', client.get("/archive/").text)


def beside(client: Client, month: str) -> list[str]:
    nav = client.get(f"/archive/{month}/").text.partition('aria-label="Other months"')[2]
    return re.findall(r'href="/archive/([0-9/]+)/"', nav.partition("</nav>")[0])


def test_the_archive_has_the_months_that_have_articles(
    publish: Callable[..., Article], client: Client
) -> None:
    publish("A", 2024, 12, 31)
    publish("B", 2026, 3, 1)
    publish("C", 2026, 3, 31)
    publish("D", 2026, 1, 15)
    assert months(client) == ["2026/03", "2026/01", "2024/12"]
    assert [int(year) for year in re.findall(r'id="year-(\d+)"', client.get("/archive/").text)] == [
        *(2026, 2024)
    ]


def test_a_month_has_its_articles_and_the_months_beside_it(
    publish: Callable[..., Article], client: Client
) -> None:
    publish("In winter", 2024, 12, 31)
    publish("On that day", 2026, 1, 15)
    publish("In spring", 2026, 3, 1)
    text = client.get("/archive/2026/01/").text
    assert "January 2026" in text
    assert [title in text for title in ("In winter", "On that day", "In spring")] == [
        False,
        True,
        False,
    ]
    assert beside(client, "2026/01") == ["2024/12", "2026/03"]
    assert beside(client, "2024/12") == ["2026/01"]
    assert beside(client, "2026/03") == ["2026/01"]


@pytest.mark.parametrize(
    ("zone", "at", "month"),
    [
        ("UTC", (2026, 2, 28, 23, 59), "2026/02"),
        ("UTC", (2026, 3, 1), "2026/03"),
        ("Europe/Berlin", (2026, 2, 28, 22, 59), "2026/02"),
        ("Europe/Berlin", (2026, 2, 28, 23), "2026/03"),
        ("Europe/Berlin", (2026, 6, 30, 21, 59), "2026/06"),
        ("Europe/Berlin", (2026, 6, 30, 22), "2026/07"),
        ("America/New_York", (2026, 1, 1, 4, 59), "2025/12"),
        ("Pacific/Auckland", (2025, 12, 31, 11), "2026/01"),
    ],
)
def test_the_clock_of_the_site_says_which_month_it_was(
    zone: str,
    at: tuple[int, ...],
    month: str,
    publish: Callable[..., Article],
    client: Client,
    settings: Settings,
) -> None:
    settings.TIME_ZONE = zone
    publish("At the border", *at)
    assert months(client) == [month]
    assert "At the border" in client.get(f"/archive/{month}/").text


@pytest.mark.parametrize(
    "month",
    [
        *("2026/13", "2026/00", "2026/1", "0000/01", "9999/12", "1899/12", "2200/01", "26/01"),
        *("2026/01/01", "٢٠٢٦/01", "2026/0٣", "%00/01", "2026/05", "2199/12", "1900/01"),
    ],
)
def test_a_month_without_articles_has_no_page(
    month: str, publish: Callable[..., Article], client: Client
) -> None:
    publish("A", 2026, 3, 1)
    assert client.get(f"/archive/{month}/").status_code == 404


def test_what_is_not_public_makes_no_month(
    publish: Callable[..., Article], client: Client, editor: User, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(datetime(2026, 1, 1, tzinfo=UTC), tick=False)
    publish("Gone", 2025, 5, 1).withdraw(by=editor)
    publish("To come", 2026, 2, 1)
    publish("Briefly", 2025, 6, 1, unpublish_at=datetime(2026, 1, 2, tzinfo=UTC))
    assert months(client) == ["2025/06"]
    time_machine.shift(timedelta(days=40))
    assert months(client) == ["2026/02"]


def test_a_month_that_begins_now_is_found(
    publish: Callable[..., Article], client: Client, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(datetime(2026, 3, 1, tzinfo=UTC), tick=False)
    publish("First thing", 2026, 3, 1)
    publish("Before", 2026, 1, 1)
    assert months(client) == ["2026/03", "2026/01"]


@pytest.mark.parametrize(("years", "queries"), [(1, 4), (15, 4)])
def test_the_archive_costs_the_same_however_much_there_is(
    years: int,
    queries: int,
    publish: Callable[..., Article],
    client: Client,
    django_assert_num_queries: Any,
) -> None:
    for year in range(2026 - years, 2026):
        publish("A", year, 1, 1)
        publish("B", year, 12, 1)
    with django_assert_num_queries(queries):
        assert client.get("/archive/").status_code == 200


def test_a_magazine_of_centuries_has_an_archive(
    publish: Callable[..., Article], client: Client
) -> None:
    publish("First", 1900, 1, 1)
    publish("Last", 2026, 1, 1)
    assert months(client) == ["2026/01", "1900/01"]
