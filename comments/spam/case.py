"""A submission as the rules see it: with what the owner has decided, and what the site knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from comments.models.settings import CommentSettings
from comments.spam.evidence import Submission
from comments.spam.findings import Finding
from fitsite.prepared import Question, together


@dataclass(frozen=True, kw_only=True)
class Case:
    """What every rule is given. `known` holds, by name, the ids that each question found."""

    sent: Submission
    owner: CommentSettings
    known: Mapping[str, list[int]] = field(default_factory=dict)

    @property
    def is_trusted(self) -> bool:
        """Whether the sender has proved to be somebody whose comments were good before."""
        return bool(self.known.get("account") or self.known.get("address"))


def _nothing(sent: Submission, owner: CommentSettings) -> Mapping[str, Question]:
    return {}


class Rule(NamedTuple):
    """`find` objects, or not; `ask` says what it has to know: questions that find ids, by name."""

    find: Callable[[Case], Iterable[Finding]]
    ask: Callable[[Submission, CommentSettings], Mapping[str, Question]] = _nothing


def look_into(sent: Submission, owner: CommentSettings, rules: Iterable[Rule]) -> Case:
    """Ask the database for all that the rules have to know. One query."""
    asked: dict[str, Question] = {}
    for rule in rules:
        asked |= rule.ask(sent, owner)
    found = together(list(asked.values()))
    known = {name: [pk for (pk,) in rows] for name, rows in zip(asked, found, strict=True)}
    return Case(sent=sent, owner=owner, known=known)
