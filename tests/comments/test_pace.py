"""Nobody comments faster than people write; whoever does is told when there is room again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from comments.models import Comment
from fitsite.accounts.models import User
from tests.standin import AkismetStandIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

MINUTE = 60
HOUR = 3600

# Who is counted, and how many comments fit into a minute and into an hour.
LIMITED = [
    ({"email": "ada@example.org"}, 5, 40),
    ({"address": "203.0.113.9"}, 20, 200),
]


@pytest.mark.parametrize(("same", "in_a_minute", "_"), LIMITED, ids=["email", "network"])
def test_a_minute_has_room_for_so_many_comments(
    akismet: AkismetStandIn,
    post: Callable,
    clock,
    same: dict[str, str],
    in_a_minute: int,
    _: int,
) -> None:
    for _second in range(in_a_minute):
        assert post(**same).status_code == 302
        clock.shift(1)
    response = post(**same, body="One too many")
    assert response.status_code == 429
    assert int(response["Retry-After"]) == MINUTE - in_a_minute
    html = response.content.decode()
    assert f"Please try again in {MINUTE - in_a_minute} seconds." in html
    assert "One too many" in html
    assert Comment.objects.count() == in_a_minute
    assert len(akismet.asked("comment-check")) == in_a_minute


@pytest.mark.parametrize(("same", "in_a_minute", "_"), LIMITED, ids=["email", "network"])
def test_there_is_room_again_exactly_when_it_was_said(
    post: Callable, clock, same: dict[str, str], in_a_minute: int, _: int
) -> None:
    for _second in range(in_a_minute):
        post(**same)
    wait = int(post(**same)["Retry-After"])
    clock.shift(wait - 1)
    assert post(**same).status_code == 429
    clock.shift(1)
    assert post(**same).status_code == 302


def test_an_hour_has_room_for_so_many_comments_too(post: Callable, clock) -> None:
    answers: list[Any] = []
    for _ in range(41):
        answers.append(post(email="ada@example.org"))
        clock.shift(30)
    assert [response.status_code for response in answers] == [302] * 40 + [429]
    assert int(answers[-1]["Retry-After"]) == HOUR - 40 * 30
    assert "40 minutes" in answers[-1].content.decode()


def test_case_makes_no_other_address(post: Callable) -> None:
    for _ in range(5):
        post(email="ada@example.org")
    assert post(email="ADA@example.org").status_code == 429


@pytest.mark.parametrize(
    ("address", "status"), [("2001:db8:1:2:ffff::9", 429), ("2001:db8:1:3::1", 302)]
)
def test_a_home_network_counts_as_one(post: Callable, address: str, status: int) -> None:
    for number in range(20):
        assert post(address=f"2001:db8:1:2::{number:x}").status_code == 302
    assert post(address=address).status_code == status


def test_others_are_not_held_up(post: Callable) -> None:
    for _ in range(6):
        post(email="ada@example.org")
    assert post(email="grace@example.org").status_code == 302


def test_what_went_to_spam_counts_like_everything_else(
    akismet: AkismetStandIn, post: Callable
) -> None:
    for number in range(5):
        post(email="ada@example.org", body=f"casino {number}")
    assert post(email="ada@example.org").status_code == 429


def test_refused_comments_do_not_lengthen_the_wait(post: Callable, clock) -> None:
    for _ in range(5):
        post(email="ada@example.org")
    for _ in range(10):
        post(email="ada@example.org")
        clock.shift(5)
    assert int(post(email="ada@example.org")["Retry-After"]) == 10


def test_moderators_write_as_fast_as_they_like(
    post: Callable, signed_in: Callable[[User], Client], moderator: User
) -> None:
    browser = signed_in(moderator)
    answers = [post(browser=browser, email="m@example.org", address="10.0.0.1") for _ in range(22)]
    assert {response.status_code for response in answers} == {302}
