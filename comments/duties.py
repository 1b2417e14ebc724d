"""What the worker does for comments."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.db import connections
from django.utils import timezone

from comments import reconciler
from comments.models import Check, CheckerState
from comments.models.checker_state import KeyState
from comments.spam.judge import WORKER_DEADLINE, confirm_key, judge, key_digest

# Questions put at the same time, and questions taken up before looking around again.
AT_ONCE = 4
BATCH = 100


def answer_due_checks() -> bool:
    """Put the questions that are due, oldest first. Returns whether there may be more."""
    batch = BATCH
    if settings.COMMENT_CHECKER == "akismet":
        state = CheckerState.objects.of("akismet")
        if state.is_failing:
            if state.probe_at and state.probe_at > timezone.now():
                return False
            batch = 1
    due = list(Check.objects.due()[:batch])
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(_answer, due))
    return len(due) == batch


def _answer(check: Check) -> None:
    try:
        if check.claim():
            judge(check, deadline=WORKER_DEADLINE)
    finally:
        connections.close_all()


def watch_key() -> None:
    """Have the key confirmed when it is new, when it was refused, or when doubt was cast on it."""
    if settings.COMMENT_CHECKER != "akismet":
        return
    state = CheckerState.objects.of("akismet")
    doubtful = state.key_state == KeyState.INVALID or state.is_failing
    if doubtful or state.key_digest != key_digest():
        confirm_key(state)


def reconcile_counts() -> None:
    """Count afresh what is counted along the way."""
    reconciler.reconcile()
