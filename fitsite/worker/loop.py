"""The worker's loop: each duty at its interval, a failing one never stopping the others."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.db import close_old_connections, connections
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

    def finish(self) -> None:
        """Return once nothing of it is being done."""


@dataclass
class SlowDuty(Duty):
    """A duty that takes seconds: done in a thread of its own, so that no other waits for it."""

    thread: threading.Thread | None = None

    def do_if_due(self, now: float) -> None:
        """Begin when the time has come, unless it is being done still."""
        if now >= self.next_at and (self.thread is None or not self.thread.is_alive()):
            self.thread = threading.Thread(target=self._do, args=(now,))
            self.thread.start()

    def _do(self, now: float) -> None:
        try:
            super().do_if_due(now)
        finally:
            connections.close_all()

    def finish(self) -> None:
        """Wait until it is done."""
        if self.thread is not None:
            self.thread.join()


def duties() -> list[Duty]:
    """What the settings name, as (dotted path, seconds)."""
    return [
        *(Duty(import_string(path), every) for path, every in settings.WORKER_DUTIES),
        *(SlowDuty(import_string(path), every) for path, every in settings.WORKER_SLOW_DUTIES),
    ]


def run_until(stopping: Callable[[], bool]) -> None:
    """Do all duties over and over; returns between two of them once `stopping()` is true.

    What a slow duty has begun is finished first.
    """
    name = f"{socket.gethostname()} {os.getpid()}"
    todo = [Duty(lambda: beat(name), BEAT_EVERY.total_seconds()), *duties()]
    while not stopping():
        for duty in todo:
            close_old_connections()
            duty.do_if_due(time.monotonic())
            if stopping():
                break
        time.sleep(PAUSE)
    for duty in todo:
        duty.finish()
