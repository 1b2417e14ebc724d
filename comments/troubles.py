"""What can be wrong with the checking of comments; each function says it, or "" if nothing is.

/readyz prints the sentences to anybody: they hold no name, no text and nothing of the key.
"""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from comments.models import Check, CheckerState
from comments.models.checker_state import KeyState
from comments.waiting import waiting


def checker() -> str:
    """Whether it answers, and takes our key."""
    return key_refused() or checker_down()


def checker_down() -> str:
    """The breaker is open: nobody waits for the checker any more."""
    state = _state()
    if not state.is_failing:
        return ""
    since = f" since {state.failing_since:%d %B, %H:%M} UTC" if state.failing_since else ""
    return f"The spam checker has given no verdict{since}. {state.last_failure}".strip()


def key_refused() -> str:
    """The key itself was asked about, and refused."""
    return "Akismet refuses the key." if _state().key_state == KeyState.INVALID else ""


def queue() -> str:
    """A comment has been waiting for longer than the owner finds acceptable."""
    oldest = waiting(Check).oldest_at
    if oldest is None:
        return ""
    minutes = int((timezone.now() - oldest).total_seconds() // 60)
    late = minutes >= settings.ALERT_QUEUE_MINUTES
    return f"A comment has been waiting for its check for {minutes} minutes." if late else ""


def _state() -> CheckerState:
    found = CheckerState.objects.filter(checker=settings.COMMENT_CHECKER).first()
    return found or CheckerState()
