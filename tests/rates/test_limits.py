"""Limits count right, whoever counts at the same moment, and tell nobody what they count."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from time_machine import TimeMachineFixture

from fitsite.batches import delete_in_batches
from fitsite.rates.duties import forget
from fitsite.rates.limits import Limit
from fitsite.rates.models import Rate
from tests.comments.together import together

THREE = Limit("three", 3, timedelta(minutes=10))


@pytest.fixture
def noon(time_machine: TimeMachineFixture, db: None) -> TimeMachineFixture:
    time_machine.move_to("2026-11-28T12:00:00+00:00", tick=False)
    return time_machine


def test_there_is_room_up_to_the_limit_and_then_it_says_when_there_is_again(noon) -> None:
    assert [THREE.take("ann") for _ in range(3)] == [None] * 3
    end = timezone.now() + timedelta(minutes=10)
    noon.shift(60)
    assert [THREE.take("ann") for _ in range(2)] == [end] * 2


def test_when_the_window_is_over_it_begins_anew(noon) -> None:
    for _ in range(9):
        THREE.take("ann")
    noon.shift(timedelta(minutes=10))
    assert [THREE.take("ann") for _ in range(3)] == [None] * 3
    assert THREE.take("ann") == timezone.now() + timedelta(minutes=10)


def test_each_is_counted_on_its_own(noon) -> None:
    for _ in range(4):
        THREE.take("ann")
    assert THREE.take("ann", "home") is None
    assert THREE.take("annhome") is None
    assert THREE.take("ben") is None
    assert Limit("other", 3, timedelta(minutes=10)).take("ann") is None


def test_what_is_given_back_makes_room(noon) -> None:
    for _ in range(3):
        THREE.take("ann")
    THREE.give_back("ann")
    assert THREE.take("ann") is None
    assert THREE.take("ann")
    for _ in range(9):
        THREE.give_back("ann")
    assert Rate.objects.get().count == 0
    THREE.give_back("nobody")


def test_whether_anything_was_counted(noon) -> None:
    assert not THREE.has_counted("ann")
    THREE.take("ann")
    assert THREE.has_counted("ann")
    noon.shift(timedelta(minutes=10))
    assert not THREE.has_counted("ann")


def test_a_window_can_be_begun_anew(noon) -> None:
    THREE.take("ann")
    noon.shift(timedelta(minutes=9))
    THREE.begin("ann")
    noon.shift(timedelta(minutes=9))
    assert THREE.has_counted("ann")
    assert Rate.objects.get().count == 1


@pytest.mark.parametrize("who", ["", "\0", "🦔" * 500, "'; DROP TABLE rates_rate; --", "%(key)s"])
def test_anything_can_be_counted_and_is_not_to_be_read_in_the_table(who: str, noon) -> None:
    for _ in range(3):
        assert THREE.take(who) is None
    assert THREE.take(who)
    assert len(Rate.objects.get().key) == 64
    assert not who or who not in Rate.objects.get().key


def test_counting_is_one_statement(noon, django_assert_num_queries) -> None:
    for _ in range(5):
        with django_assert_num_queries(1):
            THREE.take("ann")


@pytest.mark.django_db(transaction=True)
def test_of_many_at_the_same_moment_no_more_get_through_than_there_is_room_for() -> None:
    answers = together(*[lambda: THREE.take("ann")] * 8)
    assert answers.count(None) == 3
    assert Rate.objects.get().count == 8


def test_the_worker_deletes_what_counts_no_more(noon) -> None:
    THREE.take("ann")
    noon.shift(timedelta(minutes=5))
    THREE.take("ben")
    noon.shift(timedelta(minutes=5))
    forget()
    assert Rate.objects.count() == 1
    assert THREE.has_counted("ben")


def test_more_than_fit_into_one_transaction_are_all_forgotten(noon) -> None:
    over, ahead = timezone.now(), timezone.now() + timedelta(minutes=1)
    rows = [Rate(key=f"over {number}", count=1, until=over) for number in range(7)]
    Rate.objects.bulk_create([*rows, Rate(key="counts", count=1, until=ahead)])
    assert delete_in_batches(Rate.objects.filter(until__lte=over), at_once=3) == 7
    assert Rate.objects.get().key == "counts"
