"""What moderators change in a comment: its text and its author's link, and taking that back."""

from __future__ import annotations

import pytest
from django.test import Client

from articles.models import Article
from comments.models import Check, Comment, Feedback, HistoryEntry, Revision
from comments.states import MoveRefused
from fitsite.accounts.models import User
from tests.conftest import Say
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db


def fresh(comment: Comment) -> Comment:
    return Comment.objects.get(pk=comment.pk)


def page(client: Client, article: Article) -> str:
    return client.get(article.get_absolute_url()).content.decode()


def test_a_moderators_text_is_what_readers_see(
    say: Say, moderator: User, client: Client, article: Article
) -> None:
    comment = say("You *idiot*, well done")
    comment.approve(by=moderator)
    assert comment.correct("Well *done*", by=moderator)
    shown = page(client, article)
    assert "Well <em>done</em>" in shown
    assert "idiot" not in shown


def test_the_authors_own_text_stays_on_record_and_history_says_who_changed_it(
    say: Say, moderator: User
) -> None:
    comment = say("First")
    comment.correct("Second", by=moderator)
    texts = Revision.objects.filter(comment=comment).values_list("body", "standing")
    assert list(texts) == [("First", "replaced"), ("Second", "in_force")]
    entry = HistoryEntry.objects.filter(comment=comment).last()
    assert entry is not None
    assert (entry.why, entry.actor) == ("Text changed", moderator)


def test_the_same_text_changes_nothing(say: Say, moderator: User) -> None:
    comment = say("First")
    assert not comment.correct("First", by=moderator)
    assert Revision.objects.filter(comment=comment).count() == 1


def test_a_changed_text_publishes_nothing(say: Say, moderator: User) -> None:
    comment = say("First")
    comment.correct("Second", by=moderator)
    assert fresh(comment).status == "held"


def test_the_checker_is_asked_about_the_new_text_where_it_had_not_answered(
    say: Say, moderator: User, akismet: AkismetStandIn
) -> None:
    akismet.behave("html")
    comment = say("First")
    assert comment.status == "unchecked"
    comment.correct("Second", by=moderator)
    [check] = Check.objects.open()
    assert check.fields["comment_content"] == "Second"
    assert check.settle("") is False  # Its lease is for whoever asks.
    check.claim()
    check.settle("ham")
    assert (fresh(comment).status, fresh(comment).body) == ("published", "Second")


def test_what_was_asked_about_an_edit_is_not_asked_once_a_moderator_has_changed_the_text(
    say: Say, moderator: User, akismet: AkismetStandIn
) -> None:
    comment = say("First")
    check = comment.edit("Second")
    fresh(comment).correct("Third", by=moderator)
    assert not Check.objects.open().exists()
    assert not check.settle("ham")
    assert fresh(comment).body == "Third"
    assert Revision.objects.get(comment=comment, standing="waiting").body == "Second"


def test_an_answer_about_the_old_text_says_nothing_about_the_new_one(
    say: Say, moderator: User, akismet: AkismetStandIn
) -> None:
    akismet.behave("html")
    comment = say("First")
    old = Check.objects.get()
    old.claim()
    comment.correct("Second", by=moderator)
    assert not old.settle("ham")
    assert fresh(comment).status == "unchecked"


def test_the_checker_never_learns_from_a_moderators_words(
    say: Say, moderator: User, akismet: AkismetStandIn
) -> None:
    comment = say("First")
    assert comment.status == "published"
    comment.correct("Second", by=moderator)
    comment.mark_as_spam(by=moderator)
    assert not Feedback.objects.exists()


def test_changed_texts_are_put_back_in_turn(say: Say, moderator: User) -> None:
    comment = say("First")
    comment.correct("Second", by=moderator)
    comment.correct("Third", by=moderator)
    for text in ("Second", "First"):
        assert comment.restore(by=moderator)
        assert fresh(comment).body == text


def test_undo_takes_back_the_latest_of_several_changes(say: Say, moderator: User) -> None:
    comment = say("First", website="https://shop.example/")
    comment.correct("Second", by=moderator)
    comment.strip_website(by=moderator)
    comment.approve(by=moderator)
    comment.restore(by=moderator)
    now = fresh(comment)
    assert (now.status, now.body, now.website) == ("held", "Second", "")


def test_what_was_taken_back_is_not_done_again_by_undoing_once_more(
    say: Say, moderator: User
) -> None:
    comment = say("First", website="https://shop.example/")
    before = comment.status
    comment.mark_as_spam(by=moderator)
    comment.strip_website(by=moderator)
    comment.approve(by=moderator)
    assert comment.restore(by=moderator)
    assert fresh(comment).status == "spam"
    assert comment.restore(by=moderator)
    assert (fresh(comment).website, fresh(comment).status) == ("https://shop.example/", "spam")
    assert comment.restore(by=moderator)
    assert fresh(comment).status == before


def test_a_link_is_taken_out_and_put_back(
    say: Say, moderator: User, client: Client, article: Article
) -> None:
    comment = say(website="https://shop.example/")
    comment.approve(by=moderator)
    assert "https://shop.example/" in page(client, article)
    assert comment.strip_website(by=moderator)
    assert not comment.strip_website(by=moderator)
    assert "https://shop.example/" not in page(client, article)
    comment.restore(by=moderator)
    assert "https://shop.example/" in page(client, article)


def test_what_its_author_withdrew_is_left_alone(say: Say, moderator: User) -> None:
    comment = say("First", website="https://shop.example/")
    comment.withdraw()
    for change in (comment.strip_website, lambda by: comment.correct("Second", by=by)):
        with pytest.raises(MoveRefused, match="withdrawn"):
            change(by=moderator)


def test_erasing_leaves_nothing_of_what_was_changed(say: Say, moderator: User) -> None:
    comment = say("First", website="https://shop.example/")
    comment.correct("Second", by=moderator)
    comment.strip_website(by=moderator)
    comment.erase()
    assert not Revision.objects.exclude(body="").exists()
    assert not HistoryEntry.objects.exclude(evidence={}).exists()
