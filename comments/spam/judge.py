"""Puts one question to the checker and has the answer applied: the road that all comments take.

Readers' requests and the worker both come here. No transaction is open while the checker is asked.
"""

from __future__ import annotations

import hashlib
import logging
import time
from datetime import timedelta
from threading import BoundedSemaphore
from typing import Any

from django.conf import settings
from django.utils import timezone

from comments import metrics
from comments.models import AttemptTally, Check, CheckerState
from comments.models.checker_state import KeyState
from comments.spam import akismet, call_back

logger = logging.getLogger(__name__)

# So often Akismet may ask for more time before a person looks instead.
LOOKS = 5
# Seconds, over DNS, connect and read, that a reader who sends a comment may wait for the verdict.
READER_DEADLINE = 1.5
# Nobody waits for the worker; this only keeps one dead connection from stopping it.
WORKER_DEADLINE = 10.0
# So many requests of one process may wait for the checker at once; the others leave it to the
# worker, so that a slow checker never takes all threads from the readers.
_room_for_readers = BoundedSemaphore(2)


def judge_for_reader(check: Check) -> None:
    """The one try inside a reader's request; what it does not settle, the worker does."""
    if not _room_for_readers.acquire(blocking=False):
        check.release()
        return
    try:
        judge(check, deadline=READER_DEADLINE)
    finally:
        _room_for_readers.release()


def judge(check: Check, *, deadline: float) -> bool:
    """Ask about a check whose lease we hold. Returns whether there was an answer."""
    if check.lease is None:
        return False
    if settings.COMMENT_CHECKER == "hold":
        check.settle("")
        return True
    state = CheckerState.objects.of("akismet")
    if not state.may_ask():
        check.release(until=state.probe_at)
        return False
    began = time.monotonic()
    result: str
    try:
        answer = akismet.check_comment(_question(check), deadline=deadline)
    except akismet.NoAnswer as failure:
        _note_failure(check, state, failure)
        result = failure.reason
    except ValueError as error:
        # Our own mistake in this one question; the checker is not to blame, the others go on.
        logger.exception("Check %s cannot be put", check.pk)
        check.postpone(f"The question cannot be put: {error}")
        result = "own_error"
    else:
        _note_answer(check, state, answer, time.monotonic() - began)
        return True
    metrics.note_attempt(result, time.monotonic() - began)
    return False


def confirm_key(state: CheckerState) -> bool:
    """Ask Akismet about the key, since one refused question alone proves nothing.

    Returns whether Akismet answered.
    """
    digest = key_digest()
    try:
        key = akismet.verify_key(deadline=WORKER_DEADLINE)
    except akismet.NoAnswer as failure:
        logger.warning("Akismet did not say whether the key is valid: %s", failure.reason)
        return False
    state.key_is(
        KeyState.VALID if key.valid else KeyState.INVALID, digest=digest, key_help=key.debug_help
    )
    return True


def key_digest() -> str:
    """Tells keys apart without keeping one."""
    return hashlib.sha256(settings.AKISMET_API_KEY.encode()).hexdigest()


def _question(check: Check) -> dict[str, Any]:
    # The first try is the check itself; a later one says that it is a repetition.
    retry = {"recheck_reason": "retry"} if check.attempts else {}
    return {**retry, **call_back.address(check), **check.fields}


def _note_failure(check: Check, state: CheckerState, failure: akismet.NoAnswer) -> None:
    logger.warning("Akismet gave no verdict on check %s: %s", check.pk, failure.reason)
    wait = failure.retry_after
    until = timezone.now() + timedelta(seconds=wait) if wait else None
    state.failed(failure.detail, until=until)
    check.postpone(failure.detail, until=until, reason=failure.reason, headers=failure.headers)


def _note_answer(check: Check, state: CheckerState, answer: akismet.Answer, seconds: float) -> None:
    state.answered(
        alert_code=answer.headers.get("alert-code", ""), alert=answer.headers.get("alert-msg", "")
    )
    if answer.verdict == "ham" and answer.recheck_after is not None:
        if check.attempts < LOOKS:
            until = timezone.now() + timedelta(seconds=answer.recheck_after)
            check.postpone("Akismet is still looking", until=until, headers=answer.headers)
            metrics.note_attempt("recheck", seconds)
            return
        check.objections = [*check.objections, "Akismet cannot make up its mind"]
    attempt = AttemptTally.objects.counting(
        "blatant" if answer.discard else answer.verdict, seconds
    )
    check.settle(
        answer.verdict,
        discard=answer.discard,
        attempt=attempt,
        guid=answer.guid,
        headers=answer.headers,
    )
