"""A rule can be tried first: it writes what it would have done, is counted, and does nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from comments.models import Block, Catch, Comment, CommentSettings, RuleTally
from comments.own_link import own_link
from fitsite.accounts.models import User
from tests.conftest import Say
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db

LINKS = " ".join(f"https://example.org/{at}" for at in range(5))


@pytest.fixture(autouse=True)
def everything_is_ham(akismet: AkismetStandIn) -> None:
    akismet.behave("body", body="false")


def decide(**given: object) -> None:
    CommentSettings.objects.update_or_create(only=True, defaults=given)


def counted(rule: str) -> tuple[int, int]:
    found = RuleTally.objects.filter(rule=rule).first()
    return (found.caught, found.only_logged) if found else (0, 0)


@pytest.mark.parametrize(
    ("rule", "given", "line"),
    [
        (
            "strangers",
            {"holds": "all", "holds_only_logs": True, "links_hold": 9},
            "would have held it: every",
        ),
        ("links", {"links_hold": 0, "links_only_log": True}, "would have held it: 5 links"),
        (
            "links",
            {"links_hold": 0, "links_refuse": 1, "links_only_log": True},
            "would have refused it: A comment can have 1",
        ),
    ],
)
def test_a_setting_that_only_logs_says_what_it_would_have_done(
    say: Say, rule: str, given: dict[str, Any], line: str
) -> None:
    decide(**given)
    comment = say(LINKS)
    assert comment.is_published
    [logged] = comment.history.filter(rule=rule)
    assert line in logged.why
    assert not logged.changed_state
    assert counted(rule) == (0, 1)
    assert [catch.comment for catch in Catch.objects.filter(rule=rule)] == [comment]


def test_a_flood_limit_can_be_tried(post: Callable, clock) -> None:
    decide(article_per_minute=1, pace_only_logs=True)
    assert [post().status_code for _ in range(3)] == [302, 302, 302]
    assert counted("pace") == (0, 2)


@pytest.mark.parametrize(
    ("effect", "line"),
    [
        ("hold", "would have held it"),
        ("spam", "would have put it in Spam"),
        ("refuse", "would have refused it"),
    ],
)
@pytest.mark.parametrize("kind", ["word", "pattern", "name", "email", "domain", "network"])
def test_a_block_that_only_logs_does_nothing_but_that(
    say: Say, moderator: User, kind: str, effect: str, line: str
) -> None:
    who = {"name": "casino", "email": "a@casino.example", "address": "203.0.113.9"}
    values = {"email": who["email"], "domain": "casino.example", "network": "203.0.113.0/24"}
    block = Block.objects.put(
        kind, values.get(kind, "casino"), by=moderator, effect=effect, only_logs=True
    )
    comment = say("casino", **who)
    assert comment.is_published
    assert line in comment.history.get(rule=block.rule).why
    assert counted(block.rule) == (0, 1)


def test_what_only_logs_stands_in_the_way_of_nothing_behind_it(say: Say, moderator: User) -> None:
    Block.objects.put("word", "first", by=moderator, effect="refuse", only_logs=True)
    Block.objects.put("word", "second", by=moderator, effect="spam")
    assert say("first second").status == "spam"


@pytest.mark.parametrize("effect", ["hold", "spam"])
def test_what_acts_is_counted_and_leads_to_what_it_caught(
    say: Say, moderator: User, effect: str
) -> None:
    block = Block.objects.put("word", "casino", by=moderator, effect=effect)
    comments = [say(f"casino {at}") for at in range(2)]
    say("innocent")
    assert counted(block.rule) == (2, 0)
    assert {each.comment for each in Catch.objects.filter(rule=block.rule)} == {*comments}
    assert RuleTally.objects.get(rule=block.rule).last_at


def test_what_was_refused_is_counted_though_nothing_is_stored(
    post: Callable, moderator: User
) -> None:
    block = Block.objects.put("word", "casino", by=moderator, effect="refuse")
    post(body="casino")
    assert counted(block.rule) == (1, 0)
    assert not Comment.objects.exists()
    assert not Catch.objects.exists()


def test_what_an_edit_meets_is_counted_and_logged(
    say: Say, client: Client, moderator: User
) -> None:
    comment = say("Innocent")
    acting = Block.objects.put("word", "casino", by=moderator)
    logging = Block.objects.put("word", "poker", by=moderator, only_logs=True)
    client.post(f"{own_link(comment)}edit/", {"body": "casino and poker"})
    assert counted(acting.rule) == (1, 0)
    assert counted(logging.rule) == (0, 1)
    assert "Only logged" in comment.history.get(rule=logging.rule).why


def test_a_refused_edit_is_counted(say: Say, client: Client, moderator: User) -> None:
    comment = say("Innocent")
    block = Block.objects.put("word", "casino", by=moderator, effect="refuse")
    assert client.post(f"{own_link(comment)}edit/", {"body": "casino"}).status_code == 422
    assert counted(block.rule) == (1, 0)
    assert comment.revisions.count() == 1


def test_an_edit_that_only_a_logging_rule_minds_is_in_force_at_once(
    say: Say, client: Client, moderator: User
) -> None:
    comment = say("Innocent")
    Block.objects.put("word", "casino", by=moderator, effect="refuse", only_logs=True)
    client.post(f"{own_link(comment)}edit/", {"body": "casino"})
    comment.refresh_from_db()
    assert comment.body == "casino"


def test_a_count_that_cannot_be_stored_loses_no_comment(
    post: Callable, moderator: User, caplog: pytest.LogCaptureFixture
) -> None:
    Block.objects.put("word", "casino", by=moderator)

    def refuse_to_count(execute: Callable[..., object], sql: str, *rest: object) -> object:
        if "ruletally" in sql:
            raise DatabaseError("full")
        return execute(sql, *rest)

    with connection.execute_wrapper(refuse_to_count):
        assert post(body="casino").status_code == 302
    assert Comment.objects.get().status == "held"
    assert "could not be counted" in caplog.text


def test_a_rule_that_stops_logging_acts_on_the_next_comment(say: Say, moderator: User) -> None:
    block = Block.objects.put("word", "casino", by=moderator, only_logs=True)
    assert say("casino").is_published
    block.alter(by=moderator, only_logs=False)
    assert say("casino again").status == "held"
    assert counted(block.rule) == (1, 1)
