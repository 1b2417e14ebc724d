"""manage.py work: runs the worker until it is told to stop."""

import signal
from typing import Any

from django.core.management.base import BaseCommand

from fitsite.worker.loop import run_until


class Command(BaseCommand):
    """The worker process. Any number may run; SIGTERM and Ctrl-C let the duty in hand finish."""

    help = "Answers checks that are due and keeps the site's house, until stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the loop."""
        # A list and not an Event: a signal may come while the loop holds the Event's own lock.
        told: list[int] = []
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda number, _: told.append(number))
        run_until(lambda: bool(told))
