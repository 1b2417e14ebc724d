"""A question belongs to whoever holds its lease; its answer is applied once, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from articles.models import Article
from comments.models import Check, Comment
from comments.spam.evidence import Submission
from fitsite.accounts.models import User
from fitsite.leasing import LEASE
from tests.comments.together import together
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db

LEASE_SECONDS = LEASE.total_seconds()


@pytest.fixture
def check(akismet: AkismetStandIn, clock, article: Article) -> Check:
    """A question that has just been put down, its lease taken by the request that did."""
    return Comment.objects.submit(
        Submission(article=article, name="Ada", body="What about salt?", address="10.0.0.1")
    )


def comment_of(check: Check) -> Comment:
    return Comment.objects.get(revisions__checks=check)


def lines(check: Check) -> list[str]:
    return list(comment_of(check).history.values_list("why", flat=True))


def test_a_new_comment_is_nobody_elses_to_check(check: Check, work: Callable) -> None:
    assert list(Check.objects.due()) == []
    assert not Check.objects.get(pk=check.pk).claim()


def test_the_lease_of_a_dead_process_runs_out(check: Check, clock) -> None:
    clock.shift(LEASE_SECONDS - 1)
    assert list(Check.objects.due()) == []
    clock.shift(1)
    assert list(Check.objects.due()) == [check]
    assert Check.objects.get(pk=check.pk).claim()
    assert list(Check.objects.due()) == []


def test_an_answer_under_a_lost_lease_changes_nothing(check: Check, clock) -> None:
    clock.shift(LEASE_SECONDS)
    other = Check.objects.get(pk=check.pk)
    assert other.claim()
    assert not check.settle("ham")
    check.postpone("Too late")
    check.release()
    assert comment_of(check).status == "unchecked"
    assert lines(check) == ["Received"]
    assert list(Check.objects.due()) == []
    assert other.settle("spam")
    assert comment_of(check).status == "spam"


def test_an_answer_counts_once(check: Check) -> None:
    assert check.settle("ham")
    assert not check.settle("ham")
    assert not check.settle("spam")
    assert comment_of(check).status == "published"
    assert len(lines(check)) == 2


@pytest.mark.parametrize("verb", ["approve", "hold", "mark_as_spam", "remove"])
@pytest.mark.parametrize("verdict", ["ham", "spam"])
def test_an_answer_after_a_persons_decision_changes_nothing(
    check: Check, moderator: User, verb: str, verdict: str
) -> None:
    getattr(comment_of(check), verb)(by=moderator)
    decided = comment_of(check).status
    assert not check.settle(verdict)
    assert comment_of(check).status == decided
    assert comment_of(check).basis == "person"
    assert Check.objects.due().count() == Check.objects.open().count() == 0


def test_an_answer_that_came_too_late_is_noted(check: Check, moderator: User) -> None:
    comment_of(check).hold(by=moderator)
    check.settle("spam", guid="late")
    assert any("too late" in line for line in lines(check))
    assert comment_of(check).status == "held"


def test_a_decision_that_was_taken_back_asks_anew(check: Check, moderator: User) -> None:
    comment_of(check).approve(by=moderator)
    comment_of(check).restore(by=moderator)
    assert comment_of(check).status == "unchecked"
    assert not check.settle("ham")
    assert comment_of(check).status == "unchecked"
    [again] = Check.objects.due()
    assert again != check
    assert again.claim()
    assert again.settle("ham")
    assert comment_of(check).status == "published"


@pytest.mark.django_db(transaction=True)
def test_no_question_is_claimed_twice(check: Check, clock) -> None:
    clock.shift(LEASE_SECONDS)
    for _ in range(5):
        claims = [Check.objects.get(pk=check.pk).claim for _ in range(4)]
        assert sorted(together(*claims)) == [False, False, False, True]
        clock.shift(LEASE_SECONDS)


@pytest.mark.django_db(transaction=True)
def test_an_answer_that_is_applied_by_several_at_once_counts_once(check: Check) -> None:
    verdicts = ["ham", "ham", "spam", "ham"]
    won = together(
        *(partial(Check.objects.get(pk=check.pk).settle, verdict) for verdict in verdicts)
    )
    assert sorted(won) == [False, False, False, True]
    said = verdicts[won.index(True)]
    assert comment_of(check).status == {"ham": "published", "spam": "spam"}[said]
    assert len(lines(check)) == 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_ask_once(check: Check, akismet: AkismetStandIn, clock, work: Callable) -> None:
    clock.shift(LEASE_SECONDS)
    together(work, work)
    assert len(akismet.asked("comment-check")) == 1
    assert comment_of(check).status == "published"


@pytest.mark.django_db(transaction=True)
def test_a_comment_whose_process_died_is_checked_by_the_worker(
    check: Check, clock, work: Callable
) -> None:
    work()
    assert comment_of(check).status == "unchecked"
    clock.shift(LEASE_SECONDS)
    work()
    assert comment_of(check).status == "published"
