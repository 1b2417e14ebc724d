"""What stands after an article: its neighbours in time, and others that are like it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from articles.models import Article
from fitsite.accounts.models import User

MakeArticle = Callable[..., Article]
FIRST = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def publish(make_article: MakeArticle) -> Callable[..., Article]:
    """Publish articles a day apart, one call after the other."""
    days = iter(range(1000))

    def publish(title: str, *tags: str, **content: Any) -> Article:
        at = FIRST + timedelta(days=next(days))
        return make_article(title=title, tag_names=list(tags), **{"publish_at": at} | content)

    return publish


@pytest.fixture
def page(client: Client) -> Callable[[Article], str]:
    """The page of an article."""
    return lambda article: client.get(article.get_absolute_url()).text


def related(text: str) -> list[str]:
    section = text.partition('id="related"')[2].partition("</section>")[0]
    return re.findall(r'"teaser__title"><a[^>]*>(.*?)</a>', section)


def turns(text: str) -> dict[str, str]:
    found = re.findall(r'rel="(prev|next)" href="[^"]*">.*?"turn__title">(.*?)</span>', text)
    return dict(found)


def test_the_neighbours_are_the_articles_published_before_and_after(
    publish: Callable[..., Article], page: Callable[[Article], str]
) -> None:
    first, second, third = publish("One"), publish("Two"), publish("Three")
    assert turns(page(first)) == {"next": "Two"}
    assert turns(page(second)) == {"prev": "One", "next": "Three"}
    assert turns(page(third)) == {"prev": "Two"}


def test_neighbours_of_one_moment_are_passed_one_by_one(
    publish: Callable[..., Article], page: Callable[[Article], str]
) -> None:
    articles = [publish(f"No {n}", publish_at=FIRST) for n in range(3)]
    assert turns(page(articles[1])) == {"prev": "No 0", "next": "No 2"}


def test_what_is_not_public_is_nobodys_neighbour(
    publish: Callable[..., Article], page: Callable[[Article], str], editor: User
) -> None:
    publish("Gone", "rare").withdraw(by=editor)
    here = publish("Here", "rare")
    publish("To come", "rare", publish_at=datetime(2126, 1, 1, tzinfo=UTC))
    assert turns(page(here)) == {}
    assert related(page(here)) == []


def test_a_rare_tag_says_more_than_common_ones(
    publish: Callable[..., Article], page: Callable[[Article], str]
) -> None:
    publish("Shares what is rare", "rare")
    for number in range(12):
        publish(f"Common {number}", "running", "health")
    here = publish("Here", "rare", "running", "health")
    assert related(page(here))[0] == "Shares what is rare"


def test_more_shared_tags_say_more_than_fewer(
    publish: Callable[..., Article], page: Callable[[Article], str]
) -> None:
    publish("Two shared", "a", "b")
    publish("One shared", "a", "x")
    publish("None shared", "y")
    assert related(page(publish("Here", "a", "b"))) == ["Two shared", "One shared"]


def test_three_are_shown_and_never_the_article_itself(
    publish: Callable[..., Article], page: Callable[[Article], str]
) -> None:
    articles = [publish(f"No {n}", "a") for n in range(6)]
    assert related(page(articles[2])) == ["No 5", "No 4", "No 3"]
    assert "Here" not in related(page(publish("Here", "a")))


def test_an_article_without_tags_announces_nothing(
    publish: Callable[..., Article], page: Callable[[Article], str]
) -> None:
    publish("Other", "a")
    assert "Related articles" not in page(publish("Here"))


@pytest.mark.parametrize("how_many", [3, 60])
def test_it_costs_the_same_however_many_there_are(
    how_many: int,
    publish: Callable[..., Article],
    page: Callable[[Article], str],
    django_assert_num_queries: Any,
) -> None:
    articles = [publish(f"No {n}", "a", "b", f"t{n}") for n in range(how_many)]
    with django_assert_num_queries(8):
        page(articles[1])


def test_an_update_is_told_when_readers_see_other_words_on_a_later_day(
    publish: Callable[..., Article],
    page: Callable[[Article], str],
    change: Callable[..., Any],
    time_machine: Any,
) -> None:
    time_machine.move_to(FIRST, tick=False)
    article = publish("Here")
    article.publish(change(article, title="Corrected at once"))
    assert "Updated" not in page(article)
    time_machine.shift(timedelta(days=3))
    article.publish(change(article, comments_open=False))
    assert "Updated" not in page(article)
    change(article, title="A draft")
    assert "Updated" not in page(article)
    article.publish(change(article, body="<p>Other words.</p>"))
    assert 'Updated <time datetime="2026-01-04">4 January 2026</time>' in page(article)


def test_a_picture_stands_by_the_author_with_the_life_and_more(
    make_article: MakeArticle, client: Client, ann: Any, ben: Any
) -> None:
    text = client.get(make_article(author_ids=[ann.pk, ben.pk]).get_absolute_url()).text
    assert 'aria-label="About Ann Lee"' in text
    assert "Runs." in text
    assert 'aria-label="About Ben Ode"' not in text
