"""The worker's sign of life: seen while it beats, missed a minute after it stopped."""

from __future__ import annotations

import pytest
from django.utils import timezone
from time_machine import TimeMachineFixture

from fitsite.worker.models import SILENT_AFTER, Heartbeat, beat, worker_is_alive

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(time_machine: TimeMachineFixture) -> TimeMachineFixture:
    time_machine.move_to(timezone.now(), tick=False)
    return time_machine


def test_no_worker_has_been_seen_on_a_new_site() -> None:
    assert not worker_is_alive()


def test_a_worker_is_alive_until_it_has_been_silent_for_a_minute(
    clock: TimeMachineFixture,
) -> None:
    beat("one")
    assert worker_is_alive()
    clock.shift(SILENT_AFTER.total_seconds() - 1)
    assert worker_is_alive()
    clock.shift(1)
    assert not worker_is_alive()
    beat("one")
    assert worker_is_alive()


def test_one_worker_is_enough(clock: TimeMachineFixture) -> None:
    beat("one")
    beat("two")
    clock.shift(59)
    beat("two")
    clock.shift(59)
    assert worker_is_alive()


def test_each_worker_has_one_row_and_the_dead_are_forgotten(clock: TimeMachineFixture) -> None:
    for _ in range(3):
        beat("one")
    assert Heartbeat.objects.count() == 1
    clock.shift(24 * 3600)
    beat("two")
    assert [heartbeat.worker for heartbeat in Heartbeat.objects.all()] == ["two"]
