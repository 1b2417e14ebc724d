"""What each answer of the checker does to a comment, with the site's own rules beside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytest_django import Settings

from comments.models import Check, CheckerState, Comment, CommentSettings
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db

HOLD_ABOVE, REFUSE_ABOVE = CommentSettings().links_hold, CommentSettings().links_refuse


def links(number: int) -> str:
    return " ".join(f"see https://example.org/{at}" for at in range(number))


def blunt(akismet: AkismetStandIn) -> None:
    """Every comment is ham, however many links it has."""
    akismet.behave("body", body="false")


@pytest.mark.parametrize(
    ("text", "status", "basis"),
    [
        ("I add a pinch of salt", "published", "ham"),
        ("Win at our casino", "spam", "spam"),
        ("blatant advertisement", "spam", "spam"),
    ],
)
def test_the_verdict_decides(
    akismet: AkismetStandIn, post: Callable, read: Callable, text: str, status: str, basis: str
) -> None:
    post(body=text)
    comment = Comment.objects.get()
    assert (comment.status, comment.basis) == (status, basis)
    assert (text in read()) == (status == "published")
    check = Check.objects.get()
    assert check.verdict == basis
    assert check.closed_at is not None
    assert comment.history.latest("pk").evidence["guid"] == check.answer["guid"] != ""


@pytest.mark.parametrize(("discard", "status"), [(True, "removed"), (False, "spam")])
def test_blatant_spam_is_removed_only_where_the_owner_wants_it(
    akismet: AkismetStandIn, settings: Settings, post: Callable, discard: bool, status: str
) -> None:
    settings.AKISMET_DISCARD = discard
    post(body="blatant advertisement")
    comment = Comment.objects.get()
    assert comment.status == status
    assert comment.body == "blatant advertisement"


def test_ordinary_spam_is_never_discarded(
    akismet: AkismetStandIn, settings: Settings, post: Callable
) -> None:
    settings.AKISMET_DISCARD = True
    post(body="cheap pills")
    assert Comment.objects.get().status == "spam"


def test_without_a_checker_every_comment_waits_for_a_person(
    settings: Settings, post: Callable, read: Callable
) -> None:
    response = post(body="Hello there")
    comment = Comment.objects.get()
    assert (comment.status, comment.basis) == ("held", "rule")
    assert "waits for a moderator" in read(response["Location"])
    assert "Hello there" not in read()


@pytest.mark.parametrize(
    ("number", "status"),
    [(HOLD_ABOVE, "published"), (HOLD_ABOVE + 1, "held"), (REFUSE_ABOVE, "held")],
)
def test_many_links_wait_for_a_person_though_the_checker_likes_them(
    akismet: AkismetStandIn, post: Callable, number: int, status: str
) -> None:
    blunt(akismet)
    post(body=links(number))
    assert Comment.objects.get().status == status
    assert Check.objects.get().verdict == "ham"


def test_a_heap_of_links_is_refused_before_a_question_is_spent(
    akismet: AkismetStandIn, post: Callable
) -> None:
    response = post(body=links(REFUSE_ABOVE + 1))
    assert response.status_code == 409
    html = response.content.decode()
    assert f"{REFUSE_ABOVE} links at most; this one has {REFUSE_ABOVE + 1}" in html
    assert "https://example.org/17" in html
    assert Comment.objects.count() == 0
    assert akismet.requests == []


def test_the_checkers_word_against_a_comment_stands_whatever_our_rules_say(
    akismet: AkismetStandIn, post: Callable
) -> None:
    post(body=f"casino {links(HOLD_ABOVE + 1)}")
    assert Comment.objects.get().status == "spam"


def test_a_verdict_without_a_guid_counts(akismet: AkismetStandIn, post: Callable) -> None:
    akismet.behave("without_guid")
    post()
    assert Comment.objects.get().status == "published"


def test_an_alert_is_kept_for_the_staff_and_stops_nothing(
    akismet: AkismetStandIn, post: Callable
) -> None:
    akismet.behave("alert")
    post()
    assert Comment.objects.get().status == "published"
    assert CheckerState.objects.get().alert == "Your plan is used up."


def test_while_akismet_is_still_looking_nothing_is_published(
    akismet: AkismetStandIn, post: Callable, read: Callable
) -> None:
    akismet.behave("recheck")
    response = post(body="Looks fine so far")
    assert Comment.objects.get().status == "unchecked"
    assert "is being checked for spam" in read(response["Location"])
    assert "Looks fine so far" not in read()


@pytest.mark.django_db(transaction=True)
def test_what_akismet_was_still_looking_at_is_asked_about_again(
    akismet: AkismetStandIn, post: Callable, clock, work: Callable
) -> None:
    akismet.behave("recheck", recheck_after="120")
    post()
    akismet.behave()
    clock.shift(119)
    work()
    assert len(akismet.asked("comment-check")) == 1
    clock.shift(1)
    work()
    assert akismet.asked("comment-check")[1].field("recheck_reason") == "retry"
    assert Comment.objects.get().status == "published"
