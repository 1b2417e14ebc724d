"""Days and times on pages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils.formats import date_format, localize

from fitsite.times import day, iso, minute


@pytest.mark.parametrize("month", range(1, 13))
def test_days_and_times_are_printed_as_django_would_print_them(month: int) -> None:
    at = datetime(2026, month, 7, 9, 5, 3, 250_000, tzinfo=UTC)
    assert day(at) == date_format(at, "j F Y")
    assert minute(at) == date_format(at, "j F Y, H:i")
    assert iso(at) == f"2026-{month:02}-07T09:05:03+00:00"


def test_what_django_prints_by_itself_reads_like_the_queue() -> None:
    at = datetime(2026, 11, 28, 20, 21, 1, tzinfo=UTC)
    assert localize(at) == "28 Nov 2026, 20:21"
    assert localize(at.date()) == "28 Nov 2026"
