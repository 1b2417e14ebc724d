"""A clock that stands at noon, and what was counted by then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from time_machine import TimeMachineFixture

from comments.models import Comment, DayTally
from comments.numbers.counting import count_days
from tests.conftest import Say
from tests.standin import AkismetStandIn

NOON = datetime(2026, 5, 20, 12, tzinfo=ZoneInfo("UTC"))
Counted = Callable[..., dict[str, int]]
Held = Callable[[], Comment]


@pytest.fixture
def clock(time_machine: TimeMachineFixture) -> TimeMachineFixture:
    """It stands still until a test moves it with `shift(seconds)`."""
    time_machine.move_to(NOON, tick=False)
    return time_machine


@pytest.fixture
def held(akismet: AkismetStandIn, say: Say) -> Callable[[], Comment]:
    """A comment that Akismet calls ham and a rule of ours holds."""

    def say_with_links() -> Comment:
        akismet.behave("body", body="false", operation="comment-check")
        comment = say(" ".join(f"https://example.org/{at}" for at in range(5)))
        akismet.behave()
        return comment

    return say_with_links


@pytest.fixture
def counted() -> Counted:
    """What the worker counts of one thing, over all days or on one."""

    def count(what: str, day: date | None = None) -> dict[str, int]:
        count_days()
        found: dict[str, int] = {}
        for tally in DayTally.objects.filter(what=what):
            if day in (None, tally.day):
                found[tally.key] = found.get(tally.key, 0) + tally.number
        return {key: number for key, number in found.items() if number}

    return count
