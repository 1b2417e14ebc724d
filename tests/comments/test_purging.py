"""Spam is deleted some days after it was found to be spam; threads and counts stay whole."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest

from comments.models import (
    Check,
    Comment,
    CommentSettings,
    Feedback,
    HistoryEntry,
    Revision,
    StatusCount,
)
from comments.numbers.counting import count_days
from comments.purging import purge as delete_spam
from comments.reconciler import reconcile
from comments.states import MoveRefused
from fitsite.accounts.models import User
from tests.comments.together import together
from tests.conftest import Say
from tests.standin import AkismetStandIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("akismet", "clock")]

A_MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def spans(db: None) -> CommentSettings:
    return CommentSettings.objects.create(spam_days=30)


@pytest.fixture
def told() -> Callable[[], None]:
    """Akismet has taken all corrections."""

    def confirm() -> None:
        for feedback in Feedback.objects.open():
            assert feedback.claim()
            assert feedback.confirm()

    return confirm


def purge() -> int:
    """What the worker does, one duty after the other."""
    count_days()
    return delete_spam()


def left() -> set[str]:
    return set(Comment.objects.values_list("body", flat=True))


def test_spam_is_deleted_with_all_that_belongs_to_it(say: Say, clock) -> None:
    say("casino", name="Peculiar")
    clock.shift(timedelta(days=30) - A_MINUTE)
    assert purge() == 0
    clock.shift(2 * A_MINUTE)
    assert purge() == 1
    for model in (Comment, Revision, Check, HistoryEntry):
        assert not model._default_manager.exists()
    assert purge() == 0


def test_days_count_from_when_it_was_found_to_be_spam(
    say: Say, moderator: User, told: Callable, clock
) -> None:
    comment = say("Slyly advertised")
    clock.shift(timedelta(days=29))
    comment.mark_as_spam(by=moderator)
    told()
    clock.shift(timedelta(days=29))
    assert purge() == 0
    clock.shift(timedelta(days=2))
    assert purge() == 1


@pytest.mark.parametrize("verb", ["approve", "hold", "remove"])
def test_what_is_no_longer_spam_stays(say: Say, moderator: User, clock, verb: str) -> None:
    comment = say("casino")
    clock.shift(timedelta(days=40))
    getattr(comment, verb)(by=moderator)
    assert purge() == 0
    assert left() == {"casino"}


def test_nothing_else_is_touched(say: Say, moderator: User, clock) -> None:
    say("Fine")
    say("Rude").remove(by=moderator)
    say("casino")
    clock.shift(timedelta(days=400))
    assert purge() == 1
    assert left() == {"Fine", "Rude"}


def test_an_owner_may_keep_spam_for_ever(say: Say, spans: CommentSettings, clock) -> None:
    say("casino")
    spans.spam_days = None
    spans.save()
    clock.shift(timedelta(days=4000))
    assert purge() == 0


def test_a_correction_reaches_akismet_before_its_comment_goes(
    say: Say, moderator: User, told: Callable, clock
) -> None:
    say("Slyly advertised").mark_as_spam(by=moderator)
    clock.shift(timedelta(days=31))
    assert purge() == 0
    assert Feedback.objects.open().count() == 1
    told()
    assert purge() == 1


def test_what_waits_for_akismet_keeps_nothing_else_back(
    say: Say, moderator: User, clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comments.purging.BATCH", 1)
    say("Slyly advertised").mark_as_spam(by=moderator)
    say("casino")
    clock.shift(timedelta(days=31))
    assert purge() == 1
    assert left() == {"Slyly advertised"}


def test_spam_with_replies_leaves_an_empty_place(
    say: Say, moderator: User, told: Callable, read: Callable, clock
) -> None:
    above = say("Slyly advertised", name="Peculiar", website="https://peculiar.example")
    say("An answer that stays", parent=above)
    above.mark_as_spam(by=moderator)
    told()
    shown = read()
    clock.shift(timedelta(days=31))
    assert purge() == 1
    above.refresh_from_db()
    assert (above.status, above.basis, above.body, above.name) == ("removed", "spam", "", "")
    assert above.replies_published == 1
    assert not above.approve(by=moderator)
    assert above.history.last() is not None
    assert "An answer that stays" in shown
    assert read() == shown
    assert purge() == 0
    kept = [list(model._default_manager.values()) for model in (Comment, Revision, Check, Feedback)]
    assert "Slyly advertised" not in str(kept)


def test_a_thread_that_is_all_spam_goes_whole(
    say: Say, moderator: User, told: Callable, clock
) -> None:
    above = say("One")
    below = say("Two", parent=above)
    lowest = say("Three", parent=below)
    for comment in (above, below, lowest):
        comment.mark_as_spam(by=moderator)
    told()
    clock.shift(timedelta(days=31))
    assert purge() == 3
    assert left() == set()


def test_one_that_stays_keeps_all_above_it(
    say: Say, moderator: User, told: Callable, clock
) -> None:
    above = say("One")
    below = say("Two", parent=above)
    say("Three", parent=below)
    for comment in (above, below):
        comment.mark_as_spam(by=moderator)
    told()
    clock.shift(timedelta(days=31))
    assert purge() == 2
    assert left() == {"", "Three"}
    assert Comment.objects.filter(status="removed", body="").count() == 2


def test_counts_stay_right(say: Say, moderator: User, told: Callable, clock) -> None:
    above = say("Slyly advertised")
    say("Fine", parent=above)
    above.mark_as_spam(by=moderator)
    told()
    for _ in range(5):
        say("casino")
    clock.shift(timedelta(days=31))
    assert purge() == 6
    kept = dict(StatusCount.objects.filter(comments__gt=0).values_list("status", "comments"))
    assert kept == {"published": 1, "removed": 1}
    assert reconcile() == 0


def test_it_goes_in_batches(say: Say, clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comments.purging.BATCH", 2)
    for _ in range(5):
        say("casino")
    clock.shift(timedelta(days=31))
    assert [purge() for _ in range(4)] == [2, 2, 1, 0]


@pytest.mark.django_db(transaction=True)
def test_a_moderator_who_publishes_meanwhile_wins_or_comes_too_late(
    akismet: AkismetStandIn, say: Say, moderator: User, clock
) -> None:
    spam = [say("casino") for _ in range(6)]
    clock.shift(timedelta(days=31))

    def rescue() -> None:
        for comment in spam:
            if Comment.objects.filter(pk=comment.pk).exists():
                with suppress(MoveRefused):
                    comment.approve(by=moderator)

    together(rescue, purge, purge)
    assert set(Comment.objects.values_list("status", flat=True)) <= {"published"}
    assert reconcile() == 0
