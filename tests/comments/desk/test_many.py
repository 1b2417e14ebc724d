"""Many at once: what the numbers promise, what the worker does of it, and the way back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from comments.duties import carry_out_bulk_decisions, forget_bulk_decisions, send_feedback
from comments.models import BulkDecision, Check, Comment, CommentSettings, Feedback, HistoryEntry
from fitsite.accounts.models import User
from fitsite.leasing import LEASE
from fitsite.worker.models import beat
from tests.comments.desk.conftest import QUEUE
from tests.comments.grow import Twig, grow
from tests.conftest import MakeArticle, Say
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db
Propose = Callable[..., str]
MANY = f"{QUEUE}many/"


@pytest.fixture
def propose(browser: Client) -> Propose:
    """Press "All that match …"; gives the address of the numbers."""

    def press(query: str = "tab=held") -> str:
        return browser.post(f"{MANY}propose/", {"query": query})["Location"]

    return press


@pytest.fixture
def begin(browser: Client, propose: Propose) -> Propose:
    """Look at the numbers and press the button; gives the address of the progress."""

    def press(verb: str, query: str = "tab=held") -> str:
        address = propose(query)
        assert browser.post(f"{address}begin/", {"verb": verb})["Location"] == address
        return address

    return press


def work() -> None:
    """What the worker does until nothing of it is left."""
    while carry_out_bulk_decisions():
        pass


def statuses() -> Counter[str]:
    return Counter(Comment.objects.values_list("status", flat=True))


def text(browser: Client, address: str) -> str:
    page = browser.get(address).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_the_numbers_are_those_of_the_filter(
    make_article: MakeArticle, browser: Client, propose: Propose
) -> None:
    for size in (250, 120, 30):
        grow(make_article(), [Twig(status="spam")] * size)
    grow(make_article(), [Twig(status="held")] * 7)
    assert "400 comments, 3 articles" in text(browser, propose("tab=spam"))
    assert "7 comments, 1 article " in text(browser, propose("tab=held"))
    article = Article.objects.latest("pk")
    assert "0 comments, 0 articles" in text(browser, propose(f"tab=spam&article={article.pk}"))


def test_nothing_is_decided_before_the_button_is_pressed(say: Say, propose: Propose) -> None:
    say()
    propose()
    work()
    assert statuses() == {"held": 1}


@pytest.mark.parametrize(
    ("verb", "status"), [("approve", "published"), ("mark_as_spam", "spam"), ("remove", "removed")]
)
def test_the_page_answers_first_and_the_worker_decides(
    verb: str, status: str, say: Say, browser: Client, begin: Propose
) -> None:
    for _ in range(3):
        say()
    address = begin(verb)
    assert statuses() == {"held": 3}
    assert "0 comments" in text(browser, address)
    work()
    assert statuses() == {status: 3}
    assert "Done. 3 comments" in text(browser, address)


def test_all_that_wait_are_sent_to_be_checked_again(
    akismet: AkismetStandIn, say: Say, begin: Propose, browser: Client, moderator: User
) -> None:
    held = [say(), say()]
    for comment in held:
        comment.hold(by=moderator)
    forgotten = say()
    forgotten.hold(by=moderator)
    Check.objects.filter(revision__comment=forgotten).update(fields={})
    unasked = say()
    unasked.hold(by=moderator)
    Check.objects.filter(revision__comment=unasked).delete()
    address = begin("recheck")
    work()
    assert statuses() == {"unchecked": 2, "held": 2}
    assert Check.objects.open().count() == 2
    told = "Done. 2 comments sent to be checked again. 2 left as they were."
    assert told in text(browser, address)


def test_a_line_of_history_says_that_it_was_one_of_many(say: Say, begin: Propose) -> None:
    comment = say()
    begin("mark_as_spam")
    work()
    line = HistoryEntry.objects.filter(comment=comment).moves().latest("pk")
    bulk = BulkDecision.objects.get()
    assert line.why == f"Marked as spam (with others, bulk decision {bulk.pk})"
    assert line.actor is not None
    assert line.actor.username == "moderator"


def test_what_comes_in_after_the_numbers_is_not_caught(
    say: Say, propose: Propose, browser: Client
) -> None:
    say()
    address = propose()
    late = say()
    browser.post(f"{address}begin/", {"verb": "remove"})
    later = say()
    work()
    assert statuses() == {"removed": 1, "held": 2}
    assert {late.pk, later.pk} == set(
        Comment.objects.filter(status="held").values_list("pk", flat=True)
    )


def test_what_changes_after_the_numbers_is_left_and_counted(
    say: Say, propose: Propose, browser: Client, administrator: User, clock: Any
) -> None:
    decided, withdrawn, edited, gone_round, untouched = (say() for _ in range(5))
    address = propose()
    clock.shift(60)
    decided.approve(by=administrator)
    withdrawn.withdraw()
    edited.edit("Other words")
    gone_round.approve(by=administrator)
    gone_round.hold(by=administrator)
    browser.post(f"{address}begin/", {"verb": "mark_as_spam"})
    work()
    assert "Done. 1 comment put in Spam. 4 left as they were." in text(browser, address)
    assert list(Comment.objects.filter(status="spam")) == [untouched]
    decided.refresh_from_db()
    assert decided.status == "published"


def test_what_is_gone_is_left_and_counted(say: Say, propose: Propose, browser: Client) -> None:
    say()
    gone = say()
    address = propose()
    Comment.objects.filter(pk=gone.pk).update(root=None)
    gone.delete()
    browser.post(f"{address}begin/", {"verb": "remove"})
    work()
    assert "1 comment removed. 1 left as they were." in text(browser, address)


def test_approving_a_parent_publishes_none_of_its_replies(
    say: Say, begin: Propose, moderator: User
) -> None:
    parent = say()
    parent.approve(by=moderator)
    replies = [say(parent=parent) for _ in range(3)]
    replies[0].mark_as_spam(by=moderator)
    replies[1].remove(by=moderator)
    parent.hold(by=moderator)
    begin("approve", f"tab=held&author={parent.email}")
    work()
    assert statuses() == {"published": 1, "spam": 1, "removed": 1, "held": 1}


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


@pytest.mark.parametrize("how_many", [3, 300])
def test_each_page_costs_the_same_however_many_there_are(
    how_many: int, article: Article, browser: Client, propose: Propose
) -> None:
    grow(article, [Twig(status="held")] * how_many)
    address = propose()
    pages: list[Callable[[], Any]] = [
        propose,
        lambda: browser.get(address),
        lambda: browser.post(f"{address}begin/", {"verb": "approve"}),
        lambda: browser.get(address),
        lambda: browser.get(f"{address}progress/"),
        lambda: browser.get(MANY),
        lambda: browser.post(f"{address}cancel/"),
        lambda: browser.post(f"{address}undo/"),
    ]
    costs = []
    for ask in pages:
        with CaptureQueriesContext(connection) as asked:
            ask()
        costs.append(len(asked))
    assert costs[:4] == [11, 9, 12, 10]
    assert costs[4:] == [6, 10, 11, 14]


def test_the_list_tells_who_did_what_and_leaves_previews_out(
    say: Say, propose: Propose, begin: Propose, browser: Client
) -> None:
    say(email="kim@example.com")
    propose()
    begin("remove", "tab=held&author=kim%40example.com")
    page = text(browser, MANY)
    assert page.count("1 comment, 1 article") == 1
    assert "Remove: 1 comment, 1 article" in page
    assert "Needs you, narrowed by Author. Begun by moderator" in page
    assert "kim@example.com" not in page


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


class TestLadder:
    """Who may press what, and how."""

    @pytest.fixture
    def address(self, say: Say, propose: Propose) -> str:
        say()
        return propose()

    @pytest.mark.parametrize("path", ["begin/", "cancel/", "undo/"])
    def test_only_a_post_changes_anything(self, path: str, address: str, browser: Client) -> None:
        assert browser.get(f"{address}{path}").status_code == 405
        assert browser.get(f"{MANY}propose/").status_code == 405

    @pytest.mark.parametrize("path", ["", "progress/"])
    def test_the_pages_are_only_read(self, path: str, address: str, browser: Client) -> None:
        assert browser.post(f"{address}{path}").status_code == 405
        assert browser.post(MANY).status_code == 405

    @pytest.mark.parametrize("path", ["begin/", "cancel/", "undo/", "propose/"])
    def test_strangers_and_editors_press_nothing(
        self,
        path: str,
        address: str,
        client: Client,
        editor: User,
        signed_in: Callable[[User], Client],
    ) -> None:
        asked = f"{MANY}{path}" if path == "propose/" else f"{address}{path}"
        given = {"verb": "remove", "query": "tab=held"}
        assert client.post(asked, given)["Location"].startswith("/admin/login/")
        assert signed_in(editor).post(asked, given).status_code == 403
        work()
        assert statuses() == {"held": 1}
        assert BulkDecision.objects.get().state == "proposed"

    @pytest.mark.parametrize("path", ["", "progress/", "begin/", "cancel/", "undo/"])
    def test_what_is_not_there_is_not_found(self, path: str, browser: Client) -> None:
        ask = browser.get if path in ("", "progress/") else browser.post
        assert ask(f"{MANY}999/{path}", {"verb": "remove"}).status_code == 404

    def test_a_preview_is_there_for_whoever_asked_for_it_alone(
        self, address: str, administrator: User, signed_in: Callable[[User], Client]
    ) -> None:
        other = signed_in(administrator)
        assert other.get(address).status_code == 404
        assert other.post(f"{address}begin/", {"verb": "remove"}).status_code == 404
        assert other.post(f"{address}cancel/").status_code == 404

    def test_another_moderator_can_cancel_and_undo(
        self,
        address: str,
        browser: Client,
        administrator: User,
        signed_in: Callable[[User], Client],
    ) -> None:
        browser.post(f"{address}begin/", {"verb": "remove"})
        work()
        signed_in(administrator).post(f"{address}undo/")
        work()
        assert statuses() == {"held": 1}
        assert "Undo by administrator" in text(browser, address)

    def test_a_second_press_begins_nothing_anew(self, address: str, browser: Client) -> None:
        for verb in ("remove", "approve"):
            browser.post(f"{address}begin/", {"verb": verb})
        work()
        assert statuses() == {"removed": 1}

    @pytest.mark.parametrize("verb", ["", "delete", "restore", "accept_edit", "_move"])
    def test_other_words_are_refused(self, verb: str, address: str, browser: Client) -> None:
        assert browser.post(f"{address}begin/", {"verb": verb}).status_code == 400
        assert BulkDecision.objects.get().state == "proposed"

    @pytest.mark.parametrize("query", ["tab=spam", "article=999", "tab=%00&author=%00", "&&&", ""])
    def test_a_hostile_filter_is_no_error(
        self, query: str, browser: Client, propose: Propose
    ) -> None:
        assert browser.get(propose(query)).status_code == 200

    def test_a_form_of_another_site_begins_nothing(self, address: str, moderator: User) -> None:
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(moderator)
        assert browser.post(f"{address}begin/", {"verb": "remove"}).status_code == 403


def test_two_moderators_with_the_same_comments_each_decide_them_once(
    say: Say,
    begin: Propose,
    browser: Client,
    administrator: User,
    signed_in: Callable[[User], Client],
) -> None:
    for _ in range(3):
        say()
    other = signed_in(administrator)
    theirs = other.post(f"{MANY}propose/", {"query": "tab=held"})["Location"]
    mine = begin("remove")
    other.post(f"{theirs}begin/", {"verb": "approve"})
    work()
    assert statuses() == {"removed": 3}
    assert "0 comments approved. 3 left as they were." in text(browser, theirs)
    assert "3 comments removed." in text(browser, mine)


def test_the_whole_page_is_selected_by_one_box(say: Say, browser: Client) -> None:
    comments = [say() for _ in range(3)]
    page = browser.get(QUEUE).content.decode()
    found = re.search(r'value="([^"]*)" form="selection" data-select-page', page)
    assert found
    chosen = [found[1], f"{comments[0].pk}:0"]
    browser.post(f"{QUEUE}decide/", {"verb": "remove", "comment": chosen})
    assert statuses() == {"removed": 3}
    assert "3 comments removed." in text(browser, QUEUE)
