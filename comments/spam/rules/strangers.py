"""Whose comments wait for a person although nothing is wrong with them, as the owner decides."""

from __future__ import annotations

from collections.abc import Iterator

from comments.models.settings import Holds
from comments.spam.case import Case
from comments.spam.findings import Effect, Finding


def find(case: Case) -> Iterator[Finding]:
    """Have a person look at everybody's comments, or at those of whoever is not trusted yet."""
    match case.owner.holds:
        case Holds.ALL:
            why = "every comment waits for a person here"
        case Holds.FIRST if not case.is_trusted:
            why = "nothing of its author's was published before, as far as they can prove it"
        case _:
            return
    only_logged = case.owner.holds_only_logs
    yield Finding(rule="strangers", effect=Effect.HOLD, why=why, only_logged=only_logged)
