"""Rescue: what the checker may have wronged stands first, with what speaks for it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from articles.models import Article
from comments.duties import group_comments, weigh_doubts
from comments.models import Comment
from fitsite.accounts.models import User
from tests.comments.desk.conftest import QUEUE, Decide
from tests.comments.grow import Twig, grow
from tests.conftest import Say
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db
RESCUE = f"{QUEUE}?tab=rescue"


def work() -> None:
    """What the worker does of all this."""
    while group_comments() or weigh_doubts():
        pass


def shown(browser: Client, address: str = RESCUE) -> list[int]:
    page = browser.get(address).content.decode()
    return [int(pk) for pk in re.findall(r'<li class="card[^"]*" id="comment-(\d+)"', page)]


def test_the_most_doubtful_stands_first(
    akismet: AkismetStandIn, say: Say, browser: Client, moderator: User
) -> None:
    for _ in range(4):
        say("An honest word", email="kim@example.com")
    plain = say("A casino I once worked in")
    known = say("The casino of the town", email="kim@example.com", seconds=95.0)
    confirmed = say("No casino here", is_confirmed=True)
    linking = say("Casino! http://a.example/ http://b.example/ http://c.example/", seconds=1.0)
    trapped = say("A casino", trap="x")
    work()
    assert Comment.objects.filter(status="spam").count() == 5
    assert shown(browser) == [known.pk, confirmed.pk, plain.pk]
    for hidden in (linking, trapped):
        hidden.refresh_from_db()
        assert hidden.doubt is not None
        assert hidden.doubt <= 0
    page = browser.get(RESCUE).content.decode()
    assert "4 published before, no links, 95 seconds to write it, no rule objects" in page
    assert "confirmed address, no links" in page
    assert 'Rescue <span class="tabs__count">3</span>' in page


def test_blatant_spam_and_copies_are_not_doubtful(
    akismet: AkismetStandIn, say: Say, browser: Client
) -> None:
    say("blatant nonsense")
    for _ in range(3):
        say("casino https://casino.example/")
    work()
    assert shown(browser) == []


def test_what_was_rejected_before_speaks_against_it(
    akismet: AkismetStandIn, say: Say, browser: Client
) -> None:
    first = say("A casino", email="kim@example.com")
    work()
    assert shown(browser) == [first.pk]
    for number in range(3):
        say(f"A casino again, number {number}", email="kim@example.com")
    work()
    assert shown(browser) == [first.pk]


def test_whom_a_person_has_decided_over_is_left_out(
    akismet: AkismetStandIn, say: Say, browser: Client, moderator: User, decide: Decide
) -> None:
    comment = say("A casino I once worked in")
    say("An honest word").mark_as_spam(by=moderator)
    work()
    assert shown(browser) == [comment.pk]
    comment.refresh_from_db()
    decide("approve", comment)
    work()
    assert shown(browser) == []
    comment.refresh_from_db()
    decide("mark_as_spam", comment)
    work()
    assert shown(browser) == []


def test_pages_go_on_where_the_last_one_ended(article: Article, browser: Client) -> None:
    comments = grow(article, [Twig(status="spam")] * 60)
    for number, comment in enumerate(comments):
        Comment.objects.filter(pk=comment.pk).update(doubt=1 + number % 3)
    right = sorted(comments, key=lambda each: (each.pk - comments[0].pk) % 3 * 10**9 + each.pk)
    found, address = [], RESCUE
    while address:
        found += shown(browser, address)
        older = re.search(r"before=([\d-]+)", browser.get(address).content.decode())
        address = f"{RESCUE}&before={older[1]}" if older else ""
    assert found == [comment.pk for comment in reversed(right)]
    for hostile in ("x", "5", "1-", "9" * 40 + "-1"):
        assert len(shown(browser, f"{RESCUE}&before={hostile}")) == 25


def test_a_filter_keeps_the_order_and_looks_through_a_part_at_a_time(
    article: Article, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comments.desk.reading.LOOKED_THROUGH", 10)
    monkeypatch.setattr("comments.desk.reading.PER_PAGE", 2)
    comments = grow(article, [Twig(status="spam")] * 30)
    for number, comment in enumerate(comments):
        name = "Kim" if number % 5 == 0 else "Bea"
        Comment.objects.filter(pk=comment.pk).update(doubt=1 + number % 3, name=name)
    kims = Comment.objects.filter(name="Kim").order_by("-doubt", "-pk")
    found, address = list[int](), f"{RESCUE}&author=Kim"
    while address:
        page = browser.get(address).content.decode()
        found += shown(browser, address)
        further = re.search(r"before=([\d-]+)", page)
        address = f"{RESCUE}&author=Kim&before={further[1]}" if further else ""
    assert found == [comment.pk for comment in kims]
    page = browser.get(f"{RESCUE}&author=Kim").content.decode()
    assert "of the 10 comments that were looked through" in page


@pytest.mark.parametrize("how_many", [3, 300])
def test_it_costs_the_same_however_many_there_are(
    how_many: int, article: Article, browser: Client, django_assert_num_queries: Any
) -> None:
    grow(article, [Twig(status="spam")] * how_many)
    Comment.objects.update(doubt=5)
    browser.get(RESCUE)
    with django_assert_num_queries(20):
        browser.get(RESCUE)
