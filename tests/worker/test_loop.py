"""The worker does each duty at its time, whatever becomes of the others, until it is stopped."""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable, Iterator

import pytest
from django.core.management import call_command
from django.utils import timezone

from comments.models import Comment
from fitsite.worker.loop import Duty, duties, run_until
from fitsite.worker.models import Heartbeat, worker_is_alive
from tests.conftest import Say
from tests.standin import AkismetStandIn
from tests.worker import practice

# The loop closes connections that are not its own to keep, such as a test's transaction.
looping = pytest.mark.django_db(transaction=True)


def test_a_duty_is_done_at_once_and_then_at_its_interval() -> None:
    done: list[int] = []
    duty = Duty(lambda: done.append(1), every=15)
    for now, times in [(100, 1), (114.9, 1), (115, 2), (129, 2), (400, 3), (401, 3)]:
        duty.do_if_due(now)
        assert len(done) == times


def test_a_duty_with_more_to_do_is_done_again_at_once() -> None:
    answers = iter([True, True, False])
    duty = Duty(lambda: next(answers), every=60)
    for now in (100, 100, 100, 100, 159):
        duty.do_if_due(now)
    assert list(answers) == []


def test_a_duty_that_fails_is_told_and_tried_at_its_next_time(
    caplog: pytest.LogCaptureFixture,
) -> None:
    duty = Duty(practice.fails, every=60)
    practice.done.clear()
    for now in (100, 130, 160):
        duty.do_if_due(now)
    assert practice.done == ["fails", "fails"]
    assert "The duty fails failed" in caplog.text
    assert "This duty always fails." in caplog.text


@looping
def test_a_failing_duty_does_not_stop_the_others(give: Callable[..., None]) -> None:
    give("fails", "works", "stops")
    run_until(practice.stopping.is_set)
    assert practice.done == ["fails", "works", "stops"]


@looping
def test_a_slow_duty_keeps_no_other_waiting_and_is_finished_in_the_end(
    give: Callable[..., None],
) -> None:
    give("slow_until_told", "lets_the_slow_one_go_on")
    run_until(practice.stopping.is_set)
    assert practice.done == ["slow begins", "round", "round", "slow ends"]


@looping
def test_a_worker_that_is_told_to_stop_begins_nothing_new(give: Callable[..., None]) -> None:
    give("stops", "works")
    run_until(practice.stopping.is_set)
    assert practice.done == ["stops"]


@looping
def test_a_worker_that_has_been_stopped_does_nothing(give: Callable[..., None]) -> None:
    give("works")
    practice.stopping.set()
    run_until(practice.stopping.is_set)
    assert practice.done == []
    assert not worker_is_alive()


@looping
def test_a_worker_shows_that_it_lives(give: Callable[..., None]) -> None:
    give("stops")
    assert not worker_is_alive()
    run_until(practice.stopping.is_set)
    assert worker_is_alive()
    assert Heartbeat.objects.get().seen_at <= timezone.now()


@pytest.fixture
def own_signals() -> Iterator[None]:
    """Put back what the command does with signals."""
    before = {name: signal.getsignal(name) for name in (signal.SIGTERM, signal.SIGINT)}
    yield
    for name, handler in before.items():
        signal.signal(name, handler)


@looping
@pytest.mark.usefixtures("own_signals")
def test_the_command_finishes_the_duty_in_hand_when_it_is_told_to_end(
    give: Callable[..., None],
) -> None:
    give("works", "is_told_to_stop", "works")
    call_command("work")
    assert practice.done == ["works", "is told to stop"]


def test_the_sites_own_duties_are_there_to_be_done() -> None:
    every = {duty.run.__qualname__: duty.every for duty in duties()}
    assert every["answer_due_checks"] <= 1
    assert every["watch_key"] <= 60
    assert "reconcile_counts" in every


@looping
def test_a_worker_decides_what_waited_for_akismet(
    akismet: AkismetStandIn,
    say: Say,
    give: Callable[..., None],
    time_machine,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.ERROR)
    time_machine.move_to(timezone.now(), tick=False)
    akismet.behave("status")
    for number in range(5):
        say(f"casino {number}" if number % 2 else "")
    akismet.behave("well")
    time_machine.shift(60)
    give("comments.duties.answer_due_checks", "stops_when_nothing_waits")
    run_until(practice.stopping.is_set)
    statuses = list(Comment.objects.order_by("pk").values_list("status", flat=True))
    assert statuses == ["published", "spam", "published", "spam", "published"]
    assert not caplog.records
