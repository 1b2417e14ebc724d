"""Counts what happened on a day, from history.

A day is counted afresh each time, so nothing is added twice or forgotten whatever dies in between,
and it does not matter in which order transactions were committed. Readers' posts do nothing for it.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from itertools import takewhile
from math import log
from typing import NamedTuple

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.utils import timezone

from comments.models import HistoryEntry, Numbers
from comments.models.history import HistoryQuerySet, takes_back
from comments.models.numbers import LONGEST_KEY, What, next_day, start_of
from comments.numbers.sources import sources
from comments.states import Status

# No transaction takes so long that a line of history is committed later than this.
LATE = timedelta(hours=1)
# Final days counted before the worker looks around again.
DAYS_AT_ONCE = 50
# Waiting times are kept in steps of a tenth: what is told of them is right within 5 %.
STEP = 1.1
# The rules that act on a verdict of ham or spam.
ON_A_VERDICT = ("akismet", "rules")
MISSED, FALSE_ALARM = "missed", "false_alarm"


class Decision(NamedTuple):
    """A line of history that a person wrote.

    `since` and `decided_by` are of the move before it, `led_to` is where the last verdict led.
    """

    actor: int
    why: str
    from_status: str
    to_status: str
    at: datetime
    since: datetime | None
    decided_by: int | None
    led_to: str | None


def count_days() -> int:
    """Count the days that are open; returns how many of them are final now.

    These are DAYS_AT_ONCE at most: then there may be more to do.
    """
    return sum(1 for _ in takewhile(bool, (_count_next() for _ in range(DAYS_AT_ONCE))))


def count_all() -> int:
    """Count until nothing is left to do; returns how many days are final now."""
    total = 0
    while counted := count_days():
        total += counted
    return total


def _count_next() -> bool:
    """Count one day for good, or all that cannot be final yet; whether it was the former."""
    now, numbers = timezone.now(), Numbers.objects.here()
    today = timezone.localdate(now)
    # A clock that was once years ahead has ended days that are still to come.
    first = min(numbers.open_since, today)
    following = next_day(first)
    if start_of(following) + LATE <= now:
        return numbers.take({first: counts_of(first)}, open_since=following)
    days = [day for day in (first, following) if day <= today]
    numbers.take({day: counts_of(day) for day in days}, open_since=first)
    return False


def counts_of(day: date) -> dict[tuple[str, str], int]:
    """All that is counted of a day."""
    entries = HistoryEntry.objects.filter(at__gte=start_of(day), at__lt=start_of(next_day(day)))
    found: Counter[tuple[str, str]] = Counter()
    _count_checks(entries, found)
    _count_people(entries, found)
    for what, key, number in sources(entries):
        # Hosts are as long as somebody typed them; two may be the same as far as is kept.
        found[what, key[:LONGEST_KEY]] += number
    return {what: number for what, number in found.items() if number}


def _count_checks(entries: HistoryQuerySet, found: Counter[tuple[str, str]]) -> None:
    """What came in, where the check led it, and what the verdicts were."""
    moves = entries.moves().filter(from_status__in=["", Status.UNCHECKED]).order_by()
    grouped = moves.values_list("from_status", "to_status", "rule").annotate(Count("pk"))
    for came_from, came_to, rule, number in grouped:
        if not came_from:
            found[What.OUTCOME, "received"] += number
            continue
        found[What.OUTCOME, came_to] += number
        if rule in ON_A_VERDICT:
            found[What.VERDICT, said(came_to)] += number


def _count_people(entries: HistoryQuerySet, found: Counter[tuple[str, str]]) -> None:
    """What people decided, how long it had waited, and what that says of the verdicts.

    A verdict is judged by where the comment stands on a person's word. Each decision takes back
    what the one before it said, so that an undo leaves nothing.
    """
    moves = HistoryEntry.objects.moves().filter(comment=OuterRef("comment"), pk__lt=OuterRef("pk"))
    before = moves.order_by("-pk")
    verdict = before.filter(actor=None, rule__in=ON_A_VERDICT)
    of_people = entries.filter(actor__isnull=False).order_by()
    # What moderators write themselves nobody had to decide.
    decisions = of_people.filter(Q(comment__user=None) | ~Q(comment__user=F("actor")))
    told = decisions.annotate(
        since=Subquery(before.values("at")[:1]),
        decided_by=Subquery(before.values("actor")[:1]),
        led_to=Subquery(verdict.values("to_status")[:1]),
    )
    for decision in map(Decision._make, told.values_list(*Decision._fields).iterator()):
        # An undo takes a decision back and is none.
        if not takes_back(decision.why):
            found[What.DECISIONS, str(decision.actor)] += 1
        if decision.from_status == decision.to_status:
            continue
        if decision.from_status == Status.HELD and decision.since:
            waited = (decision.at - decision.since).total_seconds()
            found[What.WAIT, str(step_of(waited))] += 1
        if decision.decided_by:
            found[What.VERDICT, judged(decision.led_to, decision.from_status)] -= 1
        found[What.VERDICT, judged(decision.led_to, decision.to_status)] += 1
    found.pop((What.VERDICT, ""), None)


def said(came_to: str) -> str:
    """The verdict that leads a comment to a state."""
    return "spam" if came_to in (Status.SPAM, Status.REMOVED) else "ham"


def judged(led_to: str | None, stands: str) -> str:
    """What is wrong with a verdict, by where it led a comment and where a person put it; or ""."""
    if led_to is None:
        return ""
    if said(led_to) == "spam":
        return FALSE_ALARM if stands == Status.PUBLISHED else ""
    return MISSED if stands == Status.SPAM else ""


def step_of(seconds: float) -> int:
    """In which step a time lies; everything within a second lies in the first."""
    return int(log(max(seconds, 1)) / log(STEP))


def middle_of(step: int) -> float:
    """A time in seconds that stands for all that lie in a step."""
    return float(STEP ** (step + 0.5))
