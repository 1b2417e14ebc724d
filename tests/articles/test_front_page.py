"""The front page: a lead story, the newest, the most discussed, and a few of each subject."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from articles.models import Article, Author, Category
from comments.models import ThreadCount

MakeArticle = Callable[..., Article]
FIRST = datetime(2026, 1, 1, tzinfo=UTC)


class Front:
    """What a reader finds on the front page."""

    def __init__(self, client: Client, address: str = "/") -> None:
        self.text = client.get(address).text

    def part(self, name: str) -> list[str]:
        """The titles in one part of the page."""
        found = re.findall(rf'<(section|div) class="{name}"(.*?)</\1>', self.text, re.DOTALL)
        pattern = r'(?:card|teaser|ranking)__title"(?:><a)?[^>]*>(.*?)</a>'
        return [title for _, part in found for title in re.findall(pattern, part)]

    @property
    def lead(self) -> list[str]:
        part = self.text.partition('class="front__lead"')[2].partition("<section")[0]
        return re.findall(r'card__title"><a[^>]*>(.*?)</a>', part)

    @property
    def older(self) -> str:
        link = re.search(r'rel="next" href="([^"]*)"', self.text)
        return link[1] if link else ""


@pytest.fixture
def publish(make_article: MakeArticle) -> Callable[..., None]:
    """Publish so many articles, a day apart."""
    days = iter(range(1000))

    def publish(how_many: int, **content: Any) -> None:
        for _ in range(how_many):
            day = next(days)
            at = FIRST + timedelta(days=day)
            make_article(**{"title": f"Day {day + 1}", "publish_at": at} | content)

    return publish


def titles(newest: int, oldest: int) -> list[str]:
    return [f"Day {day}" for day in range(newest, oldest - 1, -1)]


def test_the_newest_leads_and_six_follow(publish: Callable[..., None], client: Client) -> None:
    publish(20)
    front = Front(client)
    assert front.lead == ["Day 20"]
    assert front.part("front__latest") == titles(19, 14)
    older = client.get(front.older).text
    assert re.findall(r'card__title"><a[^>]*>(.*?)</a>', older) == titles(13, 2)
    assert "Earlier articles" in older


def test_the_way_back_from_what_is_older_leads_to_the_front_page(
    publish: Callable[..., None], client: Client
) -> None:
    publish(20)
    assert 'rel="prev" href="/"' in client.get(Front(client).older).text


def test_what_is_older_begins_behind_what_the_subjects_show(
    publish: Callable[..., None], sport: Category, client: Client
) -> None:
    publish(11, category_ids=[sport.pk])
    assert Front(client).part("front__section") == titles(4, 1)
    assert Front(client).older == ""
    publish(14, category_ids=[sport.pk])
    older = client.get(Front(client).older).text
    assert re.findall(r'card__title"><a[^>]*>(.*?)</a>', older) == titles(14, 3)


def test_nothing_older_is_passed_over(
    publish: Callable[..., None], sport: Category, client: Client
) -> None:
    publish(1, category_ids=[sport.pk])
    publish(1)
    publish(8, category_ids=[sport.pk])
    front = Front(client)
    assert front.part("front__section") == ["Day 3", "Day 1"]
    older = client.get(front.older).text
    assert re.findall(r'card__title"><a[^>]*>(.*?)</a>', older) == ["Day 2", "Day 1"]


def test_a_lead_story_leads_until_another_one_does(
    publish: Callable[..., None], make_article: MakeArticle, client: Client
) -> None:
    publish(3)
    make_article(title="Chosen", featured=True, publish_at=FIRST + timedelta(hours=1))
    front = Front(client)
    assert front.lead == ["Chosen"]
    assert front.part("front__latest") == titles(3, 1)
    make_article(title="Chosen later", featured=True, publish_at=FIRST + timedelta(hours=2))
    assert Front(client).lead == ["Chosen later"]
    assert "Chosen" in Front(client).part("front__latest")


def test_a_lead_story_that_is_withdrawn_leads_no_more(
    publish: Callable[..., None], make_article: MakeArticle, client: Client
) -> None:
    publish(1)
    make_article(title="Chosen", featured=True, publish_at=FIRST).withdraw()
    assert Front(client).lead == ["Day 1"]


def test_subjects_show_what_stands_nowhere_above(
    publish: Callable[..., None], sport: Category, running: Category, client: Client
) -> None:
    food = Category.objects.create(name="Food", slug="food")
    publish(6, category_ids=[running.pk])
    publish(1, category_ids=[food.pk, running.pk])
    publish(7, category_ids=[food.pk])
    front = Front(client)
    assert [front.lead, front.part("front__latest")] == [["Day 14"], titles(13, 8)]
    assert front.part("front__section") == ["Day 7", *titles(6, 3)]
    assert 'href="/categories/sport/">Sport</a>' in front.text
    assert 'href="/categories/sport/running/">' not in front.text


def test_a_subject_without_anything_more_is_left_out(
    publish: Callable[..., None], sport: Category, client: Client
) -> None:
    publish(3, category_ids=[sport.pk])
    assert "front__section" not in Front(client).text


def test_the_most_discussed_of_the_newest_stand_in_their_order(
    publish: Callable[..., None], client: Client
) -> None:
    publish(70)
    numbers = {"Day 1": 99, "Day 20": 3, "Day 30": 8, "Day 40": 1, "Day 50": 8, "Day 60": 0}
    for title, number in numbers.items():
        ThreadCount.objects.create(article=Article.objects.get(title=title), published=number)
    front = Front(client)
    assert front.part("front__discussed") == ["Day 50", "Day 30", "Day 20", "Day 40"]
    assert "1 comment<" in front.text


def test_nothing_is_most_discussed_where_nobody_has_spoken(
    publish: Callable[..., None], client: Client
) -> None:
    publish(3)
    assert "Most discussed" not in Front(client).text


def test_the_headings_tell_the_page(
    publish: Callable[..., None], sport: Category, client: Client
) -> None:
    publish(20, category_ids=[sport.pk])
    levels = re.findall(r"<h([1-6])", client.get("/").text)
    assert levels == ["1", "2", "2", *["3"] * 6, "2", *["3"] * 4]


@pytest.mark.parametrize("how_many", [8, 70])
def test_it_costs_the_same_however_much_there_is(
    how_many: int,
    publish: Callable[..., None],
    ann: Author,
    running: Category,
    client: Client,
    django_assert_num_queries: Any,
) -> None:
    for number in range(how_many // 4):
        Category.objects.create(name=f"C {number}", slug=f"c-{number}")
    publish(how_many, author_ids=[ann.pk], category_ids=[running.pk], tag_names=["a"])
    # The newest, the subjects, what is new in each, the articles, their bylines, their comment
    # counts, the most discussed; the owner's settings.
    with django_assert_num_queries(8):
        assert client.get("/").status_code == 200
