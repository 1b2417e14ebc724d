"""Applying a moderator's decision to comments that others may be deciding, too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from comments.desk.verbs import Verb
from comments.models import Comment
from comments.states import MoveRefused
from fitsite.accounts.models import User


class Chosen(NamedTuple):
    """A comment as a moderator saw it: `decisions` is how often people had decided by then."""

    pk: int
    decisions: int

    @classmethod
    def parse(cls, typed: str) -> Chosen:
        """As it stands in a form. Raises ValueError on anything else."""
        pk, _, decisions = typed.partition(":")
        return cls(int(pk), int(decisions))


@dataclass
class Outcome:
    """What came of it; the other comments were left as they were. `refused` says why, by id."""

    changed: list[int] = field(default_factory=list)
    refused: dict[int, str] = field(default_factory=dict)


def decide(verb: Verb, chosen: Sequence[Chosen], *, by: User, seen_at: datetime | None) -> Outcome:
    """Apply a verb to each of these, every one in a transaction of its own."""
    outcome = Outcome()
    found = Comment.objects.in_bulk([each.pk for each in chosen])
    for pk, decisions in chosen:
        if comment := found.get(pk):
            try:
                changed = _decide_one(verb, comment, decisions, by, seen_at)
            except MoveRefused as refused:
                outcome.refused[pk] = str(refused)
            else:
                if changed:
                    outcome.changed.append(pk)
    return outcome


def _decide_one(
    verb: Verb, comment: Comment, decisions: int, by: User, seen_at: datetime | None
) -> bool:
    with transaction.atomic():
        if comment.lock():
            comment.refuse_if_decided_since(decisions)
            if seen_at:
                comment.refuse_if_changed_since(seen_at)
        changed: bool = getattr(comment, verb.name)(by=by)
        return changed
