"""An outbox, and a clock to hold beside it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from django.utils import timezone
from time_machine import TimeMachineFixture

from fitsite.letters.models import Letter

Post = Callable[..., Letter]


@pytest.fixture
def clock(time_machine: TimeMachineFixture) -> TimeMachineFixture:
    """A clock that stands still until a test moves it with `shift(seconds)`."""
    time_machine.move_to(timezone.now(), tick=False)
    return time_machine


@pytest.fixture
def post(db: None) -> Post:
    """Put a letter into the outbox, each time another one."""
    numbers = count(1)

    def put(**given: Any) -> Letter:
        number = next(numbers)
        letter = {
            "key": f"letter/{number}",
            "to": f"reader{number}@example.org",
            "template": "emails/alert",
            "context": {"cause": {"title": f"News {number}", "remedy": "Sit down."}, "why": "Salt"},
        }
        Letter.objects.post(**letter | given)
        return Letter.objects.get(key=(letter | given)["key"])

    return put
