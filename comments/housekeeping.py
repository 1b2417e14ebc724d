"""All that the worker's clock does for comments, in one list that a command can go through, too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from comments import purging, reconciler, retention
from comments.models import Subscription
from comments.numbers.counting import count_all
from fitsite.letters.models import Letter


@dataclass(frozen=True)
class Chore:
    """Something that may be done at any time, again and again.

    `do` does it and says how many it was; `count` says how many it would be, where that can be
    known without doing it.
    """

    what: str
    do: Callable[[], int]
    count: Callable[[], int] | None = None


def chores() -> list[Chore]:
    """In the order in which they are done; the counts come last, to prove the others."""
    return [
        Chore("days counted for good", count_all),
        Chore("spam deleted", _purge_all, _due_spam),
        *(
            Chore(f"{kind.what} forgotten", kind.end_all, kind.count)
            for kind in retention.expired()
        ),
        Chore("letters forgotten", Letter.objects.forget, Letter.objects.forgettable().count),
        Chore("subscriptions of dead addresses ended", spare_dead_addresses),
        Chore("counts mended", reconciler.reconcile),
    ]


def spare_dead_addresses() -> int:
    """End the mail of those whose server refuses it, letter after letter."""
    dead = Letter.objects.dead_addresses()
    return Subscription.objects.active().filter(reader__address__in=dead).end()


def _due_spam() -> int:
    before = purging.found_before()
    return 0 if before is None else purging.due(before).count()


def _purge_all() -> int:
    total = 0
    while deleted := purging.purge():
        total += deleted
    return total
