"""Nobody comments faster than people write."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from math import ceil
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from comments.models.settings import CommentSettings
from comments.spam.case import Case
from comments.spam.evidence import Submission
from comments.spam.findings import Effect, Finding
from comments.stored import stored
from fitsite.prepared import Prepared, Question
from fitsite.times import wait


class Window(NamedTuple):
    """So many comments, as the setting of this name says, fit into a time.

    Those of one e-mail address, of one network, since an office or a school may be one network, or
    on one article, from however many networks they come.
    """

    limit: str
    column: str
    time: timedelta


WINDOWS = (
    Window("email_per_minute", "email", timedelta(minutes=1)),
    Window("email_per_hour", "email", timedelta(hours=1)),
    Window("network_per_minute", "network", timedelta(minutes=1)),
    Window("network_per_hour", "network", timedelta(hours=1)),
    Window("article_per_minute", "article_id", timedelta(minutes=1)),
)


def ask(sent: Submission, owner: CommentSettings) -> dict[str, Question]:
    """For each window: the comment that has to leave it before there is room, if it is full."""
    now = timezone.now()
    counted = {
        "email": sent.email.lower(),
        "network": sent.network,
        "article_id": sent.article.pk,
    }
    return {
        window.limit: (
            _limit_th(window.column, limit),
            {"who": counted[window.column], "since": now - window.time},
        )
        for window in WINDOWS
        if (limit := getattr(owner, window.limit)) and counted[window.column]
    }


def find(case: Case) -> Iterator[Finding]:
    """Refuse what goes beyond a limit, and say when there is room again."""
    now = timezone.now()
    free_at = [at for window in WINDOWS for at in _free_at(window, case) if at > now]
    if free_at:
        seconds = ceil((max(free_at) - now).total_seconds())
        yield Finding(
            rule="pace",
            effect=Effect.REFUSE,
            why=f"That is a lot of comments at once. Please try again in {wait(seconds)}.",
            only_logged=case.owner.pace_only_logs,
            retry_after=seconds,
        )


def _free_at(window: Window, case: Case) -> list[datetime]:
    leaving = case.known.get(window.limit, [])
    sent = stored().filter(pk__in=leaving).values_list("created_at", flat=True) if leaving else ()
    return [at + window.time for at in sent]


@cache
def _limit_th(column: str, limit: int) -> Prepared[int]:
    """The limit-th newest comment since a time. By index, however many there are before it."""

    def build(who: Any, since: Any) -> QuerySet[Any, int]:
        recent = stored().filter(**{column: who}, created_at__gt=since).order_by("-created_at")
        return recent.values_list("pk", flat=True)[limit - 1 : limit]

    return Prepared(build)
