"""What the worker does for comments."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.conf import settings
from django.db import connections
from django.utils import timezone

from comments import (
    bulk,
    doubt,
    erasing,
    grouping,
    housekeeping,
    purging,
    reconciler,
    retention,
)
from comments.mail import calling
from comments.mail.announcing import announce
from comments.models import (
    Announcement,
    BulkDecision,
    BulkPortion,
    Check,
    CheckerState,
    Erasure,
    Feedback,
)
from comments.models.checker_state import KeyState
from comments.numbers import counting
from comments.spam import akismet
from comments.spam.judge import WORKER_DEADLINE, confirm_key, judge, key_digest
from comments.spam.report import report
from fitsite.leasing import Leased

logger = logging.getLogger(__name__)
W = TypeVar("W", bound=Leased)

# Questions put at the same time, and questions taken up before looking around again.
AT_ONCE = 4
BATCH = 100
# Comments announced before looking around again: each may mean some hundred letters.
ANNOUNCED_AT_ONCE = 50
# Portions of bulk decisions done before looking whether the worker is to end.
PORTIONS_AT_ONCE = 5


def answer_due_checks() -> bool:
    """Put the questions that are due, oldest first. Returns whether there may be more."""
    batch = BATCH
    if settings.COMMENT_CHECKER == "akismet":
        state = CheckerState.objects.of("akismet")
        if state.is_failing:
            if state.probe_at and state.probe_at > timezone.now():
                return False
            # The question that was tried least: one that is itself the trouble must not be the
            # only one by which we would learn that the checker is back.
            probe = Check.objects.open().filter(lease=None).order_by("attempts", "pk")[:1]
            Check.objects.filter(pk__in=[check.pk for check in probe]).hurry()
            batch = 1
    return _work_off(Check.objects.due()[:batch], judge) == batch


def send_feedback() -> bool:
    """Send the corrections that are due. Returns whether there may be more."""
    return _work_off(Feedback.objects.due()[:BATCH], report) == BATCH


def _work_off(due: Iterable[W], do: Callable[..., object]) -> int:
    """Claim and do each piece of work, some at the same time; returns how many there were."""

    def claim_and_do(work: W) -> None:
        try:
            if work.claim():
                do(work, deadline=WORKER_DEADLINE)
        finally:
            connections.close_all()

    work = list(due)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(claim_and_do, work))
    return len(work)


def announce_comments() -> bool:
    """Put letters about new comments into the outbox. Returns whether there may be more."""
    due = list(Announcement.objects.due()[:ANNOUNCED_AT_ONCE])
    for announcement in due:
        if announcement.claim():
            announce(announcement)
    return Announcement.objects.due().exists() if due else False


def carry_out_bulk_decisions() -> bool:
    """Decide what moderators have decided by the hundred. Returns whether there may be more."""
    due = list(BulkPortion.objects.due()[:PORTIONS_AT_ONCE])
    for portion in due:
        if portion.claim():
            bulk.work_off(portion)
    return bool(due)


def group_comments() -> bool:
    """Find the campaigns of what has come in. Returns whether there may be more."""
    return grouping.group()


def weigh_doubts() -> bool:
    """Find out how doubtful what is new in Spam is. Returns whether there may be more."""
    return doubt.weigh()


def forget_fingerprints() -> None:
    """Drop the keys of comments that nothing is compared with any more."""
    grouping.forget()


def forget_bulk_decisions() -> None:
    """Forget previews that came to nothing, and what is too old to be undone as one."""
    BulkDecision.objects.forgettable().delete()


def call_people() -> None:
    """Tell people by mail what waits for them."""
    calling.call_people()


def spare_dead_addresses() -> None:
    """End the mail of those whose server refuses it, letter after letter."""
    housekeeping.spare_dead_addresses()


def watch_key() -> None:
    """Have the key confirmed when it is new, was refused, or `invalid` cast doubt on it."""
    if settings.COMMENT_CHECKER != "akismet":
        return
    state = CheckerState.objects.of("akismet")
    doubted = state.is_failing and state.last_failure == akismet.SENTENCES["invalid"]
    doubtful = doubted or state.key_state == KeyState.INVALID
    if doubtful or state.key_digest != key_digest():
        confirm_key(state)


def watch_usage() -> None:
    """Ask how much of the month's calls are used up, before the limit bites."""
    if settings.COMMENT_CHECKER != "akismet":
        return
    try:
        usage = akismet.usage_limit(deadline=WORKER_DEADLINE)
    except akismet.NoAnswer as failure:
        logger.info("Akismet did not say how much is used up: %s", failure.reason)
        return
    state = CheckerState.objects.of("akismet")
    state.used(usage.usage, usage.limit, throttled=usage.throttled)


def erase() -> bool:
    """Go on erasing what readers want erased. Returns whether there is more."""
    due = Erasure.objects.due().first()
    return due is not None and due.claim() and not erasing.erase(due)


def forget() -> None:
    """Forget what is kept for a time only."""
    retention.forget()


def purge() -> bool:
    """Delete spam whose time is over. Returns whether there may be more."""
    return purging.purge() > 0


def count_days() -> bool:
    """Count what happened lately. Returns whether there are more days to count."""
    return counting.count_days() == counting.DAYS_AT_ONCE


def reconcile_counts() -> None:
    """Count afresh what is counted along the way."""
    reconciler.reconcile()
