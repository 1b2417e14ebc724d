"""Numbers that many processes raise at once, and the versions that cached pages stand on."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import pytest
from django.db import connections, transaction
from time_machine import TimeMachineFixture

from fitsite.counters import count
from fitsite.page_cache.models import PageVersion, raise_version

AT_ONCE = 4
EACH = 5


def number(scope: str) -> int:
    return PageVersion.objects.get(scope=scope).number


@pytest.mark.django_db(transaction=True)
def test_additions_of_several_threads_all_count_even_on_a_row_that_is_new() -> None:
    together = Barrier(AT_ONCE)

    def add(_: int) -> None:
        try:
            together.wait(timeout=30)
            for _ in range(EACH):
                count(PageVersion, {"scope": "shared"}, number=1)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(add, range(AT_ONCE)))
    assert number("shared") == AT_ONCE * EACH


def test_a_count_goes_down_as_well_as_up(db: None) -> None:
    for amount in (3, -1):
        count(PageVersion, {"scope": "site"}, number=amount)
    assert number("site") == 2


@pytest.mark.django_db(transaction=True)
def test_a_version_is_raised_within_a_transaction_or_not_at_all() -> None:
    with pytest.raises(transaction.TransactionManagementError, match="needs a transaction"):
        raise_version("site")
    assert not PageVersion.objects.exists()
    with transaction.atomic():
        raise_version("site")
    assert number("site") > 0


@pytest.mark.django_db(transaction=True)
def test_a_version_falls_back_with_the_change_it_stands_for() -> None:
    with transaction.atomic():
        raise_version("site")
        transaction.set_rollback(True)
    assert not PageVersion.objects.exists()


def test_scopes_have_versions_of_their_own(db: None) -> None:
    raise_version("site", "thread/1")
    site, one = number("site"), number("thread/1")
    raise_version("thread/2")
    assert (number("site"), number("thread/1")) == (site, one)


def test_a_part_raises_the_whole_as_well(db: None) -> None:
    raise_version("thread/1")
    before = number("thread")
    raise_version("thread/2")
    assert number("thread") > before


def test_a_number_grows_even_while_the_clock_stands_or_goes_back(
    db: None, time_machine: TimeMachineFixture
) -> None:
    found = []
    for moment in ("2030-01-01T12:00Z", "2030-01-01T12:00Z", "2029-01-01T12:00Z"):
        time_machine.move_to(datetime.fromisoformat(moment), tick=False)
        raise_version("site")
        found.append(number("site"))
    assert found == sorted(set(found))


def test_no_number_comes_again_after_an_older_database_was_put_back(db: None) -> None:
    raise_version("site")
    copied = PageVersion.objects.get()
    raise_version("site")
    later = number("site")
    copied.save()
    raise_version("site")
    assert number("site") > later


def test_a_scope_that_no_page_stands_on_is_a_mistake(db: None) -> None:
    with pytest.raises(ValueError, match="nothing of 'threads/1'"):
        raise_version("threads/1")
