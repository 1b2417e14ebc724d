"""What moderators change in a comment besides its state; `restore` takes that back, too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from comments import rights
from comments.models.block import Block
from comments.models.catch import counted_afterwards
from comments.models.check import Check
from comments.models.counts import take_counts
from comments.models.history import MENDS, HistoryEntry
from comments.models.moderation import lock_lineages, thread_scope
from comments.models.moving import Movable
from comments.models.report import Report
from comments.models.revision import Revision, Standing
from comments.spam.blocking import BlockRefused, Kind
from comments.states import Basis, MoveRefused, Status
from comments.stored import stored
from fitsite.page_cache.models import raise_version

if TYPE_CHECKING:
    from collections.abc import Callable

    from comments.spam.evidence import Submission
    from fitsite.accounts.models import User

# Where the evidence of a change names the other comment that undoing it changes, or its place.
_OTHERS = {"answer": "reply", "place": "before"}


class Mended(Movable):
    """A comment's text and its author's link in the hands of moderators."""

    website: str

    class Meta:
        abstract = True

    def correct(self, body: str, *, by: User, why: str = "Text changed") -> bool:
        """Put a moderator's text in force; the author's own stays on record.

        The checker is never told of it: what it learns from is what people sent. A comment that
        still waits for its verdict is asked about anew, with the text that would be published.
        """
        with transaction.atomic():
            self.lock_to_change()
            if body == self.body:
                return False
            self.decisions += 1
            # What was asked before is not about this text; an edit that waits is for a person now.
            Check.objects.filter(revision__comment_id=self.pk).open().close()
            before, text = self._take_moderators_text(body)
            if self.status == Status.UNCHECKED:
                self._ask_anew(text)
            texts = {"before": before.number, "text": text.number}
            self._remember(self.status, "text", why, by, texts)
        return True

    def strip_website(self, *, by: User) -> bool:
        """Take the author's link away."""
        with transaction.atomic():
            self.lock_to_change()
            return bool(self.website) and self._link_to("", "Link taken out", by)

    def answer(self, submission: Submission, *, by: User) -> Check:
        """Publish it and a reply to it, both or neither; returns the question about the reply.

        Raises MoveRefused, and SubmissionRefused where no reply can be taken.
        """
        with counted_afterwards(), transaction.atomic():
            self.lock_to_change()
            take_counts(self.article_id)
            before = self.status
            self.approve(by=by)
            check: Check = stored().model.objects.submit(submission)
            reply = {"reply": check.revision.comment_id, "approved": self.status != before}
            self._remember(self.status, "answer", "Answered", by, reply)
        return check

    def block(self, kind: str, typed: str, *, by: User, **terms: Any) -> Block:
        """Block who sent it or where it came from; `typed` is the word where the kind is one.

        `terms` are those of `Block.objects.block`. Raises what that raises, and BlockRefused for
        what is on the list already: that block is somebody's, and undoing this must not lift it.
        """
        began = timezone.now()
        with transaction.atomic():
            self.lock_to_change()
            if kind == Kind.WORD:
                block = Block.objects.put(kind, typed, by=by, **terms)
            else:
                comment: Any = self
                block = Block.objects.block(comment, kind, by=by, **terms)
            if block.created_at < began:
                raise BlockRefused(f"It is on the list already: block {block.pk}.")
            what = block.get_kind_display().lower()
            self._remember(self.status, "block", f"Blocked: {what}", by, {"block": block.pk})
        return block

    def approve(self, *, by: User, why: str = "Approved", bulk: int | None = None) -> bool:
        """Publish it on a person's word; where it is published, what readers report is nothing."""
        if super().approve(by=by, why=why, bulk=bulk):
            return True
        return self.is_public(self.status) and self.dismiss_reports(by=by, bulk=bulk)

    def dismiss_reports(self, *, by: User, bulk: int | None = None) -> bool:
        """Find nothing wrong with what readers have reported; the comment stays as it is."""
        with transaction.atomic():
            if not self.lock():
                raise MoveRefused("The comment is gone.")
            mine = Report.objects.filter(comment_id=self.pk)
            reports = list(mine.open().values_list("pk", flat=True))
            if reports:
                mine.filter(pk__in=reports).resolve(by)
                evidence = {"reports": reports, **({"bulk": bulk} if bulk else {})}
                self._remember(self.status, "reports", "Reports dismissed", by, evidence)
        return bool(reports)

    def restore(self, *, by: User) -> bool:
        """Take back what was changed last and not taken back yet: text, link, place or state."""
        with transaction.atomic():
            return self._take_back(self.lock_to_restore(), by)

    def lock_to_restore(self) -> HistoryEntry | None:
        """Take it together with the other comment that undoing changes, if there is one.

        Returns the change to be undone. Raises MoveRefused if it is another one by the time that
        all is taken.
        """
        latest = HistoryEntry.objects.latest_change(self.pk)
        other = latest and latest.evidence.get(_OTHERS.get(latest.rule, ""))
        if other:
            lock_lineages(self, stored().filter(pk=other).first())
        self.lock_to_change()
        self.refuse_if_changed_otherwise(latest.pk if latest else 0)
        return latest

    def refuse_if_changed_otherwise(self, change: int) -> None:
        """Raise MoveRefused, which tells of it, if the line of history is not the latest change."""
        latest = HistoryEntry.objects.latest_change(self.pk)
        if latest and latest.pk != change:
            mine = HistoryEntry.objects.filter(comment_id=self.pk).undoable()
            done = mine.select_related("actor").last() or latest
            raise MoveRefused(f"{done.actor or 'The site'} has changed it meanwhile: {done.why}.")

    def restore_from(self, bulk: int, *, by: User) -> bool:
        """Put it back where it was before a bulk decision, if nobody has decided since."""
        with transaction.atomic():
            self.lock()
            latest = HistoryEntry.objects.filter(comment_id=self.pk).decisions().last()
            if latest is None or latest.evidence.get("bulk") != bulk:
                return False
            return self._take_back(latest, by)

    # What follows is called with the comment locked, in the transaction of restore().

    def _take_back(self, latest: HistoryEntry | None, by: User) -> bool:
        if latest is None:
            return False
        if latest.rule not in MENDS:
            return self._restore_state(by, latest)
        if not latest.evidence:
            raise MoveRefused("What it would be put back to is forgotten by now.")
        evidence = {**latest.evidence}
        evidence.pop("bulk", None)
        moved = evidence.pop("approved", False)
        undo: dict[str, Callable[..., bool]] = {
            "text": self._put_text_back,
            "website": self._put_link_back,
            "place": self._move_back,
            "answer": self._take_answer_back,
            "block": self._lift_block,
            "edit": self._have_edit_wait,
            "reports": self._reopen_reports,
        }
        undone = undo[latest.rule](by=by, **evidence)
        return bool(moved and self._restore_state(by, latest)) or undone

    def _take_moderators_text(self, body: str) -> tuple[Revision, Revision]:
        texts = Revision.objects.filter(comment_id=self.pk)
        before = texts.get(standing=Standing.IN_FORCE)
        # Out of force until the other one has given way: there is only one at a time.
        text = texts.create(
            comment_id=self.pk,
            number=texts.latest("number").number + 1,
            body=body,
            standing=Standing.REPLACED,
            created_at=timezone.now(),
        )
        self._replace_text(text, Basis.PERSON)
        return before, text

    def _put_text_back(self, *, before: int, text: int, by: User) -> bool:
        self._refuse_other_text(text)
        earlier = Revision.objects.get(comment_id=self.pk, number=before)
        return self.correct(earlier.body, by=by, why="Text put back")

    def _refuse_other_text(self, number: int) -> None:
        """A text that was put back has another number, and the same words."""
        if Revision.objects.get(comment_id=self.pk, number=number).body != self.body:
            raise MoveRefused("Its text has been changed since.")

    def _have_edit_wait(self, *, text: int, by: User, before: int | None = None) -> bool:
        """A person decides anew; what the edit had taken the place of is in force till then."""
        texts = Revision.objects.filter(comment_id=self.pk)
        if texts.filter(standing=Standing.WAITING).exists():
            raise MoveRefused("Its author has changed it once more since.")
        if before is not None:
            self._refuse_other_text(text)
            self._replace_text(texts.get(number=before), Basis.PERSON)
        texts.get(number=text).stand(Standing.WAITING)
        self._remember(self.status, "edit", "The edit waits again", by, {})
        return True

    def _reopen_reports(self, *, reports: list[int], by: User) -> bool:
        Report.objects.filter(pk__in=reports).reopen()
        self._remember(self.status, "reports", "Reports opened again", by, {})
        return True

    def _put_link_back(self, *, before: str, by: User) -> bool:
        return self._link_to(before, "Link put back", by)

    def _take_answer_back(self, *, reply: int, by: User) -> bool:
        take_counts(self.article_id)
        for answer in stored().filter(pk=reply):
            answer.remove(by=by)
        self._remember(self.status, "answer", "Answer taken back", by, {})
        return True

    def _lift_block(self, *, block: int, by: User) -> bool:
        if not rights.blocks(by):
            raise MoveRefused("Somebody who may block has to lift this.")
        found = Block.objects.filter(pk=block).first()
        lifted = found is not None and found.lift(by=by)
        if lifted:
            self._remember(self.status, "moderator", "Block lifted", by, {})
        return lifted

    def _ask_anew(self, text: Revision) -> None:
        before = Check.objects.filter(revision__comment_id=self.pk).latest("pk")
        # What rules had against its author they have still.
        Check.objects.ask(
            revision=text,
            fields={**before.fields, "comment_content": text.body},
            objections=before.objections,
            decisions=self.decisions,
            leased=False,
        )

    def _link_to(self, website: str, why: str, by: User) -> bool:
        before, self.website = self.website, website
        stored().filter(pk=self.pk).update(website=website)
        if self.is_public(self.status):
            raise_version(thread_scope(self.article_id))
        self._remember(self.status, "website", why, by, {"before": before})
        return True
