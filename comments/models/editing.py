"""Changing one's own comment: the old text stands until the new one is cleared."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone

from comments.models.authorship import Authored
from comments.models.check import Check
from comments.models.history import HistoryEntry
from comments.models.moderation import thread_scope
from comments.models.revision import Revision, Standing
from comments.models.settings import CommentSettings
from comments.models.submitting import SubmissionRefused, counted
from comments.spam.evidence import Submission, digest_of
from comments.spam.findings import Finding, Outcome, objections, refusal
from comments.spam.policy import OF_EDITS, examine
from comments.states import MACHINE_MOVES, Basis, MoveRefused, Status
from fitsite.markup import render_comment
from fitsite.page_cache.models import raise_version

if TYPE_CHECKING:
    from fitsite.accounts.models import User

# A text that was being stored while somebody looked may not be what they saw.
MARGIN = timedelta(seconds=5)
# So often an author may change a comment.
MAX_EDITS = 10


class Unchanged(Exception):
    """The new text is the newest one already; there is nothing to ask."""


class Edited(Authored):
    """The texts of a comment. `body` is the one in force, exactly as typed."""

    article: Any
    name: Any
    email: Any
    website: Any
    user: Any
    address: Any
    email_confirmed_at: Any

    body = models.TextField()
    body_html = models.TextField(editable=False)
    body_digest = models.CharField(max_length=64, editable=False)
    is_compared: Any

    class Meta:
        abstract = True

    @property
    def newest_text(self) -> Revision:
        """The text as its author last left it: the one that waits, or else the one in force."""
        mine = Revision.objects.filter(comment_id=self.pk)
        return mine.filter(standing__in=[Standing.WAITING, Standing.IN_FORCE]).latest("number")

    def edit(self, body: str) -> Check:
        """Take a new text from the comment's author; returns the question about it, lease taken.

        Where nothing was decided yet the new text takes the place of the old one at once; else it
        waits beside it, and takes the place of one that waited before. The comment's state stays:
        an edit brings nothing back into sight. Raises Unchanged, what `admit_its_author` raises,
        MoveRefused after MAX_EDITS changes, and SubmissionRefused where a rule objects.
        """
        return counted(lambda: self._take_edit(body))

    def _take_edit(self, body: str) -> tuple[Check, list[Finding]]:
        owner = CommentSettings.objects.current()
        with transaction.atomic():
            self._lock_for_its_author()
            self.admit_its_author()
            findings = examine(self._resubmitted(body), owner, OF_EDITS)
            if refused := refusal(findings):
                raise SubmissionRefused(refused, findings)
            revision = self._take_text(body)
            self.note("reader", "Edited", {"text": revision.number})
            self.keep_findings(findings)
            first = Check.objects.filter(revision__comment_id=self.pk).earliest("pk")
            check = Check.objects.ask(
                revision=revision,
                fields={**first.fields, "comment_content": body, "recheck_reason": "edit"},
                objections=[*objections(findings), *self._corrections()],
                decisions=self.decisions,
            )
            if not first.fields:
                # What was sent is forgotten by now: there is nothing to ask with, a person decides.
                Check.objects.filter(pk=check.pk).close()
                check.refresh_from_db()
        return check, findings

    def _corrections(self) -> list[str]:
        """What a person has put right is not put back by the checker's word alone."""
        texts = HistoryEntry.objects.filter(comment_id=self.pk, rule="text")
        return ["a moderator has changed its text"] if texts.exists() else []

    def _resubmitted(self, body: str) -> Submission:
        """The new text, sent by whoever sent the comment, with what they had proved by then."""
        return Submission(
            article=self.article,
            body=body,
            name=self.name,
            email=self.email,
            website=self.website,
            user=self.user,
            address=self.address or "",
            is_confirmed=self.email_confirmed_at is not None,
        )

    def refuse_if_changed_since(self, seen_at: datetime) -> None:
        """Raise MoveRefused if there is a text that nobody can have read who looked at this time.

        Call it with the comment locked, before deciding on what was looked at.
        """
        newer = Revision.objects.filter(comment_id=self.pk, number__gt=1, created_at__gt=seen_at)
        # What moderators write counts as a decision, of which `refuse_if_decided_since` knows.
        if set(newer.values_list("number", flat=True)) - self._corrected():
            raise MoveRefused("Its author has changed the text meanwhile. Please look again.")

    def _corrected(self) -> set[int]:
        """The numbers of the texts that are moderators'."""
        lines = HistoryEntry.objects.filter(comment_id=self.pk, rule="text")
        return set(lines.values_list("evidence__text", flat=True))

    def accept_edit(self, *, by: User) -> bool:
        """Put the waiting text in force, on a person's word."""
        return self._end_waiting(by, accepted=True)

    def refuse_edit(self, *, by: User) -> bool:
        """Let the old text stand."""
        return self._end_waiting(by, accepted=False)

    def settle(self, check: Check, outcome: Outcome, evidence: dict[str, Any]) -> bool:
        """Apply what the checker said, unless a person has decided since or the text is another.

        Runs in the transaction in which the comment was locked and the check closed. Returns
        whether it settled anything.
        """
        if self.decisions == check.decisions:
            if check.revision.waits:
                return self._settle_edit(check.revision, outcome, evidence)
            moves = MACHINE_MOVES.get(Status(self.status), ())
            if check.revision.is_in_force and outcome.status in moves:
                self._move(outcome, by=None, evidence=evidence)
                return True
        self.note(outcome.rule, f"{outcome.why} (too late to matter)", evidence)
        return False

    def _take_text(self, body: str) -> Revision:
        """Store a new text where it belongs; whatever waited is overtaken."""
        newest = self.newest_text
        if body == newest.body:
            raise Unchanged
        texts = Revision.objects.filter(comment_id=self.pk)
        given = texts.latest("number").number
        if given > MAX_EDITS:
            raise MoveRefused(f"A comment can be changed {MAX_EDITS} times.")
        undecided = self.status == Status.UNCHECKED
        takes = Standing.IN_FORCE if undecided else Standing.WAITING
        replaced = texts.filter(standing__in={takes, Standing.WAITING})
        Check.objects.filter(revision__in=replaced).open().close()
        replaced.update(standing=Standing.REPLACED)
        revision = texts.create(
            comment_id=self.pk,
            number=given + 1,
            body=body,
            standing=takes,
            created_at=timezone.now(),
        )
        if undecided:
            self._put_in_force(revision)
        return revision

    def _settle_edit(self, revision: Revision, outcome: Outcome, evidence: dict[str, Any]) -> bool:
        """Only ham puts an edit in force. Spam waits for a person as all else does.

        Its author is told the same of both, and what the checker got wrong can be put right.
        """
        evidence = {**evidence, "text": revision.number}
        if outcome.status != Status.PUBLISHED:
            self.note(outcome.rule, f"{outcome.why}; the edit waits for a person", evidence)
            return False
        self._replace_text(revision, Basis.HAM)
        self.note(outcome.rule, f"{outcome.why}; the edit is in force", evidence)
        return True

    def _end_waiting(self, by: User, *, accepted: bool) -> bool:
        with transaction.atomic():
            waiting = Revision.objects.filter(comment_id=self.pk, standing=Standing.WAITING)
            revision = waiting.first() if self.lock() else None
            if revision is None:
                return False
            Check.objects.filter(revision=revision).open().close()
            if accepted:
                why, took = "Edit accepted", self._put_waiting_in_force(revision, by)
            else:
                why, took = "Edit refused", {}
                revision.stand(Standing.REFUSED)
            self._remember(self.status, "edit", why, by, {"text": revision.number, **took})
        return True

    def _put_waiting_in_force(self, revision: Revision, by: User) -> dict[str, Any]:
        """Returns what undoing needs: the text that gave way, and whether the comment moved."""
        texts = Revision.objects.filter(comment_id=self.pk)
        before, status = texts.get(standing=Standing.IN_FORCE), self.status
        self._replace_text(revision, Basis.PERSON)
        self._end_recheck(by)
        return {"before": before.number, "approved": self.status != status}

    def _end_recheck(self, by: User) -> None:
        """A question about a text that was just replaced is void; the person's word stands."""
        if self.status == Status.UNCHECKED:
            Check.objects.filter(revision__comment_id=self.pk).open().close()
            accepted = Outcome(
                status=Status.PUBLISHED, basis=Basis.PERSON, rule="moderator", why="Edit accepted"
            )
            self._move(accepted, by, {})

    def _replace_text(self, revision: Revision, basis: Basis) -> None:
        Revision.objects.filter(comment_id=self.pk, standing=Standing.IN_FORCE).update(
            standing=Standing.REPLACED
        )
        revision.stand(Standing.IN_FORCE)
        if self.is_public(self.status):
            self.basis = basis
            raise_version(thread_scope(self.article_id))
        self._put_in_force(revision)

    def _put_in_force(self, revision: Revision) -> None:
        self.body, self.body_html = revision.body, render_comment(revision.body)
        self.body_digest = digest_of(revision.body)
        self.is_compared = False
        self.save()
