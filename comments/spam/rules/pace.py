"""Nobody comments faster than people write."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from math import ceil
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from comments.spam.evidence import Submission
from comments.spam.findings import Effect, Finding
from comments.stored import stored
from fitsite.prepared import Prepared

# How many comments fit into a window: of one e-mail address, and of one network, since an office
# or a school may be one network. The longest window comes last.
LIMITS = {
    "email": [(timedelta(minutes=1), 5), (timedelta(hours=1), 40)],
    "network": [(timedelta(minutes=1), 20), (timedelta(hours=1), 200)],
}


def pace(submission: Submission) -> Finding | None:
    """Refuse what goes beyond a limit, and say when there is room again."""
    now = timezone.now()
    who = {"email": submission.email.lower(), "network": submission.network}
    free_at = [at for key in LIMITS if who[key] for at in _full_until(key, who[key], now)]
    if not free_at:
        return None
    latest = max(free_at)
    seconds = ceil((latest - now).total_seconds())
    return Finding(
        rule="pace",
        effect=Effect.REFUSE,
        why=f"That is a lot of comments at once. Please try again in {_in_words(seconds)}.",
        retry_after=seconds,
    )


def _full_until(key: str, who: str, now: datetime) -> list[datetime]:
    """When each window that is full has room again."""
    longest, most = LIMITS[key][-1]
    sent = _newest(key, most).run(who=who, since=now - longest)
    # A window has room when the limit-th newest comment has left it.
    leaving = [sent[limit - 1] + window for window, limit in LIMITS[key] if len(sent) >= limit]
    return [at for at in leaving if at > now]


@cache
def _newest(key: str, most: int) -> Prepared[datetime]:
    def build(who: Any, since: Any) -> QuerySet[Any, datetime]:
        recent = stored().filter(**{key: who}, created_at__gt=since).order_by("-created_at")
        return recent.values_list("created_at", flat=True)[:most]

    return Prepared(build)


def _in_words(seconds: int) -> str:
    return f"{seconds} seconds" if seconds < 100 else f"{ceil(seconds / 60)} minutes"
