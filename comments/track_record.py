"""What became of comments under one e-mail address, which anybody can type."""

from __future__ import annotations

from collections import Counter
from typing import Any

from comments.models import Comment
from comments.states import Status
from fitsite.prepared import Prepared


def latest(so_many: int) -> Prepared[Any]:
    """The last ones under an `email`, newest first: rows of id and state."""
    return Prepared(
        lambda email: (
            Comment.objects.filter(email=email)
            .order_by("-created_at")
            .values_list("pk", "status")[:so_many]
        )
    )


def rejected(statuses: Counter[str]) -> int:
    """How many of them are not wanted."""
    return statuses[Status.SPAM] + statuses[Status.REMOVED]
