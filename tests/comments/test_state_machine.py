"""The database itself refuses a comment that is public without a verdict or a person."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from comments.models import Check, Comment, CommentSettings
from fitsite.accounts.models import User
from tests.conftest import Say
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db

# Of every process that runs tests the same: it stands in their names.
NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)


def refuses(comment: Comment, **columns: Any) -> bool:
    """Whether the database keeps a raw update out, checking at once what it checks."""
    try:
        with transaction.atomic():
            Comment.objects.filter(pk=comment.pk).update(**columns)
            connection.check_constraints()
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    "columns",
    [
        {"status": "published"},
        {"status": "published", "basis": "rule", "published_at": NOW, "place": 0},
        {"status": "published", "basis": "spam", "published_at": NOW, "place": 0},
        {"status": "published", "basis": "", "published_at": NOW, "place": 0},
        {"status": "published", "basis": "ham", "published_at": None, "place": 0},
        {"status": "published", "basis": "ham", "published_at": NOW, "place": None},
        {"status": "public", "basis": "ham"},
        {"status": "", "basis": "person"},
        {"basis": "wish", "status": "held"},
        {"basis": "author", "status": "held"},
        {"basis": "author", "status": "published", "published_at": NOW, "place": 0},
        {"status": "held"},
        {"status": "spam"},
        {"status": "removed"},
        {"basis": "ham"},
        {"basis": "person"},
        {"depth": 1},
        {"depth": 5},
        {"depth": -1},
        {"parent": F("pk")},
    ],
    ids=str,
)
def test_the_database_refuses(akismet: AkismetStandIn, say: Say, columns: dict[str, Any]) -> None:
    akismet.behave("html")
    assert refuses(say(), **columns)


def test_the_database_takes_what_rests_on_a_verdict_or_a_person(
    akismet: AkismetStandIn, say: Say
) -> None:
    akismet.behave("html")
    comment = say()
    for basis in ("ham", "person"):
        assert not refuses(comment, status="published", basis=basis, published_at=NOW, place=0)


def test_a_text_has_one_open_question(akismet: AkismetStandIn, say: Say) -> None:
    akismet.behave("html")
    revision = say().revisions.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Check.objects.ask(revision=revision, fields={}, objections=[])


@pytest.mark.parametrize("columns", [{"due_at": None}, {"closed_at": NOW}], ids=str)
def test_a_question_is_open_and_due_or_closed(
    akismet: AkismetStandIn, say: Say, columns: dict[str, Any]
) -> None:
    akismet.behave("html")
    say()
    with pytest.raises(IntegrityError), transaction.atomic():
        Check.objects.update(**columns)


VERBS = ["approve", "hold", "mark_as_spam", "remove", "restore", "recheck"]


def test_no_walk_leads_to_the_public_without_a_verdict_or_a_person(
    akismet: AkismetStandIn, say: Say, moderator: User
) -> None:
    akismet.behave("html")
    # Walks that fail are repeated until they are short.
    CommentSettings.objects.create(article_per_minute=0)

    class Walk(RuleBasedStateMachine):
        """People and answers, in any order; old answers come back late."""

        def __init__(self) -> None:
            super().__init__()
            self.comment = say()
            self.held: list[Check] = []
            self.allowed = False

        @rule(verb=st.sampled_from(VERBS))
        def decides(self, verb: str) -> None:
            if getattr(self.comment, verb)(by=moderator):
                decision = self.comment.history.filter(rule="moderator").latest("pk")
                self.allowed = decision.to_status == "published"

        @rule()
        def a_worker_takes_the_question(self) -> None:
            open_checks = Check.objects.open().filter(revision__comment=self.comment)
            open_checks.update(due_at=NOW)
            for check in open_checks:
                assert check.claim()
                self.held.append(check)

        @precondition(lambda walk: walk.held)
        @rule(verdict=st.sampled_from(["ham", "spam", ""]), data=st.data())
        def an_answer_comes(self, verdict: str, data: st.DataObject) -> None:
            check = data.draw(st.sampled_from(self.held))
            before = Comment.objects.get(pk=self.comment.pk).status
            won = check.settle(verdict)
            assert not won or before == "unchecked"
            if won:
                # What a person had taken away waits for a person.
                self.allowed = verdict == "ham" and not check.objections

        @invariant()
        def nothing_is_public_without_a_reason(self) -> None:
            comment = Comment.objects.get(pk=self.comment.pk)
            assert comment.is_published == self.allowed
            moves = comment.history.exclude(from_status=F("to_status"))
            assert moves.latest("pk").to_status == comment.status

        @invariant()
        def what_is_unchecked_has_a_question_and_nothing_else_has(self) -> None:
            comment = Comment.objects.get(pk=self.comment.pk)
            questions = Check.objects.open().filter(revision__comment=comment).count()
            assert questions == (comment.status == "unchecked")

    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=15,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
