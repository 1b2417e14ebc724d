"""Many at once in the background: what workers do of it, and what is forgotten in time."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from comments.duties import carry_out_bulk_decisions, forget_bulk_decisions
from comments.models import BulkDecision, Comment, HistoryEntry
from fitsite.accounts.models import User
from fitsite.leasing import LEASE
from fitsite.worker.models import beat
from tests.comments.desk.conftest import Propose
from tests.comments.desk.many import statuses, text, work
from tests.conftest import Say

pytestmark = pytest.mark.django_db


class TestWorkers:
    """Whatever becomes of them."""

    def test_a_killed_worker_is_followed_by_another_and_nothing_is_done_twice(
        self, say: Say, begin: Propose, browser: Client, monkeypatch: Any, clock: Any
    ) -> None:
        for _ in range(5):
            say()
        address = begin("approve")
        approve, calls = Comment.approve, []

        def dies_at_the_third(comment: Comment, **given: Any) -> bool:
            changed = approve(comment, **given)
            calls.append(comment.pk)
            if len(calls) == 3:
                raise SystemExit("killed")
            return changed

        monkeypatch.setattr(Comment, "approve", dies_at_the_third)
        with pytest.raises(SystemExit):
            carry_out_bulk_decisions()
        assert statuses() == {"published": 2, "held": 3}
        work()
        assert statuses() == {"published": 2, "held": 3}  # The lease is not over yet.
        clock.shift(LEASE.total_seconds() + 1)
        work()
        assert statuses() == {"published": 5}
        assert "Done. 5 comments approved." in text(browser, address)
        moves = HistoryEntry.objects.filter(to_status="published").exclude(from_status="published")
        assert moves.count() == 5

    def test_a_moderator_who_may_not_decide_any_more_decides_nothing(
        self, say: Say, begin: Propose, browser: Client, moderator: User
    ) -> None:
        say()
        begin("approve")
        moderator.groups.clear()
        work()
        assert statuses() == {"held": 1}
        assert BulkDecision.objects.get().state == "cancelled"

    def test_the_page_says_that_no_worker_runs(
        self, say: Say, begin: Propose, browser: Client
    ) -> None:
        say()
        address = begin("approve")
        assert "It goes on as soon as one runs." in text(browser, address)
        beat("one")
        assert "It goes on as soon as one runs." not in text(browser, address)


def test_previews_are_forgotten_after_a_day_and_the_rest_after_ninety(
    say: Say, propose: Propose, begin: Propose, clock: Any
) -> None:
    say()
    propose()
    begin("remove")
    clock.shift(25 * 3600)
    forget_bulk_decisions()
    assert BulkDecision.objects.get().verb == "remove"
    clock.shift(90 * 24 * 3600)
    forget_bulk_decisions()
    assert not BulkDecision.objects.exists()
