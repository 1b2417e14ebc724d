"""Who changes several comments takes them in the one order, so that nobody waits in a circle."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from articles.models import Article
from comments.models import Comment
from comments.spam.evidence import Submission
from fitsite.accounts.models import User
from tests.comments.desk.conftest import QUEUE
from tests.comments.together import PATIENCE, alone, until
from tests.conftest import Say

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite takes no rows."),
]
Deed = Callable[[Comment], Callable[[], Any]]


@pytest.fixture
def first(say: Say, moderator: User) -> Comment:
    """A published comment that stands before the others."""
    comment = say("First")
    comment.approve(by=moderator)
    return comment


@pytest.fixture
def second(say: Say, first: Comment) -> Comment:
    """The next one, which is changed."""
    return say("Second")


@pytest.fixture
def press(signed_in: Callable[[User], Client], moderator: User) -> Deed:
    """Undo by the button of the queue."""
    browser = signed_in(moderator)

    def press(comment: Comment) -> Callable[[], Any]:
        chosen = {"verb": "restore", "comment": f"{comment.pk}:{comment.decisions}"}
        return partial(browser.post, f"{QUEUE}decide/", chosen)

    return press


@pytest.fixture
def meet(first: Comment, second: Comment) -> Callable[[Callable[[], Any]], Any]:
    """Do something with the second while somebody who has the first is about to take it."""

    def meet(deed: Callable[[], Any]) -> Any:
        with ThreadPoolExecutor(1) as pool:
            with transaction.atomic():
                first.lock()
                doing = pool.submit(alone, deed)
                until(lambda: doing.done() or somebody_waits())
                assert not doing.done()
                assert Comment.objects.get(pk=second.pk).lock()
            return doing.result(PATIENCE)

    return meet


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_locks"
            " WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
        )
        return cursor.fetchone() is not None


def answered_elsewhere(comment: Comment, under: Comment, by: User) -> Comment:
    """A comment with a moderator's answer, which has been moved under another one since."""
    article: Article = comment.article
    reply = Submission(article=article, parent=comment, body="It is.", user=by, name="Moderator")
    comment.answer(reply, by=by)
    answer = Comment.objects.get(parent=comment)
    answer.move(under, by=by)
    return answer


@pytest.mark.parametrize("by_button", [False, True])
def test_an_answer_that_was_moved_away_is_taken_back(
    by_button: bool, first: Comment, second: Comment, moderator: User, meet: Any, press: Deed
) -> None:
    answer = answered_elsewhere(second, first, moderator)
    second.refresh_from_db()
    meet(press(second) if by_button else partial(second.restore, by=moderator))
    assert Comment.objects.get(pk=answer.pk).status == "removed"
    assert Comment.objects.get(pk=second.pk).status == "held"


@pytest.mark.parametrize("by_button", [False, True])
def test_what_was_moved_is_moved_back(
    by_button: bool, first: Comment, second: Comment, moderator: User, meet: Any, press: Deed
) -> None:
    second.move(first, by=moderator)
    second.move(None, by=moderator)
    meet(press(second) if by_button else partial(second.restore, by=moderator))
    assert Comment.objects.get(pk=second.pk).parent == first


def test_a_comment_is_moved_by_the_form(
    first: Comment,
    second: Comment,
    moderator: User,
    meet: Any,
    signed_in: Callable[[User], Client],
) -> None:
    given = {"under": str(first.pk), "decisions": "0"}
    browser = signed_in(moderator)
    response = meet(partial(browser.post, f"{QUEUE}{second.pk}/move/", given))
    assert response.status_code == 302
    assert Comment.objects.get(pk=second.pk).parent == first


def test_what_was_moved_while_it_was_waited_for_is_taken_where_it_stands(
    first: Comment, second: Comment, say: Say, moderator: User, meet: Any
) -> None:
    third = say("Third")
    third.approve(by=moderator)
    older = Comment.objects.get(pk=third.pk)
    third.move(first, by=moderator)
    meet(partial(second.move, older, by=moderator))
    assert Comment.objects.get(pk=second.pk).parent == third
