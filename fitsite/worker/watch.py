"""The web's watch over the worker, since a silent worker cannot mail about itself.

It hangs on the end of requests: when the reader has the whole answer, at most once a minute in each
process. A mail server that takes its time then costs no reader anything; a middleware or a view
would let one of them wait. A site that nobody asks anything, `/readyz` included, is not watched.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import Error as DatabaseError
from django.utils import timezone

from fitsite.alerts.models import Cause, tell
from fitsite.worker.models import worker_is_alive

logger = logging.getLogger(__name__)

LOOK_EVERY = timedelta(minutes=1)
SILENT = Cause(
    "worker_silent",
    "No worker is running",
    "Comments that Akismet does not answer at once wait until it runs again. Start `manage.py work`"
    " beside the web server, or look into its log for why it stopped.",
)


class Watch:
    """When this process last looked.

    The first look is a minute after its first request: what starts together with the web server
    must have had time to.
    """

    looked_at: datetime | None = None

    def look_if_due(self, **signal: Any) -> None:
        """Look, when a minute has passed (or the clock was put back); never raises."""
        now = timezone.now()
        if self.looked_at is None or not settings.ADMINS:
            self.looked_at = now
        if timedelta(0) <= now - self.looked_at < LOOK_EVERY:
            return
        self.looked_at = now
        try:
            tell(SILENT, silence())
        except DatabaseError:
            logger.exception("Whether a worker is running could not be looked up")


watch = Watch()


def silence() -> str:
    """What is wrong with the worker; "" while one is running."""
    return "" if worker_is_alive() else "No worker has been seen for a minute."
