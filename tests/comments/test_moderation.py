"""What people decide about comments: five verbs and their undoing, each written down."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction
from django.db.models import F

from comments.models import Check, Comment, HistoryEntry
from comments.models.history import AppendOnly
from comments.models.moderation import TAKEN_AWAY
from comments.states import MoveRefused, Status
from fitsite.accounts.models import User
from fitsite.page_cache.models import PageVersion
from tests.conftest import Say
from tests.standin import AkismetStandIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("akismet")]

LEADS_TO = {
    "approve": "published",
    "hold": "held",
    "mark_as_spam": "spam",
    "remove": "removed",
    "recheck": "unchecked",
}


@pytest.fixture
def comment_in(say: Say, moderator: User) -> Callable[[str], Comment]:
    """A comment that a person has put into a state."""

    def make(status: str) -> Comment:
        comment = say()
        for verb, leads_to in LEADS_TO.items():
            if leads_to == status != comment.status:
                getattr(comment, verb)(by=moderator)
        assert comment.status == status
        return comment

    return make


def version(comment: Comment) -> int:
    numbers = PageVersion.objects.filter(scope=f"thread/{comment.article_id}")
    return sum(numbers.values_list("number", flat=True))


def moves(comment: Comment) -> list[HistoryEntry]:
    """The lines of its history that tell of a change of state."""
    return list(comment.history.exclude(from_status=F("to_status")))


@pytest.mark.parametrize("before", Status.values)
@pytest.mark.parametrize(("verb", "after"), LEADS_TO.items())
def test_each_verb_leads_from_every_state_to_its_own(
    comment_in: Callable, administrator: User, before: str, verb: str, after: str
) -> None:
    comment = comment_in(before)
    before_that, seen = len(moves(comment)), version(comment)
    changed = getattr(comment, verb)(by=administrator, why="Because")
    stored = Comment.objects.get(pk=comment.pk)
    assert stored.status == comment.status == after
    assert changed == (before != after)
    assert len(moves(stored)) == before_that + changed
    assert (version(comment) > seen) == (("published" in {before, after}) and changed)
    if changed:
        line = moves(stored)[-1]
        assert (line.from_status, line.to_status) == (before, after)
        assert (line.actor, line.why) == (administrator, "Because")
        assert stored.basis == ("" if after == "unchecked" else "person")
        assert Check.objects.open().exists() == (after == "unchecked")


@pytest.mark.parametrize("verb", LEADS_TO)
def test_repeating_a_verb_changes_nothing(
    comment_in: Callable, moderator: User, administrator: User, verb: str
) -> None:
    comment = comment_in("held" if verb != "hold" else "spam")
    assert getattr(comment, verb)(by=moderator)
    before = Comment.objects.filter(pk=comment.pk).values().get()
    lines, questions, seen = comment.history.count(), Check.objects.count(), version(comment)
    for again in (comment, Comment.objects.get(pk=comment.pk)):
        assert not getattr(again, verb)(by=administrator)
    assert Comment.objects.filter(pk=comment.pk).values().get() == before
    assert (comment.history.count(), Check.objects.count()) == (lines, questions)
    assert version(comment) == seen


@pytest.mark.parametrize("before", [status for status in Status.values if status != "removed"])
def test_restoring_goes_back_to_the_state_before(
    comment_in: Callable, moderator: User, before: str
) -> None:
    comment = comment_in(before)
    comment.remove(by=moderator)
    assert comment.restore(by=moderator)
    assert Comment.objects.get(pk=comment.pk).status == before
    assert moves(comment)[-1].actor == moderator


@pytest.mark.parametrize("text", ["casino", "https://a.example " * 4])
@pytest.mark.parametrize("verb", ["approve", "remove"])
def test_what_is_put_back_stands_there_for_the_reason_of_before(
    say: Say, moderator: User, text: str, verb: str
) -> None:
    comment = say(text)
    stood, why = comment.basis, comment.why
    assert comment.status in ("held", "spam")
    for _ in range(2):
        getattr(comment, verb)(by=moderator)
        comment.restore(by=moderator)
    assert (comment.basis, comment.why) == (stood, f"Restored: {why}")


@pytest.mark.parametrize("verb", ["remove", "mark_as_spam"])
def test_the_checkers_word_alone_does_not_bring_back_what_a_person_took_away(
    say: Say, moderator: User, verb: str
) -> None:
    def check_again() -> None:
        comment.recheck(by=moderator)
        check = Check.objects.open().get()
        check.claim()
        check.settle("ham")
        comment.refresh_from_db()

    comment = say("Fine")
    getattr(comment, verb)(by=moderator)
    check_again()
    assert (comment.status, comment.why) == ("held", f"Not spam, but: {TAKEN_AWAY}")
    comment.approve(by=moderator)
    check_again()
    assert comment.status == "published"


def test_restoring_a_new_comment_changes_nothing(
    akismet: AkismetStandIn, say: Say, moderator: User
) -> None:
    akismet.behave("html")
    comment = say()
    assert not comment.restore(by=moderator)
    assert comment.status == "unchecked"


def test_a_comment_published_again_keeps_its_time_and_place(say: Say, moderator: User) -> None:
    root = say()
    comment, later = say(parent=root), say(parent=root)
    shown = (comment.published_at, comment.place)
    comment.remove(by=moderator)
    comment.restore(by=moderator)
    comment.refresh_from_db()
    assert (comment.published_at, comment.place) == shown
    in_order = Comment.objects.filter(parent=root).order_by("place")
    assert list(in_order) == [comment, later]


def test_an_old_copy_of_a_comment_decides_on_what_is_true_now(say: Say, moderator: User) -> None:
    comment = say()
    stale = Comment.objects.get(pk=comment.pk)
    comment.remove(by=moderator)
    assert not stale.remove(by=moderator)
    assert stale.approve(by=moderator)
    assert moves(comment)[-1].from_status == "removed"


def test_a_comment_that_is_gone_cannot_be_decided(say: Say, moderator: User) -> None:
    comment = say()
    Comment.objects.filter(pk=comment.pk).delete()
    with pytest.raises(MoveRefused):
        comment.remove(by=moderator)


def other_words(line: HistoryEntry) -> HistoryEntry:
    line.why = "Something else"
    return line


@pytest.mark.parametrize(
    "change",
    [
        lambda line: other_words(line).save(),
        lambda line: other_words(line).save(update_fields=["why"]),
        lambda line: HistoryEntry.objects.update(why="Something else"),
        lambda line: HistoryEntry.objects.bulk_update([other_words(line)], ["why"]),
        lambda line: line.comment.history.filter(pk=line.pk).update(why="Something else"),
        lambda line: HistoryEntry.objects.update_or_create(
            pk=line.pk, defaults={"why": "Something else"}
        ),
    ],
    ids=["save", "save one field", "update", "bulk_update", "related update", "update_or_create"],
)
def test_history_is_written_once(say: Say, change: Callable[[HistoryEntry], None]) -> None:
    line = say().history.latest("pk")
    with pytest.raises(AppendOnly), transaction.atomic():
        change(line)
    assert HistoryEntry.objects.get(pk=line.pk).why == "akismet: Not spam"


def test_history_outlives_the_account_of_who_decided(say: Say, moderator: User) -> None:
    comment = say()
    comment.remove(by=moderator)
    moderator.delete()
    line = moves(comment)[-1]
    assert (line.actor, line.to_status, line.rule) == (None, "removed", "moderator")
