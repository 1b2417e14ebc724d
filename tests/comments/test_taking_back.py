"""A comment withdrawn by its author: gone for good, whatever is under way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from comments.models import Check, Comment, Feedback, StatusCount
from comments.models.authorship import AUTHORS_TIME, TooLate
from comments.models.moderation import thread_scope
from comments.retention import forget
from comments.states import MoveRefused
from fitsite.accounts.models import User
from fitsite.page_cache.models import PageVersion
from tests.comments.together import together
from tests.conftest import Say
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db


def version(comment: Comment) -> int:
    """How often the article's thread has changed for the public."""
    scope = thread_scope(comment.article_id)
    return PageVersion.objects.filter(scope=scope).values_list("number", flat=True).first() or 0


@pytest.fixture
def published(akismet: AkismetStandIn, say: Say) -> Comment:
    """A comment that Akismet called ham."""
    return say("Said in haste")


def test_it_disappears_and_the_history_says_why(published: Comment, read: Callable) -> None:
    seen = version(published)
    assert published.withdraw()
    published.refresh_from_db()
    assert (published.status, published.basis) == ("removed", "author")
    assert published.told_to_its_author == "withdrawn"
    assert "Said in haste" not in read()
    assert version(published) > seen
    line = published.history.latest("pk")
    assert (line.actor, line.rule, line.why) == (None, "reader", "Withdrawn by its author")
    assert StatusCount.objects.get(status="published").comments == 0


def test_replies_stay_below_an_empty_place(published: Comment, say: Say, read: Callable) -> None:
    say("But why?", parent=published)
    published.withdraw()
    shown = read()
    assert "Said in haste" not in shown
    assert "But why?" in shown
    assert f'id="comment-{published.pk}"' in shown


def test_withdrawing_again_changes_nothing_even_much_later(published: Comment, clock) -> None:
    stale = Comment.objects.get(pk=published.pk)
    published.withdraw()
    lines, seen = published.history.count(), version(published)
    clock.shift(2 * AUTHORS_TIME)
    assert not stale.withdraw()
    assert (published.history.count(), version(published)) == (lines, seen)


@pytest.mark.parametrize("verdict", ["ham", "spam", ""])
def test_an_answer_that_comes_later_changes_nothing(
    akismet: AkismetStandIn, say: Say, verdict: str
) -> None:
    akismet.behave("html", operation="comment-check")
    comment = say()
    Check.objects.update(due_at=comment.created_at)
    check = Check.objects.get()
    assert check.claim()
    assert comment.withdraw()
    assert not Check.objects.open().exists()
    assert not check.settle(verdict)
    comment.refresh_from_db()
    assert (comment.status, comment.basis) == ("removed", "author")


def test_a_change_that_waits_goes_with_it(published: Comment, moderator: User) -> None:
    check = published.edit("Said after some thought")
    published.withdraw()
    assert not check.settle("ham")
    assert not published.accept_edit(by=moderator)
    published.refresh_from_db()
    assert (published.status, published.body) == ("removed", "Said in haste")


@pytest.mark.parametrize("text", ["fine", "casino", "blatant"])
def test_a_wish_is_no_correction(akismet: AkismetStandIn, settings, say: Say, text: str) -> None:
    settings.AKISMET_DISCARD = True
    say(text).withdraw()
    assert not Feedback.objects.exists()


def test_what_a_moderator_told_the_checker_before_still_stands(
    published: Comment, moderator: User
) -> None:
    published.mark_as_spam(by=moderator)
    published.withdraw()
    assert Feedback.objects.open().get().kind == "spam"


@pytest.mark.parametrize("verb", ["approve", "hold", "mark_as_spam", "recheck", "restore"])
def test_nobody_brings_it_back(
    published: Comment, moderator: User, desk: Callable, signed_in: Callable, verb: str
) -> None:
    published.withdraw()
    lines = published.history.count()
    with pytest.raises(MoveRefused, match="Its author has withdrawn"):
        getattr(published, verb)(by=moderator)
    page = signed_in(moderator).post(
        f"/admin/comments/comment/{published.pk}/decide/", {"verb": verb}, follow=True
    )
    assert "Its author has withdrawn this comment." in page.text
    assert "Withdrawn by its author" in page.text
    published.refresh_from_db()
    assert (published.status, published.basis) == ("removed", "author")
    assert published.history.count() == lines


def test_nor_has_it_checked_where_its_text_was_a_moderators(
    published: Comment, moderator: User
) -> None:
    published.correct("Other words", by=moderator)
    published.withdraw()
    with pytest.raises(MoveRefused, match="Its author has withdrawn"):
        published.recheck(by=moderator)


def test_removing_it_once_more_changes_nothing(published: Comment, moderator: User) -> None:
    published.withdraw()
    assert not published.remove(by=moderator)
    published.refresh_from_db()
    assert published.basis == "author"


def test_what_a_person_removed_is_not_withdrawn(published: Comment, moderator: User) -> None:
    published.remove(by=moderator)
    with pytest.raises(MoveRefused, match="moderator has removed"):
        published.withdraw()
    published.refresh_from_db()
    assert published.basis == "person"


def test_the_authors_time_ends(published: Comment, clock) -> None:
    clock.move_to(published.created_at + AUTHORS_TIME)
    with pytest.raises(TooLate, match="for 10 minutes"):
        published.withdraw()
    clock.shift(timedelta(microseconds=-1))
    assert published.withdraw()


def test_a_comment_that_is_gone_is_not_withdrawn(published: Comment) -> None:
    Comment.objects.filter(pk=published.pk).delete()
    with pytest.raises(MoveRefused):
        published.withdraw()


def test_it_may_be_said_again(published: Comment, post: Callable) -> None:
    again = {"name": published.name, "email": published.email, "body": published.body}
    assert post(**again).status_code == 409
    published.withdraw()
    assert post(**again).status_code == 302


def test_its_text_is_forgotten_in_time(published: Comment, settings, clock) -> None:
    settings.DISCARDED_TEXT_DAYS = 15
    published.withdraw()
    clock.shift(timedelta(days=15, minutes=-1))
    forget()
    published.refresh_from_db()
    assert published.body == "Said in haste"
    clock.shift(timedelta(minutes=2))
    forget()
    published.refresh_from_db()
    assert (published.body, published.body_html) == ("", "")
    assert published.revisions.get().body == ""


@pytest.mark.django_db(transaction=True)
def test_an_author_a_verdict_and_a_moderator_at_once(say: Say, moderator: User) -> None:
    for verb in ("approve", "remove", "mark_as_spam") * 4:
        comment = say()
        Comment.objects.get(pk=comment.pk).recheck(by=moderator)
        check = Check.objects.open().get()
        assert check.claim()

        def decides(comment: Comment, verb: str) -> object:
            try:
                return getattr(comment, verb)(by=moderator)
            except MoveRefused:
                return "refused"

        def withdraws(comment: Comment) -> object:
            try:
                return comment.withdraw()
            except MoveRefused:
                return "refused"

        copies = [Comment.objects.get(pk=comment.pk) for _ in range(2)]
        decided, _, withdrawn = together(
            partial(decides, copies[0], verb),
            partial(check.settle, "ham"),
            partial(withdraws, copies[1]),
        )
        comment.refresh_from_db()
        assert not Check.objects.open().exists()
        if withdrawn is True:
            assert (comment.status, comment.basis) == ("removed", "author")
        else:
            assert (verb, decided, withdrawn) == ("remove", True, "refused")
            assert comment.basis == "person"
