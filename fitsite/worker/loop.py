"""The worker's loop: each duty at its interval, a failing one never stopping the others."""

from __future__ import annotations

import logging
import os
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.db import close_old_connections
from django.utils.module_loading import import_string

from fitsite.worker.models import BEAT_EVERY, beat

logger = logging.getLogger(__name__)

PAUSE = 0.5


@dataclass
class Duty:
    """Something to do every so many seconds. `run` says whether there is more to do at once."""

    run: Callable[[], bool | None]
    every: float
    next_at: float = field(default=0.0)

    def do_if_due(self, now: float) -> None:
        """Run when the time has come; what goes wrong is logged, and tried at the next time."""
        if now < self.next_at:
            return
        more = False
        try:
            more = bool(self.run())
        except Exception:
            logger.exception("The duty %s failed", self.run.__qualname__)
        self.next_at = now if more else now + self.every


def duties() -> list[Duty]:
    """What settings.WORKER_DUTIES names, as (dotted path, seconds)."""
    return [Duty(import_string(path), every) for path, every in settings.WORKER_DUTIES]


def run_until(stopping: Callable[[], bool]) -> None:
    """Do all duties over and over; returns between two of them once `stopping()` is true."""
    name = f"{socket.gethostname()} {os.getpid()}"
    todo = [Duty(lambda: beat(name), BEAT_EVERY.total_seconds()), *duties()]
    while not stopping():
        for duty in todo:
            close_old_connections()
            duty.do_if_due(time.monotonic())
            if stopping():
                break
        time.sleep(PAUSE)
