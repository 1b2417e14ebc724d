"""Readers, moderators, workers and answers in any order find no way round the machine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from itertools import count, pairwise
from typing import Any

import pytest
from django.db.models import F
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from pytest_django import Settings

from comments.models import (
    Check,
    Comment,
    Feedback,
    HistoryEntry,
    Revision,
    StatusCount,
    ThreadCount,
    authorship,
)
from comments.models.editing import MAX_EDITS, Edited
from comments.models.mending import Mended
from comments.models.revision import Standing
from comments.models.threading import MAX_DEPTH, path_step
from comments.spam.evidence import Submission, digest_of
from comments.spam.findings import Outcome
from comments.spam.report import report
from comments.states import Basis, MoveRefused, Status
from fitsite.accounts.models import User
from fitsite.leasing import LEASE
from tests.conftest import MakeArticle
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db

DEFAULT_RUN = settings(
    max_examples=20,
    stateful_step_count=30,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
# Found is found: what is broken on purpose need not be told in the fewest steps, and is looked for
# on the same walks each time.
SEARCH_ONLY = settings(
    DEFAULT_RUN, derandomize=True, phases=[Phase.generate], report_multiple_bugs=False
)

DECISIONS = ["approve", "hold", "mark_as_spam", "remove", "restore", "recheck"]
LINK = "https://walker.example/"
LINKS = " ".join(f"[{number}](mailto:a{number}@example.org)" for number in range(5))
TEXTS = st.sampled_from(["Some words", "Other words", "More words", LINKS])
# What the checker says; "" is nothing, and in a reader's request that it will be asked later.
ANSWERS = st.sampled_from(["ham", "ham", "spam", "spam", "blatant", ""])
AT_ONCE = st.sampled_from(["ham", "ham", "ham", "spam", ""])
TO_EDITS = st.sampled_from(["spam", "ham", "spam", ""])
numbers = count(1)


class Walk(RuleBasedStateMachine):
    """One article. Whoever works here keeps old copies of everything, and uses them late."""

    make_article: MakeArticle
    moderator: User
    akismet: AkismetStandIn
    clock: Any

    def __init__(self) -> None:
        super().__init__()
        self.article = self.make_article()
        self.questions: list[Check] = []
        self.corrections: list[Feedback] = []
        # Texts that the latest word about them, an answer or a person's, lets stand in public.
        self.cleared: set[int] = set()
        self.withdrawn: set[int] = set()

    @property
    def comments(self) -> list[Comment]:
        return list(self.article.comments.order_by("pk"))

    def in_state(self, *states: str) -> list[Comment]:
        return [comment for comment in self.comments if comment.status in states]

    def submit(self, body: str, answer: str, parent: Comment | None = None) -> None:
        number = next(numbers)
        submission = Submission(
            article=self.article,
            parent=parent,
            body=body,
            name=f"Reader {number}",
            website=LINK,
            email=f"walker{number}@example.com",
            address=f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}",
        )
        self.ask(Comment.objects.submit(submission), answer)

    def ask(self, check: Check, answer: str) -> None:
        self.questions.append(check)
        if answer:
            self.settle(check, answer)

    def settle(self, check: Check, answer: str) -> None:
        verdict = "ham" if answer == "ham" else "spam"
        if check.settle(verdict, discard=answer == "blatant"):
            clears = verdict == "ham" and not check.objections
            (self.cleared.add if clears else self.cleared.discard)(check.revision_id)

    # --- Readers ---

    @initialize(answers=st.lists(AT_ONCE, min_size=2, max_size=3))
    def it_begins(self, answers: list[str]) -> None:
        for answer in answers:
            self.submit("First words", answer)

    @precondition(lambda walk: len(walk.comments) < 5)
    @rule(draw=st.data(), body=TEXTS, answer=AT_ONCE)
    def a_reader_comments_or_answers(self, draw: st.DataObject, body: str, answer: str) -> None:
        parents = [one for one in self.comments if one.is_published and one.depth < MAX_DEPTH]
        self.submit(body, answer, draw.draw(st.sampled_from([None, *parents])))

    @precondition(lambda walk: walk.its_authors())
    @rule(draw=st.data(), body=TEXTS, answer=TO_EDITS)
    def a_reader_edits(self, draw: st.DataObject, body: str, answer: str) -> None:
        # What is public is what an edit must not harm, so it is tried most.
        public = [comment for comment in self.its_authors() if comment.is_published]
        comment = draw.draw(st.sampled_from([*public, *public, *self.its_authors()]))
        if comment.newest_text.body == body:
            body = f"{body}, and more"
        if comment.revisions.count() <= MAX_EDITS:
            self.ask(comment.edit(body), answer)

    # One at most, so that there is something left to walk with.
    @precondition(lambda walk: not walk.withdrawn and walk.its_authors())
    @rule(draw=st.data())
    def a_reader_withdraws(self, draw: st.DataObject) -> None:
        comment = draw.draw(st.sampled_from(self.its_authors()))
        assert comment.withdraw()
        self.withdrawn.add(comment.pk)

    @precondition(lambda walk: walk.its_authors(False))
    @rule(draw=st.data())
    def nobody_edits_what_was_taken_away(self, draw: st.DataObject) -> None:
        comment = draw.draw(st.sampled_from(self.its_authors(False)))
        with pytest.raises(MoveRefused):
            comment.edit("Late words")

    def its_authors(self, answer: bool = True) -> list[Comment]:
        return [comment for comment in self.comments if comment.is_its_authors == answer]

    # --- Moderators ---

    @rule(draw=st.data(), verb=st.sampled_from(DECISIONS))
    def a_moderator_decides(self, draw: st.DataObject, verb: str) -> None:
        comment = draw.draw(st.sampled_from(self.comments))
        if comment.pk in self.withdrawn and verb != "remove":
            with pytest.raises(MoveRefused, match="author"):
                getattr(comment, verb)(by=self.moderator)
        elif verb == "restore" and not self.can_be_restored(comment):
            with pytest.raises(MoveRefused):
                comment.restore(by=self.moderator)
        elif getattr(comment, verb)(by=self.moderator):
            self.a_person_looked_at(comment)

    def can_be_restored(self, comment: Comment) -> bool:
        """Whether nothing stands where the latest change would be taken back to."""
        latest = HistoryEntry.objects.latest_change(comment.pk)
        match latest and latest.rule:
            case "text":
                assert latest
                return self.is_in_force(comment, latest.evidence["text"])
            case "edit":
                assert latest
                waits = comment.revisions.filter(standing=Standing.WAITING).exists()
                was_accepted = "before" in latest.evidence
                return not waits and (
                    not was_accepted or self.is_in_force(comment, latest.evidence["text"])
                )
            case "place":
                assert latest
                before = latest.evidence["before"]
                return self.can_stand(comment, Comment.objects.get(pk=before) if before else None)
            case _:
                return True

    def is_in_force(self, comment: Comment, text: int) -> bool:
        """Whether these words are, under whatever number."""
        words = comment.revisions.get(number=text).body
        return comment.revisions.get(standing=Standing.IN_FORCE).body == words

    def can_stand(self, comment: Comment, under: Comment | None) -> bool:
        """Whether a comment may be moved there from where it is."""
        if under is None:
            return not comment.is_root
        with_replies = [one for one in self.comments if one.path.startswith(comment.path)]
        levels = max(one.depth for one in with_replies) - comment.depth + 1
        is_elsewhere = comment.parent_id != under.pk and under not in with_replies
        return under.is_published and is_elsewhere and under.depth + levels <= MAX_DEPTH

    @rule(draw=st.data(), body=TEXTS)
    def a_moderator_changes_a_text(self, draw: st.DataObject, body: str) -> None:
        comment = draw.draw(st.sampled_from(self.comments))
        if comment.pk in self.withdrawn:
            with pytest.raises(MoveRefused, match="author"):
                comment.correct(body, by=self.moderator)
        elif comment.correct(body, by=self.moderator):
            self.a_person_looked_at(comment)

    @rule(draw=st.data())
    def a_moderator_takes_a_link_out(self, draw: st.DataObject) -> None:
        comment = draw.draw(st.sampled_from(self.comments))
        if comment.pk in self.withdrawn:
            with pytest.raises(MoveRefused, match="author"):
                comment.strip_website(by=self.moderator)
        else:
            had_one = Comment.objects.filter(pk=comment.pk).exclude(website="").exists()
            assert comment.strip_website(by=self.moderator) == had_one

    @rule(draw=st.data())
    def a_moderator_moves_a_comment(self, draw: st.DataObject) -> None:
        comment = draw.draw(st.sampled_from(self.comments))
        under = draw.draw(st.sampled_from([None, *self.comments]))
        if comment.pk in self.withdrawn or not self.can_stand(comment, under):
            with pytest.raises(MoveRefused):
                comment.move(under, by=self.moderator)
        else:
            assert comment.move(under, by=self.moderator)
            assert Comment.objects.get(pk=comment.pk).parent == under

    @precondition(lambda walk: walk.edited)
    @rule(draw=st.data())
    def a_moderator_has_an_edited_comment_checked_again(self, draw: st.DataObject) -> None:
        comment = draw.draw(st.sampled_from(self.edited))
        if comment.pk not in self.withdrawn and comment.recheck(by=self.moderator):
            self.a_person_looked_at(comment)

    @property
    def edited(self) -> list[Comment]:
        return list(self.article.comments.filter(revisions__number=2).order_by("pk"))

    @precondition(lambda walk: Revision.objects.filter(**walk.waiting).exists())
    @rule(draw=st.data(), verb=st.sampled_from(["accept_edit", "refuse_edit"]))
    def a_moderator_decides_on_an_edit(self, draw: st.DataObject, verb: str) -> None:
        waiting = list(Revision.objects.filter(**self.waiting))
        comment = draw.draw(st.sampled_from(waiting)).comment
        assert getattr(comment, verb)(by=self.moderator)
        if verb == "accept_edit":
            self.a_person_looked_at(comment)

    @property
    def waiting(self) -> dict[str, Any]:
        return {"comment__article": self.article, "standing": Standing.WAITING}

    def a_person_looked_at(self, comment: Comment) -> None:
        comment = Comment.objects.get(pk=comment.pk)
        revision = comment.revisions.get(standing=Standing.IN_FORCE)
        (self.cleared.add if comment.is_published else self.cleared.discard)(revision.pk)

    # --- Workers, alive and dead ---

    @rule(wait=st.sampled_from([1, LEASE, 4000]))
    def time_goes_by_and_workers_take_what_is_due(self, wait: Any) -> None:
        self.clock.shift(wait)
        for check in Check.objects.due().filter(revision__comment__article=self.article):
            assert check.claim()
            self.questions.append(check)

    @precondition(lambda walk: walk.questions)
    @rule(draw=st.data(), answer=ANSWERS)
    def an_answer_comes_or_none(self, draw: st.DataObject, answer: str) -> None:
        check = draw.draw(st.sampled_from(self.questions[-8:]))
        if answer:
            self.settle(check, answer)
        else:
            check.postpone("Akismet did not answer in time")

    @rule()
    def workers_take_the_corrections_that_are_due(self) -> None:
        for feedback in Feedback.objects.due().filter(comment__article=self.article):
            assert feedback.claim()
            self.corrections.append(feedback)

    @precondition(lambda walk: walk.corrections)
    @rule(draw=st.data(), way=st.sampled_from(["well", "status", "html"]))
    def a_correction_is_sent(self, draw: st.DataObject, way: str) -> None:
        feedback = draw.draw(st.sampled_from(self.corrections))
        self.akismet.behave(way)
        confirmed = report(feedback, deadline=5)
        assert way == "well" or not confirmed

    # --- What holds after every step ---

    @invariant()
    def what_is_public_was_cleared_by_a_verdict_on_this_text_or_a_person(self) -> None:
        in_force = Revision.objects.filter(
            comment__article=self.article, standing=Standing.IN_FORCE
        ).select_related("comment")
        assert len(in_force) == len(self.comments)
        for revision in in_force:
            comment = revision.comment
            assert comment.body == revision.body
            assert comment.body_digest == digest_of(revision.body)
            if comment.is_published:
                assert revision.pk in self.cleared
                assert comment.basis in (Basis.HAM, Basis.PERSON)
                if comment.basis == Basis.HAM:
                    assert revision.checks.filter(verdict="ham").exists()

    @invariant()
    def what_its_author_withdrew_stays_away(self) -> None:
        away = Comment.objects.filter(pk__in=self.withdrawn, status="removed", basis="author")
        assert away.count() == len(self.withdrawn)

    @invariant()
    def what_is_unchecked_has_one_question_that_can_decide_it(self) -> None:
        questions = Check.objects.open().filter(revision__comment__article=self.article)
        texts = Counter(check.revision_id for check in questions)
        assert all(number == 1 for number in texts.values())
        deciding = []
        for check in questions.select_related("revision__comment"):
            assert check.revision.is_in_force or check.revision.waits
            comment = check.revision.comment
            assert check.decisions == comment.decisions
            if check.revision.is_in_force:
                deciding.append(comment.pk)
        assert sorted(deciding) == [comment.pk for comment in self.in_state("unchecked")]

    @invariant()
    def history_tells_every_move(self) -> None:
        lines = HistoryEntry.objects.filter(comment__article=self.article)
        moves = list(lines.exclude(from_status=F("to_status")))
        for comment in self.comments:
            mine = [move for move in moves if move.comment_id == comment.pk]
            assert mine[0].from_status == ""
            assert mine[-1].to_status == comment.status
            for earlier, later in pairwise(mine):
                assert later.from_status == earlier.to_status

    @invariant()
    def counts_and_places_are_right(self) -> None:
        kept = dict(StatusCount.objects.exclude(comments=0).values_list("status", "comments"))
        assert kept == Counter(Comment.objects.values_list("status", flat=True))
        comments = self.comments
        published = [comment.path for comment in comments if comment.is_published]
        counted = ThreadCount.objects.filter(article=self.article).by_status()
        assert Counter(counted) == Counter(comment.status for comment in comments)
        by_pk: dict[Any, Comment] = {comment.pk: comment for comment in comments}
        for comment in comments:
            below = [path for path in published if path.startswith(comment.path)]
            assert comment.replies_published == len(below) - comment.is_published
            assert (comment.place is None) == (comment.published_at is None)
            if comment.place is not None:
                assert (comment.place == 0) == comment.is_root
                assert comment.place <= by_pk[comment.root_id].places_given
        placed = Counter((one.root_id, one.place) for one in comments if one.place is not None)
        assert all(number == 1 for number in placed.values())

    @invariant()
    def everything_stands_under_its_parent(self) -> None:
        comments: dict[Any, Comment] = {comment.pk: comment for comment in self.comments}
        for comment in comments.values():
            parent = comments.get(comment.parent_id)
            assert comment.path == (parent.path if parent else "") + path_step(comment.pk)
            assert comment.depth == (parent.depth + 1 if parent else 0)
            assert comment.root_id == (parent.root_id if parent else comment.pk)

    @invariant()
    def a_link_is_there_unless_it_was_taken_out_last(self) -> None:
        lines = HistoryEntry.objects.filter(comment__article=self.article, rule="website")
        times = Counter(lines.values_list("comment", flat=True))
        for comment in self.comments:
            assert comment.website == ("" if times[comment.pk] % 2 else LINK)

    @invariant()
    def no_decision_is_told_to_akismet_twice(self) -> None:
        fed = list(Feedback.objects.filter(comment__article=self.article))
        decisions = Counter((one.comment_id, one.decision) for one in fed)
        assert all(number == 1 for number in decisions.values())
        lines = HistoryEntry.objects.filter(comment__article=self.article)
        told = lines.filter(why__startswith="Akismet was told")
        confirmed = [one.comment_id for one in fed if one.fate == "confirmed"]
        assert Counter(told.values_list("comment", flat=True)) == Counter(confirmed)


@pytest.fixture
def walk(
    akismet: AkismetStandIn,
    make_article: MakeArticle,
    moderator: User,
    settings: Settings,
    clock,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., None]:
    """Walk many ways; the first broken promise is raised."""
    settings.AKISMET_DISCARD = True
    # Time goes by in long steps here, and authors shall have some to do.
    monkeypatch.setattr(authorship, "AUTHORS_TIME", timedelta(days=1))
    # pytest's fixtures are not given to the class, which is made anew for every way.
    here = {
        "akismet": akismet,
        "make_article": staticmethod(make_article),
        "moderator": moderator,
        "clock": clock,
    }

    def run(how: Any = DEFAULT_RUN) -> None:
        run_state_machine_as_test(type("Walk", (Walk,), here), settings=how)

    return run


def test_no_walk_leads_to_the_public_unchecked(walk: Callable[..., None]) -> None:
    walk()


def an_edit_that_is_spam_takes_effect(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Edited._settle_edit

    def broken(
        comment: Edited, revision: Revision, outcome: Outcome, evidence: dict[str, Any]
    ) -> bool:
        if outcome.status == Status.SPAM:
            comment._replace_text(revision, Basis.HAM)
            return True
        return whole(comment, revision, outcome, evidence)

    monkeypatch.setattr(Edited, "_settle_edit", broken)


def an_edit_takes_effect_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Revision, "waits", property(lambda revision: False))
    whole = Edited.edit

    def broken(comment: Edited, body: str) -> Check:
        check = whole(comment, body)
        comment._replace_text(check.revision, Basis.HAM)
        return check

    monkeypatch.setattr(Edited, "edit", broken)


def an_answer_overrides_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(comment: Edited, check: Check, outcome: Outcome, evidence: dict[str, Any]) -> bool:
        comment._move(outcome, by=None, evidence=evidence)
        return False

    monkeypatch.setattr(Edited, "settle", broken)


def a_moderators_text_counts_as_the_checkers(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Edited._replace_text

    def broken(comment: Edited, revision: Revision, basis: Basis) -> None:
        whole(comment, revision, Basis.HAM)

    monkeypatch.setattr(Edited, "_replace_text", broken)


def a_link_is_taken_out_unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(comment: Mended, *, by: User) -> bool:
        return bool(Comment.objects.filter(pk=comment.pk).exclude(website="").update(website=""))

    monkeypatch.setattr(Mended, "strip_website", broken)


@pytest.mark.parametrize(
    "broken",
    [
        an_edit_that_is_spam_takes_effect,
        an_edit_takes_effect_unasked,
        an_answer_overrides_a_person,
        a_moderators_text_counts_as_the_checkers,
        a_link_is_taken_out_unseen,
    ],
)
def test_a_verb_that_is_broken_is_found_within_the_default_run(
    walk: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    broken: Callable[[pytest.MonkeyPatch], None],
) -> None:
    broken(monkeypatch)
    with pytest.raises(AssertionError):
        walk(SEARCH_ONLY)
