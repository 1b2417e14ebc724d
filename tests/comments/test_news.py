"""How many comments there are now, for a page that has been open for a while."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Article
from fitsite.accounts.models import User
from tests.comments.grow import Twig, grow
from tests.conftest import Say
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db


def address(article: Article) -> str:
    return f"{article.get_absolute_url()}comments/count/"


def test_only_what_the_public_may_read_is_counted(
    akismet: AkismetStandIn, say: Say, article: Article, moderator: User, client: Client
) -> None:
    first, _ = say("One"), say("casino")
    say("Two")
    assert client.get(address(article)).json()["published"] == 2
    first.hold(by=moderator)
    assert client.get(address(article)).json()["published"] == 1


def test_it_leads_to_the_one_that_appeared_last(
    akismet: AkismetStandIn, say: Say, article: Article, moderator: User, client: Client
) -> None:
    def newest() -> str | None:
        link: str | None = client.get(address(article)).json()["newest"]
        return link

    assert newest() is None
    late, first, _ = say("casino"), say("One"), say("Two")
    answer = say("Three", parent=first)
    assert newest() == answer.get_absolute_url()
    late.approve(by=moderator)
    assert newest() == late.get_absolute_url()
    late.hold(by=moderator)
    assert newest() == answer.get_absolute_url()


def test_the_page_says_how_many_it_shows_and_where_to_ask(
    akismet: AkismetStandIn, say: Say, article: Article, client: Client
) -> None:
    say("One")
    shown = client.get(article.get_absolute_url()).text
    assert f'data-address="{address(article)}" data-shown="1"' in shown


def test_it_is_the_same_for_everybody_and_may_be_shared(article: Article, client: Client) -> None:
    answer = client.get(address(article))
    assert "must-revalidate" in answer.headers["Cache-Control"]
    assert not answer.cookies


def test_of_what_is_not_public_nothing_is_told(article: Article, client: Client) -> None:
    article.withdraw()
    assert client.get(address(article)).status_code in (404, 410)
    assert client.get("/articles/never/comments/count/").status_code == 404


def test_only_reading_is_allowed(article: Article, client: Client) -> None:
    assert client.post(address(article)).status_code == 405


@pytest.mark.parametrize("size", [2, 300])
def test_it_costs_the_same_however_many_there_are(
    size: int, article: Article, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    grow(article, [Twig()] * size)
    with django_assert_num_queries(2):
        assert client.get(address(article)).json()["published"] == size
