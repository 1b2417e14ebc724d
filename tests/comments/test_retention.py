"""What is kept for a time only is forgotten when its time is over, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from pytest_django import Settings

from comments.models import Check, Comment, CommentSettings, Feedback, HistoryEntry, Revision
from comments.retention import forget
from comments.spam.judge import judge
from fitsite.accounts.models import User
from tests.conftest import Say
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db

A_MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def spans(settings: Settings) -> None:
    settings.EVIDENCE_DAYS = 90
    settings.DISCARDED_TEXT_DAYS = 15


@pytest.fixture
def discarded(akismet: AkismetStandIn, settings: Settings, say: Say) -> Comment:
    """Blatant spam on a site that keeps none, edited once before it was judged."""
    settings.AKISMET_DISCARD = True
    akismet.behave("html", operation="comment-check")
    comment = say("Cheap things")
    akismet.behave()
    check = comment.edit("Blatant things")
    assert check.settle("spam", discard=True)
    comment.refresh_from_db()
    return comment


def everything() -> list[object]:
    """All that the tables of comments hold."""
    models = (Comment, Revision, Check, Feedback, HistoryEntry)
    return [list(model._default_manager.order_by("pk").values()) for model in models]


@pytest.mark.parametrize("text", ["fine", "casino"])
def test_fields_addresses_and_browsers_are_forgotten_when_their_time_is_over(
    akismet: AkismetStandIn, say: Say, clock, text: str
) -> None:
    comment = say(text, address="192.0.2.77", user_agent="Mozilla/5.0 (peculiar)")
    clock.shift(timedelta(days=90) - A_MINUTE)
    assert forget() == 0
    comment.refresh_from_db()
    assert (comment.address, comment.network) == ("192.0.2.77", "192.0.2.77")

    clock.shift(2 * A_MINUTE)
    assert forget() == 2
    comment.refresh_from_db()
    assert (comment.address, comment.network) == (None, "")
    assert comment.body == text
    assert Check.objects.get().fields == {}
    assert Check.objects.get().verdict
    for trace in ("192.0.2.77", "peculiar"):
        assert trace not in str(everything())


def test_a_correction_is_forgotten_once_it_is_done(
    akismet: AkismetStandIn, say: Say, moderator: User, clock
) -> None:
    done, waiting = say(), say()
    for comment in (done, waiting):
        comment.mark_as_spam(by=moderator)
    feedback = Feedback.objects.get(comment=done)
    assert feedback.claim()
    assert feedback.confirm()
    clock.shift(timedelta(days=91))
    forget()
    assert Feedback.objects.get(comment=done).fields == {}
    assert Feedback.objects.get(comment=done).fate == "confirmed"
    assert Feedback.objects.get(comment=waiting).fields["user_ip"] == waiting.address


def test_what_still_waits_for_an_answer_is_kept(akismet: AkismetStandIn, say: Say, clock) -> None:
    akismet.behave("html", operation="comment-check")
    comment = say()
    before = everything()
    clock.shift(timedelta(days=1000))
    assert forget() == 0
    assert everything() == before

    check = Check.objects.get()
    assert check.claim()
    assert check.settle("ham")
    comment.refresh_from_db()
    assert comment.is_published
    assert forget() == 1
    comment.refresh_from_db()
    assert comment.address is None
    assert Check.objects.get().fields
    clock.shift(timedelta(days=91))
    assert forget() == 1
    assert Check.objects.get().fields == {}


def test_the_question_about_an_edit_that_waits_is_kept(
    akismet: AkismetStandIn, say: Say, clock
) -> None:
    comment = say()
    open_check = comment.edit("Better words")
    clock.shift(timedelta(days=91))
    forget()
    closed, kept = Check.objects.order_by("pk")
    assert closed.fields == {}
    assert kept == open_check
    assert kept.fields["user_ip"]


def test_a_discarded_text_is_emptied_everywhere_when_its_time_is_over(
    discarded: Comment, clock
) -> None:
    assert (discarded.status, discarded.basis) == ("removed", "spam")
    lines = list(discarded.history.values())
    clock.shift(timedelta(days=15) - A_MINUTE)
    assert forget() == 0
    clock.shift(2 * A_MINUTE)
    assert forget() == 1
    discarded.refresh_from_db()
    assert (discarded.status, discarded.basis) == ("removed", "spam")
    assert (discarded.body, discarded.body_html, discarded.body_digest) == ("", "", "")
    assert set(discarded.revisions.values_list("body", flat=True)) == {""}
    assert discarded.revisions.count() == 2
    assert [check.fields for check in Check.objects.all()] == [{}, {}]
    assert list(discarded.history.values()) == lines
    for words in ("Cheap things", "Blatant things"):
        assert words not in str(everything())


@pytest.mark.parametrize("verb", ["mark_as_spam", "hold", "approve"])
def test_a_text_that_a_person_looked_at_is_no_discarded_one(
    discarded: Comment, moderator: User, clock, verb: str
) -> None:
    getattr(discarded, verb)(by=moderator)
    clock.shift(timedelta(days=16))
    forget()
    discarded.refresh_from_db()
    assert discarded.body == "Blatant things"


def test_spam_that_is_not_discarded_and_what_a_person_removed_keep_their_texts(
    akismet: AkismetStandIn, say: Say, moderator: User, clock
) -> None:
    spam, removed = say("blatant casino"), say("Rude words")
    assert spam.status == "spam"
    removed.remove(by=moderator)
    clock.shift(timedelta(days=1000))
    forget()
    assert Comment.objects.get(pk=spam.pk).body == "blatant casino"
    assert Comment.objects.get(pk=removed.pk).body == "Rude words"


def test_forgetting_again_changes_nothing(
    discarded: Comment, say: Say, moderator: User, clock
) -> None:
    for text in ("fine", "casino"):
        say(text)
    say().mark_as_spam(by=moderator)
    clock.shift(timedelta(days=91))
    assert forget() > 0
    before = everything()
    for _ in range(2):
        assert forget() == 0
    assert everything() == before


def test_more_than_one_batch_is_forgotten_at_once(
    akismet: AkismetStandIn, say: Say, clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comments.retention.BATCH", 2)
    for _ in range(5):
        say()
    clock.shift(timedelta(days=91))
    assert forget() == 10
    assert not Comment.objects.filter(address__isnull=False).exists()


@pytest.mark.parametrize("verb", ["recheck", "restore"])
def test_what_is_forgotten_cannot_be_asked_again(
    akismet: AkismetStandIn, say: Say, moderator: User, clock, verb: str
) -> None:
    comment = say()
    clock.shift(timedelta(days=91))
    forget()
    before = everything()
    assert not getattr(comment, verb)(by=moderator)
    assert everything() == before
    assert Comment.objects.get().status == "published"


def test_an_edit_that_cannot_be_asked_about_any_more_waits_for_a_person(
    akismet: AkismetStandIn, settings: Settings, say: Say, moderator: User, clock, read: Callable
) -> None:
    settings.EVIDENCE_DAYS = 0
    comment = say("The first words")
    clock.shift(A_MINUTE)
    forget()
    judge(comment.edit("Better words"), deadline=5)
    assert not Check.objects.open().exists()
    assert "The first words" in read()
    assert comment.accept_edit(by=moderator)
    assert "Better words" in read()


def test_the_owner_may_choose_another_span(akismet: AkismetStandIn, say: Say, clock) -> None:
    CommentSettings.objects.create(evidence_days=10)
    comment = say(address="192.0.2.77")
    clock.shift(timedelta(days=10) - A_MINUTE)
    assert forget() == 0
    clock.shift(2 * A_MINUTE)
    assert forget() == 2
    comment.refresh_from_db()
    assert comment.address is None
