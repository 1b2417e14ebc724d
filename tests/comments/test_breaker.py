"""While Akismet is silent, readers do not wait for it, and it is asked only now and then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from comments.models import Check, CheckerState, Comment
from comments.models.checker_state import FAILURES_TO_OPEN, PROBE_EVERY
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db

PROBE = PROBE_EVERY.total_seconds()


def asked(akismet: AkismetStandIn) -> int:
    return len(akismet.asked("comment-check"))


@pytest.fixture
def silent(akismet: AkismetStandIn, clock, post: Callable) -> AkismetStandIn:
    """Akismet, after it has failed often enough for everybody to have noticed."""
    akismet.behave("status")
    for _ in range(FAILURES_TO_OPEN):
        post()
    assert asked(akismet) == FAILURES_TO_OPEN
    return akismet


def test_readers_do_not_wait_for_a_checker_that_is_known_to_fail(
    silent: AkismetStandIn, post: Callable, read: Callable
) -> None:
    for _ in range(5):
        response = post()
        assert "is being checked for spam" in read(response["Location"])
    assert asked(silent) == FAILURES_TO_OPEN
    assert set(Comment.objects.values_list("status", flat=True)) == {"unchecked"}
    assert Check.objects.open().filter(lease=None).count() == FAILURES_TO_OPEN + 5


def test_one_question_goes_out_every_fifteen_seconds(
    silent: AkismetStandIn, post: Callable, clock
) -> None:
    assert PROBE == 15
    for expected in (1, 2, 3):
        clock.shift(PROBE)
        for _ in range(3):
            post()
        assert asked(silent) == FAILURES_TO_OPEN + expected


def test_failures_that_are_not_in_a_row_do_not_count(
    akismet: AkismetStandIn, clock, post: Callable
) -> None:
    akismet.behave("status", every=FAILURES_TO_OPEN)
    for _ in range(4 * FAILURES_TO_OPEN):
        post()
    assert asked(akismet) == 4 * FAILURES_TO_OPEN
    assert not CheckerState.objects.get().is_failing


def test_the_first_answer_makes_all_that_waits_due_at_once_oldest_first(
    silent: AkismetStandIn, post: Callable, clock
) -> None:
    for _ in range(4):
        post()
    waiting = list(Check.objects.open().order_by("created_at", "pk"))
    for check, wait in zip(waiting, range(9, 0, -1), strict=False):
        Check.objects.filter(pk=check.pk).update(due_at=check.created_at + timedelta(hours=wait))
    assert Check.objects.due().count() == 0
    silent.behave("well")
    clock.shift(PROBE)
    post(body="The one that finds it back")
    assert list(Check.objects.due()) == waiting
    assert Comment.objects.published().get().body == "The one that finds it back"


@pytest.mark.django_db(transaction=True)
def test_the_worker_keeps_to_the_same_pace(silent: AkismetStandIn, clock, work: Callable) -> None:
    clock.shift(600)
    for _ in range(PROBE_EVERY.seconds * 2):
        work()
        clock.shift(1)
    assert asked(silent) == FAILURES_TO_OPEN + 2


@pytest.mark.django_db(transaction=True)
def test_readers_and_worker_share_one_probe(
    silent: AkismetStandIn, clock, post: Callable, work: Callable
) -> None:
    clock.shift(600)
    work()
    post()
    work()
    assert asked(silent) == FAILURES_TO_OPEN + 1


@pytest.mark.django_db(transaction=True)
def test_the_worker_settles_everything_after_the_first_answer(
    silent: AkismetStandIn, clock, post: Callable, work: Callable
) -> None:
    for _ in range(7):
        post()
    silent.behave("well")
    clock.shift(PROBE)
    work()
    assert Comment.objects.published().count() == FAILURES_TO_OPEN + 7
    state = CheckerState.objects.get()
    assert (state.failures, state.failing_since, state.last_failure) == (0, None, "")
