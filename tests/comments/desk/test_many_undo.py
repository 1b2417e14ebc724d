"""Many at once taken back, or stopped where it is."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from django.test import Client

from articles.models import Article
from comments.duties import carry_out_bulk_decisions, send_feedback
from comments.models import BulkDecision, Comment, CommentSettings, Feedback, Report
from fitsite.accounts.models import User
from tests.comments.desk.conftest import Propose
from tests.comments.desk.many import statuses, text, work
from tests.comments.grow import Twig, grow
from tests.conftest import Say
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db


class TestUndo:
    """Undone as one."""

    def test_days_later_all_is_as_it_was(
        self, say: Say, begin: Propose, browser: Client, moderator: User, clock: Any
    ) -> None:
        published = say()
        published.approve(by=moderator)
        for _ in range(3):
            say()
        address = begin("remove", "tab=all")
        work()
        assert statuses() == {"removed": 4}
        clock.shift(5 * 24 * 3600)
        assert browser.post(f"{address}undo/")["Location"] == address
        assert statuses() == {"removed": 4}
        work()
        assert statuses() == {"held": 3, "published": 1}
        assert "Undone. 4 comments removed. 4 put back." in text(browser, address)

    def test_what_somebody_has_decided_since_stays_so(
        self, say: Say, begin: Propose, browser: Client, administrator: User
    ) -> None:
        comments = [say() for _ in range(3)]
        address = begin("mark_as_spam")
        work()
        Comment.objects.get(pk=comments[0].pk).approve(by=administrator)
        Comment.objects.get(pk=comments[1].pk).restore(by=administrator)
        browser.post(f"{address}undo/")
        work()
        assert statuses() == {"published": 1, "held": 2}
        assert "1 put back." in text(browser, address)

    def test_reports_that_it_dismissed_are_opened_again(
        self, say: Say, begin: Propose, browser: Client, moderator: User
    ) -> None:
        comment = say()
        comment.approve(by=moderator)
        Report.objects.file(comment, reason="spam", words="", network="10.9.0.1")
        address = begin("approve", "tab=reported")
        work()
        assert not Report.objects.open().exists()
        for _ in range(2):
            browser.post(f"{address}undo/")
            work()
        assert Report.objects.open().count() == 1
        assert statuses() == {"published": 1}

    def test_what_it_has_not_changed_is_not_touched(
        self, say: Say, propose: Propose, browser: Client, administrator: User
    ) -> None:
        comment = say()
        address = propose()
        comment.mark_as_spam(by=administrator)
        browser.post(f"{address}begin/", {"verb": "mark_as_spam"})
        work()
        browser.post(f"{address}undo/")
        work()
        assert statuses() == {"spam": 1}

    def test_a_second_undo_changes_nothing(self, say: Say, begin: Propose, browser: Client) -> None:
        say()
        address = begin("remove")
        work()
        for _ in range(2):
            browser.post(f"{address}undo/")
            work()
        assert statuses() == {"held": 1}
        assert "too late, or twice: it is undone" in text(browser, address)

    def test_it_is_not_offered_while_it_runs(
        self, say: Say, begin: Propose, browser: Client
    ) -> None:
        say()
        address = begin("remove")
        browser.post(f"{address}undo/")
        assert BulkDecision.objects.get().state == "running"
        work()
        assert statuses() == {"removed": 1}


class TestCancel:
    """Stopped on the way."""

    @pytest.fixture
    def half_done(self, article: Article, begin: Propose, monkeypatch: Any) -> str:
        """Two hundred and fifty comments, a hundred of them decided."""
        monkeypatch.setattr("comments.duties.PORTIONS_AT_ONCE", 1)
        grow(article, [Twig(status="held")] * 250)
        address = begin("remove")
        carry_out_bulk_decisions()
        return address

    def test_what_was_decided_stays_and_the_rest_is_left(
        self, half_done: str, browser: Client
    ) -> None:
        page = browser.get(half_done).content.decode()
        assert '<progress max="250" value="100"' in page
        assert browser.get(f"{half_done}progress/").json() == {
            "value": 100,
            "most": 250,
            "said": "100 comments removed.",
            "is_under_way": True,
        }
        browser.post(f"{half_done}cancel/")
        work()
        assert statuses() == {"removed": 100, "held": 150}
        assert "Cancelled. 100 comments removed." in text(browser, half_done)
        assert not browser.get(f"{half_done}progress/").json()["is_under_way"]

    def test_what_was_decided_can_be_undone(self, half_done: str, browser: Client) -> None:
        browser.post(f"{half_done}cancel/")
        browser.post(f"{half_done}undo/")
        work()
        assert statuses() == {"held": 250}
        assert "Undone. 100 comments removed. 100 put back." in text(browser, half_done)

    def test_before_anything_was_decided(self, say: Say, begin: Propose, browser: Client) -> None:
        say()
        address = begin("remove")
        browser.post(f"{address}cancel/")
        browser.post(f"{address}undo/")
        work()
        assert statuses() == {"held": 1}
        assert BulkDecision.objects.get().state == "undone"

    def test_what_is_done_cannot_be_cancelled(
        self, say: Say, begin: Propose, browser: Client
    ) -> None:
        say()
        address = begin("remove")
        work()
        browser.post(f"{address}cancel/")
        assert "too late, or twice: it is done" in text(browser, address)


@pytest.mark.django_db(transaction=True)
def test_three_hundred_are_reported_in_the_background_and_undo_cancels_what_was_not_sent(
    akismet: AkismetStandIn, say: Say, begin: Propose, browser: Client, monkeypatch: Any
) -> None:
    CommentSettings.objects.create(article_per_minute=1_000)
    for number in range(300):
        say(f"Buy number {number}")
    assert statuses() == {"published": 300}
    address = begin("mark_as_spam", "tab=published")
    assert statuses() == {"published": 300}
    assert akismet.asked("submit-spam") == []
    work()
    assert statuses() == {"spam": 300}
    send_feedback()  # The first hundred.
    assert len(akismet.asked("submit-spam")) == 100
    browser.post(f"{address}undo/")
    work()
    while send_feedback():
        pass
    assert statuses() == {"published": 300}
    assert len(akismet.asked("submit-spam")) == 100
    # What Akismet was told already is corrected.
    assert len(akismet.asked("submit-ham")) == 100
    fates = Counter(Feedback.objects.values_list("kind", "fate"))
    assert fates == {
        ("spam", "confirmed"): 100,
        ("spam", "cancelled"): 200,
        ("ham", "confirmed"): 100,
    }
