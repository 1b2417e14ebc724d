"""Many at once: what the numbers promise is what is decided."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from comments.models import BulkDecision, Check, Comment, HistoryEntry
from fitsite.accounts.models import User
from tests.comments.desk.conftest import MANY, QUEUE, Propose
from tests.comments.desk.many import statuses, text, work
from tests.comments.grow import Twig, grow
from tests.conftest import MakeArticle, Say
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db


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
    assert costs[:4] == [11, 10, 12, 11]
    assert costs[4:] == [6, 11, 11, 14]


def test_the_whole_page_is_selected_by_one_box(say: Say, browser: Client) -> None:
    comments = [say() for _ in range(3)]
    page = browser.get(QUEUE).content.decode()
    found = re.search(r'value="([^"]*)" form="selection" data-select-page', page)
    assert found
    chosen = [found[1], f"{comments[0].pk}:0"]
    browser.post(f"{QUEUE}decide/", {"verb": "remove", "comment": chosen})
    assert statuses() == {"removed": 3}
    assert "3 comments removed." in text(browser, QUEUE)
