"""Numbers that many processes raise at once, and the versions that cached pages stand on."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections, transaction

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
                count(PageVersion, {"scope": "shared"}, "number", 1)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(add, range(AT_ONCE)))
    assert number("shared") == AT_ONCE * EACH


def test_a_count_goes_down_as_well_as_up(db: None) -> None:
    for amount in (3, -1, 0):
        count(PageVersion, {"scope": "site"}, "number", amount)
    assert number("site") == 2


def test_counting_nothing_makes_no_row(db: None) -> None:
    count(PageVersion, {"scope": "site"}, "number", 0)
    assert not PageVersion.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_version_is_raised_within_a_transaction_or_not_at_all() -> None:
    with pytest.raises(transaction.TransactionManagementError, match="needs a transaction"):
        raise_version("site")
    assert not PageVersion.objects.exists()
    with transaction.atomic():
        raise_version("site")
    assert number("site") == 1


@pytest.mark.django_db(transaction=True)
def test_a_version_falls_back_with_the_change_it_stands_for() -> None:
    with transaction.atomic():
        raise_version("site")
        transaction.set_rollback(True)
    assert not PageVersion.objects.exists()


def test_scopes_have_versions_of_their_own(db: None) -> None:
    raise_version("site")
    raise_version("site")
    raise_version("article 1")
    assert (number("site"), number("article 1")) == (2, 1)
