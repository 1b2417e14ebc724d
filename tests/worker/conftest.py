"""A worker for the tests, and what it has done."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytest_django import Settings

from fitsite.worker import loop
from tests.worker import practice


@pytest.fixture
def give(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Give the worker these duties of `practice.py`, or others by their dotted path."""
    monkeypatch.setattr(loop, "PAUSE", 0)
    practice.done.clear()
    practice.stopping.clear()
    practice.go_on.clear()

    def give(*names: str) -> None:
        paths = [name if "." in name else f"tests.worker.practice.{name}" for name in names]
        settings.WORKER_DUTIES = [(path, 0) for path in paths if "slow" not in path]
        settings.WORKER_SLOW_DUTIES = [(path, 0) for path in paths if "slow" in path]

    return give
