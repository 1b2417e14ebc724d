"""The numbers of comments and their checks, for /metrics. Each costs rows that are few."""

from __future__ import annotations

import logging
from itertools import accumulate

from django.conf import settings
from django.db import Error as DatabaseError
from django.db.models import Sum

from comments.models import AttemptTally, Check, CheckerState, Feedback, OutcomeTally, StatusCount
from comments.models.checker_state import KeyState
from comments.models.tally import BUCKETS
from comments.waiting import waiting
from fitsite.metrics import Metric, Sample

logger = logging.getLogger(__name__)


def note_attempt(result: str, seconds: float) -> None:
    """Count one question to the checker that led to no verdict: why, and how long it took.

    To be called outside of any transaction: one write, which is a transaction by itself. What
    cannot be counted is logged, and breaks nothing. Verdicts are counted as they are applied.
    """
    try:
        AttemptTally.objects.add(result, seconds)
    except DatabaseError:
        logger.exception("An attempt could not be counted")


def numbers() -> list[Metric]:
    """All of them."""
    return [*states(), *attempts(), *queue(), *checker(), *feedback()]


def states() -> list[Metric]:
    """Where comments are, and how many have come there."""
    now = StatusCount.objects.order_by("status").values_list("status", "comments")
    ever = OutcomeTally.objects.order_by("status", "basis")
    return [
        Metric(
            "fitsite_comments",
            "Comments by state.",
            "gauge",
            [Sample(comments, {"status": status}) for status, comments in now],
        ),
        Metric(
            "fitsite_comment_outcomes_total",
            "Comments that have come to a state, by what it rests on.",
            "counter",
            [Sample(row.comments, {"status": row.status, "basis": row.basis}) for row in ever],
        ),
    ]


def attempts() -> list[Metric]:
    """Questions to the checker, by what came of them and by how long they took."""
    by_result = AttemptTally.objects.values("result").order_by("result")
    by_bound = dict(AttemptTally.objects.values_list("le").order_by().annotate(Sum("attempts")))
    seconds = AttemptTally.objects.aggregate(total=Sum("seconds", default=0.0))["total"]
    reached = list(accumulate(by_bound.get(le, 0) for le in BUCKETS))
    return [
        Metric(
            "fitsite_check_attempts_total",
            "Questions to the checker by result: a verdict, or why there was none.",
            "counter",
            [
                Sample(row["attempts__sum"], {"result": row["result"]})
                for row in by_result.annotate(Sum("attempts"))
            ],
        ),
        Metric(
            "fitsite_check_seconds",
            "How long questions to the checker took.",
            "histogram",
            [
                *(Sample(n, {"le": le}, "_bucket") for n, le in zip(reached, BUCKETS, strict=True)),
                Sample(seconds, suffix="_sum"),
                Sample(reached[-1], suffix="_count"),
            ],
        ),
    ]


def queue() -> list[Metric]:
    """What waits for a verdict."""
    now = waiting(Check)
    return [
        _gauge("fitsite_checks_waiting", "Comments that wait for a verdict.", now.length),
        _gauge("fitsite_checks_oldest_seconds", "Age of the oldest.", now.oldest_seconds),
    ]


def feedback() -> list[Metric]:
    """What moderators' decisions are still to be told to the checker."""
    now = waiting(Feedback)
    return [
        _gauge("fitsite_feedback_waiting", "Corrections not confirmed yet.", now.length),
        _gauge("fitsite_feedback_oldest_seconds", "Age of the oldest.", now.oldest_seconds),
    ]


def checker() -> list[Metric]:
    """The breaker and the key."""
    found = CheckerState.objects.filter(checker=settings.COMMENT_CHECKER).first()
    state = found or CheckerState()
    refused = state.key_state == KeyState.INVALID
    return [
        _gauge("fitsite_checker_failing", "1 while the breaker is open.", int(state.is_failing)),
        _gauge("fitsite_checker_failures", "Failures in a row until now.", state.failures),
        _gauge("fitsite_key_refused", "1 while the checker refuses the key.", int(refused)),
    ]


def _gauge(name: str, explained: str, value: float) -> Metric:
    return Metric(name, explained, "gauge", [Sample(value)])
