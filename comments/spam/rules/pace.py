"""Nobody comments faster than people write."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone

from comments.spam.evidence import Submission
from comments.spam.findings import Effect, Finding

if TYPE_CHECKING:
    from comments.models import Comment

# How many comments fit into a window: of one e-mail address, and of one network, since an office
# or a school may be one network.
LIMITS = {
    "email": [(timedelta(minutes=1), 5), (timedelta(hours=1), 40)],
    "network": [(timedelta(minutes=1), 20), (timedelta(hours=1), 200)],
}


def pace(submission: Submission, comments: QuerySet[Comment]) -> Finding | None:
    """Refuse what goes beyond a limit, and say when there is room again."""
    now = timezone.now()
    who = {"email": submission.email.lower(), "network": submission.network}
    free_at = [
        _free_at(comments.filter(**{key: who[key]}), window, limit, now)
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


def _free_at(
    comments: QuerySet[Comment], window: timedelta, limit: int, now: datetime
) -> datetime | None:
    # The window has room when the limit-th newest comment has left it.
    recent = comments.filter(created_at__gt=now - window).order_by("-created_at")
    newest = recent.values_list("created_at", flat=True)[limit - 1 : limit]
    return next((created_at + window for created_at in newest), None)


def _in_words(seconds: int) -> str:
    return f"{seconds} seconds" if seconds < 100 else f"{ceil(seconds / 60)} minutes"
