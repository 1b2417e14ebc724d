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
            approved = self.approve(by=by)
            check: Check = stored().model.objects.submit(submission)
            reply = {"reply": check.revision.comment_id, "approved": approved}
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

    def restore(self, *, by: User) -> bool:
        """Take back what was changed last: text, link, place or state."""
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
            raise MoveRefused(
                f"{latest.actor or 'The site'} has changed it meanwhile: {latest.why}."
            )

    # What follows is called with the comment locked, in the transaction of restore().

    def _take_back(self, latest: HistoryEntry | None, by: User) -> bool:
        if latest is None or latest.rule not in MENDS:
            return super().restore(by=by)
        undo: dict[str, Callable[..., bool]] = {
            "text": self._put_text_back,
            "website": self._put_link_back,
            "place": self._move_back,
            "answer": self._take_answer_back,
            "block": self._lift_block,
        }
        return undo[latest.rule](by=by, **latest.evidence)

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
        texts = Revision.objects.filter(comment_id=self.pk, standing=Standing.IN_FORCE)
        if not texts.filter(number=text).exists():
            raise MoveRefused("Its text has been changed since.")
        earlier = Revision.objects.get(comment_id=self.pk, number=before)
        return self.correct(earlier.body, by=by, why="Text put back")

    def _put_link_back(self, *, before: str, by: User) -> bool:
        return self._link_to(before, "Link put back", by)

    def _take_answer_back(self, *, reply: int, approved: bool, by: User) -> bool:
        answer = stored().filter(pk=reply).first()
        take_counts(self.article_id)
        removed = answer is not None and answer.remove(by=by)
        restored = approved and super().restore(by=by)
        return removed or restored

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
