"""manage.py work: runs the worker until it is told to stop."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from fitsite.worker.loop import run_until


class Command(BaseCommand):
    """The worker process. Any number may run; SIGTERM and Ctrl-C let the duty in hand finish."""

    help = "Answers checks that are due and keeps the site's house, until stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the loop."""
        stopping = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stopping.set())
        run_until(stopping)
