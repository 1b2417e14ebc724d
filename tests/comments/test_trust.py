"""Whose comments wait is the owner's decision; who is trusted, nobody can decide by typing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from comments.mail.proof import proof_of
from comments.models import Comment, CommentSettings, Reader
from comments.models.submitting import SubmissionRefused
from comments.spam.judge import judge_for_reader
from fitsite.accounts.models import User
from tests.conftest import Say
from tests.standin import AkismetStandIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("akismet")]

ADA = {"name": "Ada", "email": "ada@example.org"}
LINKS = " ".join(f"see https://example.org/{at}" for at in range(5))


@pytest.fixture
def hold() -> Callable[[str], None]:
    def decide(holds: str) -> None:
        CommentSettings.objects.update_or_create(only=True, defaults={"holds": holds})

    return decide


@pytest.fixture
def member(db: None) -> User:
    """Somebody with an account and no rights."""
    return User.objects.create_user("member")


@pytest.fixture
def known(request: pytest.FixtureRequest, member: User) -> dict[str, Any]:
    """What a person brings along who can prove to be the same: an address or an account."""
    return {"address": {**ADA, "is_confirmed": True}, "account": {**ADA, "user": member}}[
        request.param
    ]


PROVED = pytest.mark.parametrize("known", ["address", "account"], indirect=True)


def test_nobody_waits_unless_the_owner_wants_it(say: Say) -> None:
    assert say().is_published


def test_everybody_waits_where_the_owner_wants_it(
    say: Say, hold: Callable, moderator: User
) -> None:
    say(**ADA, is_confirmed=True).approve(by=moderator)
    hold("all")
    waiting = say(**ADA, is_confirmed=True)
    assert (waiting.status, waiting.basis) == ("held", "rule")
    assert waiting.why == "Not spam, but: every comment waits for a person here"


@PROVED
def test_the_first_comment_waits_and_those_after_an_approved_one_do_not(
    say: Say, hold: Callable, moderator: User, known: dict[str, Any], akismet: AkismetStandIn
) -> None:
    hold("first")
    first = say(**known)
    assert first.status == "held"
    assert say(**known).status == "held"
    first.approve(by=moderator)
    assert say(**known).is_published
    assert len(akismet.asked("comment-check")) == 3


@PROVED
def test_whoever_is_trusted_is_checked_all_the_same(
    say: Say, hold: Callable, moderator: User, known: dict[str, Any], akismet: AkismetStandIn
) -> None:
    hold("first")
    say(**known).approve(by=moderator)
    assert say("casino", **known).status == "spam"
    akismet.behave("close")
    assert say(**known).status == "unchecked"


@PROVED
@pytest.mark.parametrize("flag", ["mark_as_spam", "remove"])
def test_a_comment_that_was_flagged_since_ends_it_until_one_is_approved_later(
    say: Say, hold: Callable, moderator: User, known: dict[str, Any], flag: str, clock
) -> None:
    hold("first")
    good, bad = say(**known), say(**known)
    good.approve(by=moderator)
    clock.shift(1)
    bad.approve(by=moderator)
    clock.shift(1)
    getattr(bad, flag)(by=moderator)
    waiting = say(**known)
    assert waiting.status == "held"
    clock.shift(1)
    waiting.approve(by=moderator)
    assert say(**known).is_published


@PROVED
def test_spam_that_the_checker_found_ends_it_too(
    say: Say, hold: Callable, moderator: User, known: dict[str, Any], clock
) -> None:
    hold("first")
    say(**known).approve(by=moderator)
    clock.shift(1)
    say("casino", **known)
    assert say(**known).status == "held"


@PROVED
def test_withdrawing_ones_own_words_loses_no_trust(
    say: Say, hold: Callable, moderator: User, known: dict[str, Any], clock
) -> None:
    hold("first")
    say(**known).approve(by=moderator)
    clock.shift(1)
    say(**known).withdraw()
    assert say(**known).is_published


def test_typing_a_known_name_and_address_is_never_enough(
    say: Say, hold: Callable, moderator: User, post: Callable
) -> None:
    """Everything of Ada's that anybody can read or guess, and none of what she can prove."""
    hold("first")
    reader = Reader.objects.of(ADA["email"])
    reader.confirm()
    say(**ADA, is_confirmed=True, address="203.0.113.9").approve(by=moderator)
    for proof in ("", "x", proof_of(Reader(pk=reader.pk, confirmed_at=None))):
        post(**ADA, address="203.0.113.9", proof=proof, body=f"I am Ada {proof!r}")
        assert Comment.objects.latest("pk").status == "held"
    post(**ADA, proof=proof_of(reader))
    assert Comment.objects.latest("pk").is_published


def test_comments_that_proved_nothing_earn_nothing(
    say: Say, hold: Callable, moderator: User
) -> None:
    hold("first")
    say(**ADA).approve(by=moderator)
    assert say(**ADA, is_confirmed=True).status == "held"


def test_what_somebody_types_in_anothers_name_costs_nothing(
    say: Say, hold: Callable, moderator: User, clock
) -> None:
    hold("first")
    say(**ADA, is_confirmed=True).approve(by=moderator)
    clock.shift(1)
    say("casino", **ADA)
    assert say(**ADA, is_confirmed=True).is_published


def test_a_letter_that_is_answered_later_proves_the_comment_that_brought_it(
    say: Say, hold: Callable, moderator: User
) -> None:
    hold("first")
    first = say(**ADA)
    first.approve(by=moderator)
    Comment.objects.filter(pk=first.pk).confirm()
    assert say(**ADA, is_confirmed=True).is_published


def test_an_account_is_trusted_for_its_own_comments_only(
    say: Say, hold: Callable, moderator: User, member: User
) -> None:
    hold("first")
    say(**ADA, user=member).approve(by=moderator)
    other = User.objects.create_user("other")
    assert say(**ADA, user=other).status == "held"
    assert say(**ADA).status == "held"


def test_an_account_counts_by_the_session_and_not_by_what_is_typed(
    say: Say, hold: Callable, moderator: User, member: User, post: Callable, signed_in: Callable
) -> None:
    hold("first")
    say(user=member).approve(by=moderator)
    post(browser=signed_in(member), email="elsewhere@example.org")
    assert Comment.objects.latest("pk").is_published
    post(browser=Client(), name="member", email="elsewhere@example.org", body="Another")
    assert Comment.objects.latest("pk").status == "held"


@PROVED
def test_links_of_whoever_is_trusted_do_not_wait_but_a_heap_is_still_refused(
    say: Say, moderator: User, known: dict[str, Any], akismet: AkismetStandIn
) -> None:
    akismet.behave("body", body="false")
    assert say(LINKS, **known).status == "held"
    say(**known).approve(by=moderator)
    assert say(f"again {LINKS}", **known).is_published
    with pytest.raises(SubmissionRefused, match="20 links at most"):
        say(LINKS * 5, **known)


@pytest.mark.parametrize(
    ("holds", "person", "in_force"),
    [
        ("all", {"is_confirmed": True}, False),
        ("first", {}, False),
        ("first", {"is_confirmed": True}, True),
        ("nobody", {}, True),
    ],
)
def test_an_approved_comment_cannot_be_changed_past_the_same_rule(
    say: Say, hold: Callable, moderator: User, holds: str, person: dict[str, Any], in_force: bool
) -> None:
    hold(holds)
    comment = say("Harmless", **ADA, **person)
    comment.approve(by=moderator)
    judge_for_reader(comment.edit("Something else"))
    comment.refresh_from_db()
    assert comment.is_published
    assert comment.body == ("Something else" if in_force else "Harmless")


def test_a_first_timer_is_told_the_same_as_everybody_who_waits(
    hold: Callable, post: Callable, read: Callable
) -> None:
    hold("first")
    first = read(post()["Location"])
    spam = read(post(body="casino")["Location"])
    assert "waits for a moderator" in first
    assert "waits for a moderator" in spam


def test_trust_is_asked_along_with_everything_else(say: Say, member: User, hold: Callable) -> None:
    hold("first")
    costs = []
    for person in ({}, {**ADA, "is_confirmed": True}, {"user": member}):
        say(**person)
        with CaptureQueriesContext(connection) as asked:
            say(**person)
        costs.append(len(asked) - sum("auth_" in each["sql"] for each in asked))
    assert len(set(costs)) == 1
