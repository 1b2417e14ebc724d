"""The state machine of a comment and the verbs that drive it.

Every change goes through `_move`, which writes state, history, counts and page version in one
transaction. Nothing else writes `status`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from comments.models.announcement import Announcement
from comments.models.campaign import counting_member_move
from comments.models.catch import keep
from comments.models.check import Check
from comments.models.counts import counting_move
from comments.models.feedback import Feedback
from comments.models.history import RESTORED, HistoryEntry
from comments.models.report import Report
from comments.models.revision import Standing
from comments.models.tally import counting_outcome
from comments.models.threading import Threaded
from comments.spam.findings import Finding, Outcome
from comments.states import IN_SIGHT, Basis, MoveRefused, Status
from comments.stored import stored
from fitsite.page_cache.models import raising_version
from fitsite.prepared import Prepared, PreparedUpdate, Write, carry_out, storing

if TYPE_CHECKING:
    from comments.spam.evidence import Submission
    from fitsite.accounts.models import User


# What the checker's word is not enough against.
TAKEN_AWAY = "a moderator had taken it away"


class Moderated(Threaded):
    """A comment's public state. `decisions` counts what people decided, for compare-and-set."""

    article_id: int
    campaign_id: int | None
    created_at: Any
    body: Any

    status = models.CharField(max_length=10, choices=Status, default=Status.UNCHECKED)
    basis = models.CharField(max_length=6, choices=Basis, default=Basis.NOTHING, blank=True)
    why = models.CharField(max_length=300, default="", blank=True)
    status_changed_at = models.DateTimeField(null=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    decisions = models.PositiveIntegerField(default=0, editable=False)
    doubt = models.SmallIntegerField(
        null=True,
        editable=False,
        help_text="How doubtful the checker's word is that it is spam: comments/doubt.py.",
    )

    class Meta:
        abstract = True

    @property
    def is_withdrawn(self) -> bool:
        """Whether its author took it away; then nobody brings it back."""
        return self.basis == Basis.AUTHOR

    # --- What people do. Each verb returns whether it changed anything; repeating it does not. ---
    # `bulk` is the bulk decision that it is part of, for the history.

    def approve(self, *, by: User, why: str = "Approved", bulk: int | None = None) -> bool:
        """Publish it on a person's word."""
        return self._decide(Status.PUBLISHED, by, why, bulk)

    def hold(self, *, by: User, why: str = "Held back", bulk: int | None = None) -> bool:
        """Take it out of sight until a person decides."""
        return self._decide(Status.HELD, by, why, bulk)

    def mark_as_spam(
        self, *, by: User, why: str = "Marked as spam", bulk: int | None = None
    ) -> bool:
        """Put it in Spam."""
        return self._decide(Status.SPAM, by, why, bulk)

    def remove(self, *, by: User, why: str = "Removed", bulk: int | None = None) -> bool:
        """Take it away; replies to it stay."""
        return self._decide(Status.REMOVED, by, why, bulk)

    def _restore_state(self, by: User, change: HistoryEntry) -> bool:
        """Put it back where it was before a change that has moved it, or was done with its move."""
        moves = HistoryEntry.objects.filter(comment_id=self.pk).moves()
        latest = moves.filter(pk__lte=change.pk).last()
        if latest is None or not latest.from_status:
            return False
        if latest.from_status == Status.UNCHECKED:
            return self._ask_again(by, f"{RESTORED}, to be checked")
        return self._decide(Status(latest.from_status), by, **_stood(latest))

    def recheck(
        self, *, by: User, why: str = "To be checked again", bulk: int | None = None
    ) -> bool:
        """Ask the checker once more, with the fields of the first time; out of sight till then.

        What a person has taken out of sight does not come back by the checker's word alone.
        """
        with transaction.atomic():
            self.lock_to_change()
            is_taken_away = self.basis == Basis.PERSON and self.status not in IN_SIGHT
            return self._ask_again(by, why, bulk, [TAKEN_AWAY] if is_taken_away else [])

    def _ask_again(
        self, by: User, why: str, bulk: int | None = None, against: Sequence[str] = ()
    ) -> bool:
        # Whoever calls this has taken the comment to change it, in a transaction.
        asked = Check.objects.filter(revision__comment_id=self.pk)
        before = asked.filter(revision__standing=Standing.IN_FORCE).last()
        # What was sent is forgotten after a time; then there is nothing to ask with.
        if before is None or not before.fields:
            return False
        if not self._decide(Status.UNCHECKED, by, why, bulk):
            return False
        Check.objects.ask(
            revision=before.revision,
            fields={**before.fields, "recheck_reason": "recheck_queue"},
            objections=[*(each for each in before.objections if each != TAKEN_AWAY), *against],
            decisions=self.decisions,
            leased=False,
        )
        return True

    def refuse_if_decided_since(self, decisions: int) -> None:
        """Raise MoveRefused, which tells of it, if somebody has decided since it was looked at.

        `decisions` is how often that had happened by then. Call it with the comment locked.
        """
        if self.decisions == decisions:
            return
        done = HistoryEntry.objects.filter(comment_id=self.pk).undoable()
        latest = done.select_related("actor").last()
        who = (latest and latest.actor) or "Its author"
        what = f": {latest.why}" if latest else ""
        raise MoveRefused(f"{who} has decided meanwhile{what}. Decide again if you disagree.")

    # --- What the site does by itself. ---

    def receiving(self, submission: Submission) -> Write:
        """What writes the first line of its history."""
        trap = {"trap": submission.trap[:200]} if submission.trap else {}
        evidence = {"seconds": submission.seconds, **trap}
        return self._remembering("", "reader", "Received", None, evidence)

    def keep_findings(self, findings: Sequence[Finding]) -> None:
        """Keep which rules caught it, and what those would have done that only log."""
        keep(self.pk, findings)
        for finding in findings:
            if finding.only_logged:
                self.note(finding.rule, finding.would_have, {})

    def convict(self, outcome: Outcome) -> None:
        """Put it where a rule of ours is certain that it belongs, and ask nobody.

        Runs in the transaction in which the comment is stored.
        """
        Check.objects.filter(revision__comment_id=self.pk).open().close()
        self._move(outcome, None, {})

    def note(self, rule: str, why: str, evidence: dict[str, Any]) -> None:
        """Write a line of history that moves nothing: a try that failed."""
        self._remember(self.status, rule, why, None, evidence)

    # --- The machine itself. ---

    def _decide(
        self,
        status: Status,
        by: User,
        why: str,
        bulk: int | None = None,
        basis: Basis = Basis.PERSON,
    ) -> bool:
        with transaction.atomic():
            if not self.lock():
                raise MoveRefused("The comment is gone.")
            if self.is_withdrawn and status != Status.REMOVED:
                raise MoveRefused("Its author has withdrawn this comment.")
            # A discarded comment may have lost its text by now; there is nothing left to publish.
            if self.status == status or (self.is_public(status) and not self.body):
                return False
            Check.objects.filter(revision__comment_id=self.pk).open().close()
            self.decisions += 1
            basis = Basis.NOTHING if status == Status.UNCHECKED else basis
            if bulk:
                why = f"{why} (with others, bulk decision {bulk})"
            decided = Outcome(status=status, basis=basis, rule="moderator", why=why)
            stood = {"stood": {"basis": self.basis, "why": self.why}}
            self._move(decided, by, stood | ({"bulk": bulk} if bulk else {}))
            Feedback.objects.follow(self, by)
        return True

    def lock(self) -> bool:
        """Take the comment and what it stands under, and see it as it is now; False if gone."""
        rows = _LINEAGE.run(paths=self.lineage_paths)
        stored = next((row for row in rows if row.pk == self.pk), None)
        if stored is None:
            return self._has_moved() and self.lock()
        # What refresh_from_db() does, without asking again.
        for field in self._meta.concrete_fields:
            setattr(self, field.attname, getattr(stored, field.attname))
        self._state.fields_cache.clear()
        return True

    def lock_to_change(self) -> None:
        """Take it. Raises MoveRefused where there is nothing left to change."""
        if not self.lock():
            raise MoveRefused("The comment is gone.")
        if self.is_withdrawn:
            raise MoveRefused("Its author has withdrawn this comment.")

    def _has_moved(self) -> bool:
        """Whether it stands elsewhere by now; then it is looked for there."""
        before = self.path
        self.path = stored().filter(pk=self.pk).values_list("path", flat=True).first() or before
        return bool(self.path != before)

    def _move(self, outcome: Outcome, by: User | None, evidence: dict[str, Any]) -> None:
        before, now = self.status, timezone.now()
        self.status, self.basis = outcome.status, outcome.basis
        self.why, self.status_changed_at, self.doubt = outcome.why[:300], now, None
        is_news = self.is_public(self.status) and self.place is None
        if is_news:
            self.published_at, self.place = now, self._next_place()
        if by or self.is_public(before):
            Report.objects.filter(comment_id=self.pk).resolve(by)
        appeared = self.is_public(self.status) - self.is_public(before)
        if appeared and not self.is_root:
            self.above().update(replies_published=F("replies_published") + appeared)
        moved = {column: getattr(self, column) for column in _MOVING}
        carry_out(
            [
                _MOVED.write(**moved, pk=self.pk),
                *([Announcement.objects.putting_down(self)] if is_news else []),
                self._remembering(before, outcome.rule, outcome.why, by, evidence),
                # Rows that all comments share come last, always in this order: docs/adr/0006.
                *counting_move(self.article_id, before, self.status),
                *counting_outcome(self.status, self.basis),
                *counting_member_move(self.campaign_id, before, self.status),
                *(raising_version(thread_scope(self.article_id)) if appeared else []),
            ]
        )

    @staticmethod
    def is_public(status: str) -> bool:
        """Whether readers see comments in this state."""
        return status == Status.PUBLISHED

    def _next_place(self) -> int:
        if self.is_root:
            return 0
        root = type(self)._default_manager.filter(path=self.lineage_paths[0])
        root.update(places_given=F("places_given") + 1)
        return root.values_list("places_given", flat=True).get()

    def _remember(
        self, before: str, rule: str, why: str, by: User | None, evidence: dict[str, Any]
    ) -> None:
        carry_out([self._remembering(before, rule, why, by, evidence)])

    def _remembering(
        self, before: str, rule: str, why: str, by: User | None, evidence: dict[str, Any]
    ) -> Write:
        return storing(
            HistoryEntry(
                comment_id=self.pk,
                at=timezone.now(),
                actor=by,
                rule=rule,
                from_status=before,
                to_status=self.status,
                why=why[:300],
                evidence=evidence,
            )
        )


def _stood(change: HistoryEntry) -> dict[str, Any]:
    """On what a comment stood before a decision that is undone, and why, as far as it is known.

    What is public or removed rests on the word of whoever puts it back there.
    """
    stood = change.evidence.get("stood", {})
    earlier = stood.get("why", "").removeprefix(f"{RESTORED}: ")
    is_as_before = change.from_status in (Status.HELD, Status.SPAM)
    return {
        "why": f"{RESTORED}: {earlier}" if earlier else RESTORED,
        "basis": Basis(stood.get("basis", Basis.PERSON)) if is_as_before else Basis.PERSON,
    }


# From the root down: whoever locks in one order never waits in a circle.
_LINEAGE = Prepared(
    lambda paths: stored().filter(path__in=paths).order_by("path").select_for_update(no_key=True)
)


def lock_lineages(*comments: Moderated | None) -> None:
    """Take several comments with what they stand under, in the order in which all are taken.

    Call it before anything else is taken. Where one has moved by the time that it is taken, all
    is given back and taken anew: what it stands under now may come before what it stood under.
    """
    taken = [each for each in comments if each]
    while True:
        before = transaction.savepoint()
        paths = {path for each in taken for path in each.lineage_paths}
        here = {row.pk for row in _LINEAGE.run(paths=sorted(paths))}
        if not any(each.pk not in here and each._has_moved() for each in taken):
            transaction.savepoint_commit(before)
            return
        transaction.savepoint_rollback(before)


# What a move writes; `decisions` was counted by whoever decides.
_MOVING = [
    *("status", "basis", "why", "status_changed_at", "published_at", "place", "decisions"),
    "doubt",
]
_MOVED = PreparedUpdate(lambda pk, **columns: (stored().filter(pk=pk), columns))
# The page version that every thread raises along with its own: lists show counts of many.
THREADS = "thread"


def thread_scope(article_id: int) -> str:
    """The page version that an article's thread raises."""
    return f"{THREADS}/{article_id}"
