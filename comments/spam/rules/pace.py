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
# or a school may be one network.
LIMITS = {
    "email": [(timedelta(minutes=1), 5), (timedelta(hours=1), 40)],
    "network": [(timedelta(minutes=1), 20), (timedelta(hours=1), 200)],
}


def pace(submission: Submission) -> Finding | None:
    """Refuse what goes beyond a limit, and say when there is room again."""
    now = timezone.now()
    who = {"email": submission.email.lower(), "network": submission.network}
    free_at = [
        _free_at(key, who[key], window, limit, now)
        for key, limits in LIMITS.items()
        if who[key]
        for window, limit in limits
    ]
    latest = max(filter(None, free_at), default=None)
    if latest is None:
        return None
    seconds = ceil((latest - now).total_seconds())
    return Finding(
        rule="pace",
        effect=Effect.REFUSE,
        why=f"That is a lot of comments at once. Please try again in {_in_words(seconds)}.",
        retry_after=seconds,
    )


def _free_at(key: str, who: str, window: timedelta, limit: int, now: datetime) -> datetime | None:
    # The window has room when the limit-th newest comment has left it.
    newest = _newest(key, limit).run(who=who, since=now - window)
    return next((created_at + window for created_at in newest), None)


@cache
def _newest(key: str, limit: int) -> Prepared[datetime]:
    def build(who: Any, since: Any) -> QuerySet[Any, datetime]:
        recent = stored().filter(**{key: who}, created_at__gt=since).order_by("-created_at")
        return recent.values_list("created_at", flat=True)[limit - 1 : limit]

    return Prepared(build)


def _in_words(seconds: int) -> str:
    return f"{seconds} seconds" if seconds < 100 else f"{ceil(seconds / 60)} minutes"
