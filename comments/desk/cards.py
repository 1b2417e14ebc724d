"""A comment as a moderator sees it, with what one needs to know to decide."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from comments import avatars
from comments.desk.verbs import APPROVE, DECISIONS, Verb
from comments.models import Comment, HistoryEntry, Report, Revision
from comments.models.history import can_be_undone, latest_change
from comments.models.revision import Standing
from comments.states import UNDECIDED, Status
from comments.track_record import latest, rejected
from fitsite.prepared import Prepared, together

# What somebody wrote last is looked at, so far back.
LOOK_BACK = 100
_LATEST = latest(LOOK_BACK)
_FIRST = Prepared(
    lambda email: (
        Comment.objects.filter(email=email).order_by("created_at").values_list("pk", "status")[:1]
    )
)


@dataclass(frozen=True, kw_only=True)
class Person:
    """What is known of whoever writes under one e-mail address, which anybody can type.

    Counts are of their last LOOK_BACK comments.
    """

    approved: int = 0
    rejected: int = 0
    comments: int = 0
    first_seen: datetime | None = None

    @property
    def is_new(self) -> bool:
        """Whether the comment at hand is all there is."""
        return self.comments <= 1

    @property
    def has_more(self) -> bool:
        """Whether there are comments beyond those that were counted."""
        return self.comments == LOOK_BACK


@dataclass(frozen=True, kw_only=True)
class Card:
    """One comment with its surroundings. `notice` is what a moderator must read before deciding."""

    comment: Comment
    person: Person
    history: Sequence[HistoryEntry]
    reports: Sequence[Report] = ()
    edit: Revision | None = None
    notice: str = ""
    is_decided: bool = False

    @property
    def avatar(self) -> str:
        """The classes of its author's face."""
        return avatars.look(self.comment.email, self.comment.name)

    @property
    def initials(self) -> str:
        """What stands in it."""
        return avatars.initials(self.comment.name)

    @property
    def decisions(self) -> list[Verb]:
        """What would change something: not what put it where it is, unless readers object."""
        here = [verb for verb in DECISIONS if verb.leads_to == self.comment.status]
        idle = [verb for verb in here if not (self.reports and verb is APPROVE)]
        return [verb for verb in DECISIONS if verb not in idle]

    @property
    def is_undecided(self) -> bool:
        """Whether it waits, whatever becomes of a change to it."""
        return self.comment.status in UNDECIDED

    @property
    def why_edit(self) -> str:
        """What came of the check of a change that waits."""
        number = self.edit and self.edit.number
        of_edit = (
            entry for entry in reversed(self.history) if entry.evidence.get("text") == number
        )
        found = next((entry.why for entry in of_edit if entry.rule not in ("reader", "edit")), "")
        return found or "the spam check has not cleared it"

    @property
    def decision(self) -> HistoryEntry | None:
        """What a person did last, if a person did."""
        return next((entry for entry in reversed(self.history) if entry.actor_id), None)

    @property
    def decision_to_tell(self) -> HistoryEntry | None:
        """The same, unless it is told already as the reason why the comment is where it is."""
        told = not self.is_decided and self.decision and self.decision.why == self.comment.why
        return None if told else self.decision

    @property
    def can_be_undone(self) -> bool:
        """Whether there is something to take back, and a person did it."""
        return can_be_undone(self.history)

    @property
    def last_change(self) -> HistoryEntry | None:
        """What undoing takes back."""
        return latest_change(self.history)


def cards(comments: Iterable[Comment], *, is_decided: bool = False) -> list[Card]:
    """Cards of these comments, in their order. Five queries beside that for the comments."""
    comments = list(comments)
    pks = [comment.pk for comment in comments]
    people = _people({comment.email for comment in comments if comment.email})
    entries = HistoryEntry.objects.filter(comment__in=pks).select_related("actor")
    history = _by_comment(entries.order_by("pk"))
    reports = _by_comment(Report.objects.open().filter(comment__in=pks))
    edits = _by_comment(Revision.objects.filter(comment__in=pks, standing=Standing.WAITING))
    return [
        Card(
            comment=comment,
            person=people.get(comment.email, Person()),
            history=history[comment.pk],
            reports=reports[comment.pk],
            edit=next(iter(edits[comment.pk]), None),
            is_decided=is_decided,
        )
        for comment in comments
    ]


def _by_comment(rows: Iterable[Any]) -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.comment_id].append(row)
    return found


def _people(emails: Iterable[str]) -> dict[str, Person]:
    emails = list(emails)
    asked = [(query, {"email": email}) for email in emails for query in (_LATEST, _FIRST)]
    found = together(asked)
    written, first = found[::2], [pk for ((pk, _),) in found[1::2]]
    seen_at = dict(Comment.objects.filter(pk__in=first).values_list("email", "created_at"))
    return {
        email: _person(Counter(status for _, status in rows), seen_at.get(email))
        for email, rows in zip(emails, written, strict=True)
    }


def _person(statuses: Counter[str], first_seen: datetime | None) -> Person:
    return Person(
        approved=statuses[Status.PUBLISHED],
        rejected=rejected(statuses),
        comments=statuses.total(),
        first_seen=first_seen,
    )
