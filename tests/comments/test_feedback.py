"""Moderators' corrections on their way to Akismet: once for each decision, until it has them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from comments.duties import send_feedback
from comments.models import Check, CheckerState, Comment, Feedback
from comments.retention import forget
from comments.spam.report import report
from fitsite.accounts.models import User
from fitsite.leasing import LEASE
from tests.comments.together import together
from tests.conftest import Say
from tests.standin import AkismetStandIn

# The worker sends from threads of its own, which see only what is committed.
pytestmark = pytest.mark.django_db(transaction=True)

THANKS = "Thanks for making the web a better place."
A_DAY = 24 * 3600


def sent(akismet: AkismetStandIn) -> list[str]:
    """The corrections that Akismet received, in order."""
    return [one.operation for one in akismet.requests if one.operation.startswith("submit-")]


def fates() -> list[str]:
    return list(Feedback.objects.values_list("fate", flat=True))


def told(akismet: AkismetStandIn, operation: str) -> dict[str, Any]:
    """The fields of the only correction of its kind, without the key."""
    (request,) = akismet.asked(operation)
    form: dict[str, Any] = {}
    for name, value in request.form:
        if name not in {"key", "api_key"}:
            form[name] = [*form.get(name, []), value] if name.endswith("[]") else value
    return form


@pytest.mark.parametrize(
    ("text", "verdict", "verb", "operation"),
    [
        ("A thoughtful word", "false", "mark_as_spam", "submit-spam"),
        ("Visit my casino", "true", "approve", "submit-ham"),
    ],
)
def test_a_correction_has_the_fields_of_the_check_who_corrects_and_the_verdict(
    akismet: AkismetStandIn,
    say: Say,
    moderator: User,
    text: str,
    verdict: str,
    verb: str,
    operation: str,
) -> None:
    comment = say(text, user_agent="Mozilla/5.0", website="https://example.org/", referrer="/x")
    getattr(comment, verb)(by=moderator)
    send_feedback()
    assert sent(akismet) == [operation]
    assert told(akismet, operation) == {
        **Check.objects.get().fields,
        "reporter": "moderator",
        "comment_check_response": verdict,
    }
    assert fates() == ["confirmed"]
    assert "Akismet was told" in comment.history.latest("pk").why


def test_the_latest_verdict_is_the_one_corrected(
    akismet: AkismetStandIn, say: Say, moderator: User, work: Callable
) -> None:
    comment = say("fine")
    akismet.behave("body", operation="comment-check", body="true")
    comment.recheck(by=moderator)
    work()
    comment.refresh_from_db()
    assert comment.status == "spam"
    comment.approve(by=moderator)
    send_feedback()
    assert told(akismet, "submit-ham")["comment_check_response"] == "true"
    assert told(akismet, "submit-ham")["comment_content"] == "fine"


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("fine", ["hold", "approve"]),
        ("fine", ["remove", "restore"]),
        ("fine", ["hold"]),
        ("fine", ["remove"]),
        ("casino", ["hold"]),
        ("casino", ["remove"]),
        ("casino", ["remove", "mark_as_spam"]),
        ("casino", ["hold", "restore"]),
    ],
)
def test_who_agrees_with_the_checker_or_says_nothing_of_spam_corrects_nothing(
    akismet: AkismetStandIn, say: Say, moderator: User, text: str, verbs: list[str]
) -> None:
    comment = say(text)
    for verb in verbs:
        assert getattr(comment, verb)(by=moderator)
    send_feedback()
    assert sent(akismet) == []
    assert not Feedback.objects.exists()


@pytest.mark.parametrize("verb", ["approve", "mark_as_spam"])
def test_who_agrees_with_a_held_comments_verdict_corrects_only_what_differs(
    akismet: AkismetStandIn, say: Say, moderator: User, verb: str
) -> None:
    links = " ".join(f"[{number}](mailto:a{number}@example.org)" for number in range(5))
    comment = say(links)
    assert comment.status == "held"
    getattr(comment, verb)(by=moderator)
    send_feedback()
    assert sent(akismet) == {"approve": [], "mark_as_spam": ["submit-spam"]}[verb]


def test_what_is_undone_before_it_was_sent_is_never_sent(
    akismet: AkismetStandIn, say: Say, moderator: User
) -> None:
    comment = say()
    comment.mark_as_spam(by=moderator)
    comment.restore(by=moderator)
    send_feedback()
    assert sent(akismet) == []
    assert fates() == ["cancelled"]
    assert comment.history.filter(why__contains="taken back").count() == 1


def test_what_is_undone_after_it_was_sent_is_followed_by_its_opposite(
    akismet: AkismetStandIn, say: Say, moderator: User
) -> None:
    comment = say()
    comment.mark_as_spam(by=moderator)
    send_feedback()
    comment.restore(by=moderator)
    send_feedback()
    assert sent(akismet) == ["submit-spam", "submit-ham"]
    assert fates() == ["confirmed", "confirmed"]


def test_what_is_undone_while_it_is_sent_is_followed_by_its_opposite_and_only_then(
    akismet: AkismetStandIn, say: Say, moderator: User
) -> None:
    comment = say()
    comment.mark_as_spam(by=moderator)
    first = Feedback.objects.get()
    assert first.claim()
    comment.restore(by=moderator)
    send_feedback()
    assert sent(akismet) == []
    assert report(first, deadline=5)
    send_feedback()
    assert sent(akismet) == ["submit-spam", "submit-ham"]
    assert fates() == ["confirmed", "confirmed"]


def test_the_opposite_waits_for_a_correction_that_fails(
    akismet: AkismetStandIn, say: Say, moderator: User, clock
) -> None:
    comment = say()
    comment.mark_as_spam(by=moderator)
    first = Feedback.objects.get()
    assert first.claim()
    comment.restore(by=moderator)
    akismet.behave("status", operation="submit-spam")
    assert not report(first, deadline=5)
    send_feedback()
    assert sent(akismet) == ["submit-spam"]
    akismet.behave()
    for _ in range(2):
        clock.shift(A_DAY)
        send_feedback()
    assert sent(akismet) == ["submit-spam", "submit-spam", "submit-ham"]


def test_a_correction_that_fails_is_tried_ever_more_slowly_until_it_is_taken(
    akismet: AkismetStandIn, say: Say, moderator: User, clock, desk: Callable
) -> None:
    comment = say()
    akismet.behave("status", operation="submit-spam")
    comment.mark_as_spam(by=moderator)
    waits = []
    for tries in range(1, 13):
        send_feedback()
        feedback = Feedback.objects.get()
        assert (feedback.fate, feedback.attempts) == ("", tries)
        assert feedback.last_failure == "Akismet answered with HTTP status 503."
        assert feedback.due_at is not None
        waits.append(feedback.due_at - timezone.now())
        clock.shift(waits[-1] - timedelta(seconds=1))
        send_feedback()
        assert len(sent(akismet)) == tries
        clock.shift(1)
    assert waits == sorted(waits)
    assert waits[0] < timedelta(seconds=10) < waits[-1]
    assert "HTTP status 503" in desk(f"{comment.pk}/change/")

    akismet.behave()
    send_feedback()
    feedback.refresh_from_db()
    assert (feedback.fate, feedback.last_failure) == ("confirmed", "")
    clock.shift(A_DAY)
    send_feedback()
    assert len(sent(akismet)) == 13


def test_a_checker_that_asks_for_time_gets_it(
    akismet: AkismetStandIn, say: Say, moderator: User, clock
) -> None:
    say().mark_as_spam(by=moderator)
    akismet.behave("too_many_requests", operation="submit-spam", retry_after="300")
    send_feedback()
    akismet.behave()
    clock.shift(299)
    send_feedback()
    assert fates() == [""]
    clock.shift(1)
    send_feedback()
    assert fates() == ["confirmed"]


@pytest.mark.parametrize(
    ("way", "details"),
    [
        ("body", {"body": "true"}),
        ("body", {"body": "ok"}),
        ("body", {"body": "Thanks"}),
        ("body", {"body": f"<p>{THANKS}</p>"}),
        ("body", {"body": THANKS, "headers": {"X-akismet-error": "10099"}}),
        ("status", {"status": 500}),
        ("invalid", {}),
        ("empty", {}),
        ("html", {}),
        ("garbage", {}),
        ("redirect", {}),
        ("close", {}),
        ("reset", {}),
    ],
    ids=str,
)
def test_only_the_documented_thanks_confirms(
    akismet: AkismetStandIn, say: Say, moderator: User, way: str, details: dict[str, Any]
) -> None:
    comment = say()
    akismet.behave(way, operation="submit-spam", **details)
    comment.mark_as_spam(by=moderator)
    send_feedback()
    feedback = Feedback.objects.get()
    assert (feedback.fate, feedback.attempts) == ("", 1)
    assert feedback.last_failure


def test_a_failing_correction_says_nothing_about_questions(
    akismet: AkismetStandIn, say: Say, moderator: User
) -> None:
    comments = [say() for _ in range(4)]
    akismet.behave("status", operation="submit-spam")
    for comment in comments:
        comment.mark_as_spam(by=moderator)
    send_feedback()
    assert not CheckerState.objects.get().is_failing
    assert say().status == "published"


def test_a_checker_that_is_down_is_left_alone(
    akismet: AkismetStandIn, say: Say, moderator: User, clock, work: Callable
) -> None:
    comment = say()
    akismet.behave("html")
    for _ in range(3):
        say()
    assert CheckerState.objects.get().is_failing
    comment.mark_as_spam(by=moderator)
    for _ in range(5):
        send_feedback()
        clock.shift(20)
    assert sent(akismet) == []
    assert Feedback.objects.get().attempts == 0

    akismet.behave()
    clock.shift(60)
    work()
    send_feedback()
    assert sent(akismet) == ["submit-spam"]


def test_workers_at_the_same_moment_send_it_once(
    akismet: AkismetStandIn, say: Say, moderator: User
) -> None:
    for _ in range(6):
        say().mark_as_spam(by=moderator)
    akismet.behave("well", delay=0.05)
    together(*[send_feedback] * 3)
    assert len(sent(akismet)) == 6
    assert fates() == ["confirmed"] * 6


def test_a_dead_workers_correction_is_taken_up_when_its_lease_runs_out(
    akismet: AkismetStandIn, say: Say, moderator: User, clock
) -> None:
    say().mark_as_spam(by=moderator)
    dead = Feedback.objects.get()
    assert dead.claim()
    send_feedback()
    assert sent(akismet) == []
    clock.shift(LEASE)
    send_feedback()
    assert fates() == ["confirmed"]

    # It was only slow: what it knows by now changes nothing.
    closed_at = Feedback.objects.get().closed_at
    assert not dead.confirm()
    dead.postpone("Too late")
    feedback = Feedback.objects.get()
    assert (feedback.closed_at, feedback.attempts, feedback.last_failure) == (closed_at, 1, "")


def test_pressing_the_button_twice_corrects_once(
    akismet: AkismetStandIn, say: Say, moderator: User, administrator: User
) -> None:
    comment = say()
    copies = [Comment.objects.get(pk=comment.pk) for _ in range(3)]
    people = [moderator, administrator, moderator]
    together(
        *[partial(copy.mark_as_spam, by=who) for copy, who in zip(copies, people, strict=True)]
    )
    send_feedback()
    send_feedback()
    assert sent(akismet) == ["submit-spam"]


def test_a_comment_that_was_never_checked_corrects_nothing(
    akismet: AkismetStandIn, say: Say, moderator: User, settings: Settings
) -> None:
    akismet.behave("html")
    unanswered = say()
    settings.COMMENT_CHECKER = "hold"
    never_asked = say()
    akismet.behave()
    for comment in (unanswered, never_asked):
        for verb in ("approve", "mark_as_spam", "restore"):
            getattr(comment, verb)(by=moderator)
    send_feedback()
    assert not Feedback.objects.exists()
    assert sent(akismet) == []


def test_what_was_sent_and_is_forgotten_by_now_cannot_be_corrected(
    akismet: AkismetStandIn, say: Say, moderator: User, clock, settings: Settings
) -> None:
    comment = say()
    clock.shift(timedelta(days=settings.EVIDENCE_DAYS + 1))
    forget()
    assert comment.mark_as_spam(by=moderator)
    send_feedback()
    assert sent(akismet) == []
    assert not Feedback.objects.exists()


def test_forty_decisions_are_confirmed_once_each_though_half_the_sending_fails(
    akismet: AkismetStandIn, say: Say, moderator: User, clock
) -> None:
    comments = [say("casino" if number % 2 else "", name=f"N{number}") for number in range(40)]
    for operation in ("submit-spam", "submit-ham"):
        akismet.behave("status", operation=operation, every=2)
    for comment in comments:
        decide = comment.approve if comment.status == "spam" else comment.mark_as_spam
        assert decide(by=moderator)
    for _ in range(12):
        send_feedback()
        clock.shift(3600)
    assert fates() == ["confirmed"] * 40
    for comment in comments:
        assert comment.history.filter(why__startswith="Akismet was told").count() == 1
    # Every second one was refused, so what was taken is what was sent less what failed.
    failed = sum(Feedback.objects.values_list("attempts", flat=True)) - 40
    assert failed
    assert len(sent(akismet)) == 40 + failed


def test_a_correction_is_about_the_text_that_the_decision_is_about(
    akismet: AkismetStandIn, say: Say, moderator: User, work: Callable, clock
) -> None:
    comment = say("A thoughtful word")
    comment.edit("Visit my casino")
    clock.shift(LEASE)
    work()
    comment.refresh_from_db()
    assert (comment.status, comment.body) == ("published", "A thoughtful word")
    comment.mark_as_spam(by=moderator)
    send_feedback()
    assert told(akismet, "submit-spam")["comment_content"] == "A thoughtful word"
