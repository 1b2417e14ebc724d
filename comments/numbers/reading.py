"""Makes tables of what was counted day by day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import QuerySet, Sum

from comments.models import DayTally
from comments.models.numbers import What
from comments.numbers.counting import FALSE_ALARM, middle_of
from comments.numbers.counting import MISSED as MISSED_KEY
from comments.numbers.periods import Range
from comments.numbers.tables import Table
from comments.states import Status
from fitsite.accounts.models import User

# Titles of columns, which the page and its charts ask for.
PUBLISHED, HELD, FOUND_SPAM, REMOVED = "Published", "Held", "Spam", "Discarded or withdrawn"
HAM, SPAM = "Called ham", "Called spam"
CAUGHT, MISSED, FALSE = "Caught", "Missed", "False alarms"
OUTCOMES = {
    "received": "Received",
    Status.PUBLISHED: PUBLISHED,
    Status.HELD: HELD,
    Status.SPAM: FOUND_SPAM,
    Status.REMOVED: REMOVED,
}
SOURCES = {
    What.NETWORK: ("networks", "Spam by network", "Network"),
    What.DOMAIN: ("mail-hosts", "Spam by e-mail host", "E-mail host"),
    What.HOST: ("links", "Spam by what it links to", "Links to"),
}
SOURCES_SHOWN = 10
MINUTE, HOUR, DAY = 60, 3600, 86_400
WAITED = {
    MINUTE: "Up to a minute",
    10 * MINUTE: "Up to 10 minutes",
    HOUR: "Up to an hour",
    6 * HOUR: "Up to 6 hours",
    DAY: "Up to a day",
    3 * DAY: "Up to 3 days",
    7 * DAY: "Up to a week",
    float("inf"): "Longer",
}

Tallies = QuerySet[DayTally]
ByPeriod = Mapping[tuple[str, str], list[int]]
Totals = Mapping[str, Counter[str]]


def by_period(tallies: Tallies, span: Range) -> ByPeriod:
    """Outcomes and verdicts: of each key how many in each period. One query."""
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * len(span.periods))
    asked = tallies.filter(what__in=[What.OUTCOME, What.VERDICT])
    for day, what, key, number in asked.values_list("day", "what", "key", "number"):
        found[what, key][span.position(day)] += number
    return found


def totals(tallies: Tallies) -> Totals:
    """Waiting times and moderators: of each key how many. One query."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    asked = tallies.filter(what__in=[What.WAIT, What.DECISIONS]).values_list("what", "key")
    for what, key, number in asked.annotate(Sum("number")):
        found[what][key] = number
    return found


def outcomes(span: Range, found: ByPeriod) -> Table:
    """What came in, and where the check led it."""
    columns = [found[What.OUTCOME, key] for key in OUTCOMES]
    return _over_time("outcomes", "Comments by outcome", span, OUTCOMES.values(), columns)


def verdicts(span: Range, found: ByPeriod) -> Table:
    """The checker's verdicts; what people found wrong counts when they did."""
    ham, spam, missed, false = (
        found[What.VERDICT, key] for key in ("ham", "spam", MISSED_KEY, FALSE_ALARM)
    )
    caught = [max(0, called - wrong) for called, wrong in zip(spam, false, strict=True)]
    head = [HAM, SPAM, CAUGHT, MISSED, FALSE]
    columns = [ham, spam, caught, missed, false]
    return _over_time("verdicts", "The checker’s verdicts", span, head, columns)


def _over_time(
    name: str, title: str, span: Range, head: Iterable[str], columns: list[list[int]]
) -> Table:
    labels = [period.label for period in span.periods]
    rows = list(zip(labels, *columns, strict=True))
    days = [period.first.isoformat() for period in span.periods]
    return Table(name, title, ["From", *head], rows, days)


def waits(found: Totals) -> Table:
    """Decisions on what was held, by how long it had waited."""
    rows = dict.fromkeys(WAITED, 0)
    for step, number in found[What.WAIT].items():
        rows[next(most for most in WAITED if middle_of(int(step)) <= most)] += number
    labelled = [(label, rows[most]) for most, label in WAITED.items()]
    return Table("waits", "Time until a person decided", ["Waited", "Decisions"], labelled)


def median_wait(found: Totals) -> float | None:
    """How long half of what was held had waited at most, in seconds."""
    steps = found[What.WAIT]
    passed = 0
    for step in sorted(map(int, steps)):
        passed += steps[str(step)]
        if 2 * passed >= steps.total():
            return middle_of(step)
    return None


def moderators(found: Totals) -> Table:
    """Who has decided how often; undoing is none, and what was undone was one. One query."""
    decided = found[What.DECISIONS]
    users = User.objects.in_bulk([int(key) for key in decided])
    named: Counter[str] = Counter()
    for key, number in decided.items():
        user = users.get(int(key))
        named[user.get_username() if user else "A former account"] += number
    head = ["Moderator", "Decisions"]
    return Table("moderators", "Decisions by moderator", head, named.most_common())


def sources(tallies: Tallies) -> list[Table]:
    """Where most spam came from. One query for each kind of source."""
    return [
        Table(name, title, [label, "Comments"], _most(tallies.filter(what=what)))
        for what, (name, title, label) in SOURCES.items()
    ]


def _most(tallies: Tallies) -> list[tuple[str, int]]:
    # A year names thousands, of which the database need not tell us.
    added = tallies.values_list("key").annotate(total=Sum("number"))
    return list(added.order_by("-total", "key")[:SOURCES_SHOWN])
