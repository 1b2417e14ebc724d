"""Tells the admins by mail when comments are not being checked."""

from __future__ import annotations

from comments import troubles
from fitsite.alerts.models import Cause, tell

CAUSES = [
    (
        Cause(
            "checker_down",
            "The spam checker does not answer",
            "New comments are kept and wait; they are checked as soon as it answers again. If it"
            " lasts, see whether this server reaches AKISMET_API_URL and what"
            " https://status.akismet.com/ says.",
        ),
        troubles.checker_down,
    ),
    (
        Cause(
            "key_refused",
            "Akismet refuses the key",
            "New comments are kept and wait. Correct AKISMET_API_KEY, or SITE_URL if the key"
            " belongs to another address, and restart web and worker.",
        ),
        troubles.key_refused,
    ),
    (
        Cause(
            "queue_old",
            "Comments wait for too long",
            "See whether a worker is running and whether the spam checker answers; /readyz tells"
            " both. ALERT_QUEUE_MINUTES sets how long is too long.",
        ),
        troubles.queue,
    ),
]


def raise_alerts() -> None:
    """The worker's duty: tell of each cause what is news."""
    for cause, why in CAUSES:
        tell(cause, why())
