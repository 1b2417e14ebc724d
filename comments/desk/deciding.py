"""Applying a moderator's decision to comments that others may be deciding, too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest

from comments.desk.looking import looked_at
from comments.desk.verbs import UNDO, Verb
from comments.models import Comment
from comments.states import MoveRefused


class Chosen(NamedTuple):
    """A comment as a moderator saw it.

    `decisions` is how often people had decided by then, `change` the line of history that undoing
    takes back; None where the page does not say.
    """

    pk: int
    decisions: int | None = None
    change: int | None = None

    @classmethod
    def parse(cls, typed: str) -> Chosen:
        """As it stands in a form. Raises ValueError on anything else."""
        pk, decisions, *change = typed.split(":", 2)
        return cls(int(pk), int(decisions), int(change[0]) if any(change) else None)


@dataclass
class Outcome:
    """What came of it; the other comments were left as they were. `refused` says why, by id."""

    verb: Verb
    chosen: Sequence[Chosen]
    changed: list[int] = field(default_factory=list)
    refused: dict[int, str] = field(default_factory=dict)

    @property
    def said(self) -> str:
        """How many it changed, in words for whoever pressed the button."""
        changed, unchanged = len(self.changed), len(self.chosen) - len(self.changed)
        done = f"{changed} {'comment' if changed == 1 else 'comments'} {self.verb.done}."
        return f"{done} {unchanged} left as they were." if unchanged else done

    def tell(self, request: HttpRequest) -> None:
        """Say it on the next page, with the rules that were in the way."""
        level = messages.SUCCESS if self.changed else messages.WARNING
        why = sorted(set(self.refused.values()))
        messages.add_message(request, level, " ".join([self.said, *why]))


def decide(verb: Verb, chosen: Sequence[Chosen], request: HttpRequest) -> Outcome:
    """Apply a verb to each of these that is theirs, every one in a transaction of its own."""
    outcome = Outcome(verb, chosen)
    theirs = Comment.objects.decidable_by(request.user)
    found = theirs.in_bulk([each.pk for each in chosen])
    for each in chosen:
        if comment := found.get(each.pk):
            try:
                if _decide_one(verb, comment, each, request):
                    outcome.changed.append(each.pk)
            except MoveRefused as refused:
                outcome.refused[each.pk] = str(refused)
    return outcome


def refuse_if_outdated(comment: Comment, decisions: int | None, request: HttpRequest) -> None:
    """Take the comment, in a transaction. Raises MoveRefused if it is not as it was looked at.

    What changes another comment as well has taken both by now: docs/adr/0006.
    """
    looked = looked_at(request)
    if comment.lock():
        if decisions is not None:
            comment.refuse_if_decided_since(decisions)
        if looked:
            comment.refuse_if_changed_since(looked)


def _decide_one(verb: Verb, comment: Comment, seen: Chosen, request: HttpRequest) -> bool:
    with transaction.atomic():
        if verb is UNDO:
            comment.lock_to_restore()
        refuse_if_outdated(comment, seen.decisions, request)
        if verb is UNDO and seen.change is not None:
            comment.refuse_if_changed_otherwise(seen.change)
        changed: bool = getattr(comment, verb.name)(by=request.user)
        return changed
