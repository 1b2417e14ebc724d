"""Sends one correction to the checker."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.utils import timezone

from comments.models import CheckerState, Feedback
from comments.spam import akismet

logger = logging.getLogger(__name__)


def report(feedback: Feedback, *, deadline: float) -> bool:
    """Send a correction whose lease we hold. Returns whether it was confirmed.

    A checker that does not answer questions is left alone; a failing report, however, says
    nothing about questions and does not count against it.
    """
    state = CheckerState.objects.of("akismet")
    if state.is_failing:
        feedback.release(until=state.probe_at)
        return False
    submit = akismet.submit_spam if feedback.kind == "spam" else akismet.submit_ham
    try:
        submit(feedback.fields, deadline=deadline)
    except akismet.NoAnswer as failure:
        logger.warning("Akismet did not take correction %s: %s", feedback.pk, failure.reason)
        wait = failure.retry_after
        until = timezone.now() + timedelta(seconds=wait) if wait else None
        feedback.postpone(failure.detail, until=until)
        return False
    return feedback.confirm()
