"""Receiving a comment: everything that must outlive this process, in one short transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from django.db import models, transaction

from articles.models import Article
from comments.models.catch import tally
from comments.models.check import Check
from comments.models.counts import ThreadCount, counting_move
from comments.models.revision import Revision
from comments.models.settings import CommentSettings
from comments.models.threading import path_step
from comments.spam.akismet.mapping import freeze
from comments.spam.findings import Effect, Finding, Outcome, conviction, objections, refusal
from comments.spam.policy import examine
from comments.states import Status
from comments.terms import terms
from fitsite.prepared import Prepared, Write, carry_out, next_ids, storing

if TYPE_CHECKING:
    from comments.models.comment import Comment
    from comments.spam.evidence import Submission


_QUEUE = Prepared(
    lambda article: ThreadCount.objects.filter(pk=article).select_for_update().values_list("pk")
)
GONE = "The comment that you answer is no longer here."


class SubmissionRefused(Exception):
    """The comment was not taken; nothing of it was stored. `finding` says why.

    `findings` are all that the rules have found, that one among them.
    """

    def __init__(self, finding: Finding, findings: Sequence[Finding] = ()) -> None:
        super().__init__(finding.why)
        self.finding, self.findings = finding, findings


def counted(take: Callable[[], tuple[Check, Sequence[Finding]]]) -> Check:
    """Take a text in, and count what the rules have found, when its transaction is over."""
    try:
        check, findings = take()
    except SubmissionRefused as refused:
        tally(refused.findings)
        raise
    tally(findings)
    return check


class SubmittingManager(models.Manager["Comment"]):
    """The only way in."""

    def submit(self, submission: Submission) -> Check:
        """Store a comment, its text and the question to the checker; returns the question.

        The question's lease is already taken, so that the caller can put it at once while the
        worker waits. Raises SubmissionRefused where a rule objects or the thread takes no more.
        A moderator's own comment is published at once, as that moderator's decision.
        """
        return counted(lambda: self._take(submission))

    def _take(self, submission: Submission) -> tuple[Check, list[Finding]]:
        owner = CommentSettings.objects.current()
        with transaction.atomic():
            _refuse_misplaced(submission, owner)
            _queue_up(submission.article)
            findings = examine(submission, owner)
            if refused := refusal(findings):
                raise SubmissionRefused(refused, findings)
            check = self._check(submission, findings)
            comment = check.revision.comment
            arrived = counting_move(comment.article_id, "", Status.UNCHECKED)
            outcome = conviction(findings)
            is_decided = submission.by_moderator or outcome is not None
            _store(check, submission, [] if is_decided else arrived)
            comment.keep_findings(findings)
            if is_decided:
                _decide(check, submission, outcome)
                # A move takes this row among others, in the order of locks.
                carry_out(arrived)
        return check, findings

    def _check(self, submission: Submission, findings: list[Finding]) -> Check:
        """The question about a comment, with its text and the comment itself; none is stored."""
        comment_id, revision_id, check_id = next_ids(self.model, Revision, Check)
        comment = self._comment(submission, comment_id)
        text = Revision(
            pk=revision_id,
            comment=comment,
            number=1,
            body=comment.body,
            created_at=comment.created_at,
        )
        question = Check.objects.question(
            revision=text, fields=freeze(submission), objections=objections(findings)
        )
        question.pk = check_id
        return question

    def _comment(self, submission: Submission, pk: int) -> Comment:
        parent = submission.parent
        return self.model(
            pk=pk,
            article=submission.article,
            parent=parent,
            root_id=parent.root_id if parent else pk,
            path=(parent.path if parent else "") + path_step(pk),
            depth=parent.depth + 1 if parent else 0,
            name=submission.name,
            email=submission.email.lower(),
            website=submission.website,
            user=submission.user,
            body=submission.body,
            body_html=submission.body_html,
            body_digest=submission.digest,
            address=submission.address or None,
            network=submission.network,
            created_at=submission.sent_at,
            wants_mail=submission.wants_mail,
            email_confirmed_at=submission.sent_at if submission.is_confirmed else None,
        )


def _store(check: Check, submission: Submission, counts: Sequence[Write]) -> None:
    text = check.revision
    received = text.comment.receiving(submission)
    carry_out([storing(text.comment), storing(text), storing(check), received, *counts])


def _decide(check: Check, submission: Submission, outcome: Outcome | None) -> None:
    """Publish what a moderator has written; put where it belongs what a rule is certain of."""
    comment = check.revision.comment
    if submission.user and submission.by_moderator:
        comment.approve(by=submission.user, why="Written by a moderator")
    elif outcome:
        comment.convict(outcome)
    check.refresh_from_db()


def _queue_up(article: Article) -> None:
    # Two copies of one press of the button must not both find that there is no earlier one.
    if not _QUEUE.run(article=article.pk):
        ThreadCount.objects.get_or_create(article=article)
        _QUEUE.run(article=article.pk)


def _refuse_misplaced(submission: Submission, owner: CommentSettings) -> None:
    article, parent = submission.article, submission.parent
    is_here = parent is None or (parent.lock() and parent.is_published)
    if parent and (not is_here or parent.article_id != article.pk):
        why = GONE
    else:
        why = terms(article, owner).refusal(parent)
    if why:
        raise SubmissionRefused(Finding(rule="thread", effect=Effect.REFUSE, why=why))
