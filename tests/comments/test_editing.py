"""A comment changed by its author: no text is public that nobody cleared."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from articles.models import Article
from comments.models import Check, Comment
from comments.models.authorship import AUTHORS_TIME, TooLate
from comments.models.editing import MAX_EDITS, Unchanged
from comments.models.moderation import thread_scope
from comments.models.submitting import SubmissionRefused
from comments.spam.evidence import Submission, digest_of
from comments.spam.judge import judge
from comments.states import MoveRefused
from fitsite.accounts.models import User
from fitsite.page_cache.models import PageVersion
from tests.conftest import Say
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db

SignedIn = Callable[[User], Client]
# Links that the checker likes and our own rules do not.
LINKS = " ".join(f"[{number}](mailto:a{number}@example.org)" for number in range(5))


def edit(comment: Comment, body: str) -> Check:
    """Edit it, and put the question at once as a reader's request does."""
    check = comment.edit(body)
    judge(check, deadline=5)
    comment.refresh_from_db()
    return check


def standings(comment: Comment) -> list[str]:
    """What became of each text, in the order in which they came."""
    return list(comment.revisions.order_by("number").values_list("standing", flat=True))


def version(comment: Comment) -> int:
    """Grows whenever the article's thread changes for the public."""
    scope = thread_scope(comment.article_id)
    return PageVersion.objects.filter(scope=scope).values_list("number", flat=True).first() or 0


def decide(browser: Client, comment: Comment, verb: str) -> Any:
    return browser.post(f"/admin/comments/comment/{comment.pk}/decide/", {"verb": verb})


@pytest.fixture
def unchecked(akismet: AkismetStandIn, say: Say) -> Comment:
    """A comment on which Akismet gave no answer; by now it gives answers again."""
    akismet.behave("html", operation="comment-check")
    comment = say("The first words", user_agent="Mozilla/5.0")
    akismet.behave()
    return comment


@pytest.fixture
def published(akismet: AkismetStandIn, say: Say) -> Comment:
    """A comment that Akismet called ham."""
    return say("The first words", user_agent="Mozilla/5.0")


def test_where_nothing_was_decided_the_new_text_is_in_force_at_once(unchecked: Comment) -> None:
    old = Check.objects.get()
    check = unchecked.edit("Better *words*")
    unchecked.refresh_from_db()
    assert (unchecked.status, unchecked.body) == ("unchecked", "Better *words*")
    assert "<em>words</em>" in unchecked.body_html
    assert unchecked.body_digest == digest_of("Better *words*")
    assert standings(unchecked) == ["replaced", "in_force"]
    old.refresh_from_db()
    assert old.closed_at is not None
    assert old.verdict == ""
    assert Check.objects.open().get() == check
    assert check.lease is not None


def test_the_new_question_is_the_old_one_with_the_new_text(
    akismet: AkismetStandIn, unchecked: Comment
) -> None:
    asked = Check.objects.get().fields
    assert edit(unchecked, "Better words").fields == {
        **asked,
        "comment_content": "Better words",
        "recheck_reason": "edit",
    }
    on_the_wire = akismet.asked("comment-check")[-1]
    assert on_the_wire.field("comment_content") == "Better words"
    assert on_the_wire.field("recheck_reason") == "edit"
    assert on_the_wire.field("user_agent") == "Mozilla/5.0"
    assert unchecked.status == "published"


@pytest.mark.parametrize(
    ("text", "status"), [("fine", "published"), ("casino", "spam"), (LINKS, "held")]
)
def test_an_undecided_comment_is_judged_by_its_new_text(
    unchecked: Comment, text: str, status: str
) -> None:
    edit(unchecked, text)
    assert (unchecked.status, unchecked.body) == (status, text)


@pytest.mark.parametrize("verdict", ["ham", "spam", ""])
def test_an_answer_about_a_text_that_was_replaced_changes_nothing(
    unchecked: Comment, verdict: str
) -> None:
    late = Check.objects.get()
    Check.objects.update(due_at=unchecked.created_at)
    assert late.claim()
    unchecked.edit("casino")
    assert not late.settle(verdict)
    unchecked.refresh_from_db()
    assert (unchecked.status, unchecked.body) == ("unchecked", "casino")
    assert "too late" in unchecked.history.latest("pk").why


def test_a_published_text_stays_until_the_new_one_is_cleared(
    published: Comment, read: Callable
) -> None:
    check = published.edit("Better words")
    published.refresh_from_db()
    assert (published.status, published.body) == ("published", "The first words")
    assert standings(published) == ["in_force", "waiting"]
    assert "The first words" in read()
    assert "Better words" not in read()

    judge(check, deadline=5)
    published.refresh_from_db()
    assert (published.status, published.basis) == ("published", "ham")
    assert published.body_digest == digest_of("Better words")
    assert standings(published) == ["replaced", "in_force"]
    assert "Better words" in read()
    assert "The first words" not in read()


def test_an_edit_that_is_spam_waits_for_a_person_and_the_old_text_stands(
    published: Comment, read: Callable
) -> None:
    edit(published, "Visit my casino")
    assert (published.status, published.body) == ("published", "The first words")
    assert standings(published) == ["in_force", "waiting"]
    assert not Check.objects.open().exists()
    assert published.history.latest("pk").why == "akismet: Spam; the edit waits for a person"
    assert "The first words" in read()
    assert "casino" not in read()


@pytest.mark.parametrize("fault", ["html", "invalid", "status", "close"])
def test_without_an_answer_the_old_text_stands_and_the_question_stays(
    akismet: AkismetStandIn, published: Comment, fault: str
) -> None:
    akismet.behave(fault)
    check = edit(published, "Better words")
    assert (published.status, published.body) == ("published", "The first words")
    assert standings(published) == ["in_force", "waiting"]
    assert Check.objects.open().get() == check


def test_an_edit_to_which_a_rule_objects_waits_for_a_person(
    published: Comment, read: Callable, desk: Callable
) -> None:
    edit(published, LINKS)
    assert (published.status, published.body) == ("published", "The first words")
    assert standings(published) == ["in_force", "waiting"]
    assert not Check.objects.open().exists()
    assert "waits for a person" in published.history.latest("pk").why
    page = desk(f"{published.pk}/change/")
    assert LINKS in page
    assert 'value="accept_edit"' in page
    assert LINKS not in read()


@pytest.mark.parametrize(
    ("verb", "body", "second"),
    [("accept_edit", LINKS, "in_force"), ("refuse_edit", "The first words", "refused")],
)
def test_a_moderator_accepts_or_refuses_it_once(
    published: Comment, signed_in: SignedIn, moderator: User, verb: str, body: str, second: str
) -> None:
    edit(published, LINKS)
    browser = signed_in(moderator)
    assert decide(browser, published, verb).status_code == 302
    published.refresh_from_db()
    assert (published.status, published.body) == ("published", body)
    assert published.body_digest == digest_of(body)
    assert standings(published)[-1] == second
    line = published.history.latest("pk")
    assert (line.actor, line.rule) == (moderator, "edit")

    for again in ("accept_edit", "refuse_edit"):
        decide(browser, published, again)
    assert published.history.latest("pk") == line


@pytest.mark.parametrize("verb", ["accept_edit", "refuse_edit"])
def test_once_a_decision_over_it_is_undone_it_waits_again(
    published: Comment, moderator: User, verb: str
) -> None:
    edit(published, LINKS)
    getattr(published, verb)(by=moderator)
    assert published.restore(by=moderator)
    published.refresh_from_db()
    assert (published.status, published.body) == ("published", "The first words")
    assert standings(published) == ["in_force", "waiting"]
    assert published.accept_edit(by=moderator)
    published.refresh_from_db()
    assert published.body == LINKS


def test_undoing_an_edit_that_a_recheck_was_ended_by_has_the_comment_checked(
    published: Comment, moderator: User
) -> None:
    edit(published, LINKS)
    published.recheck(by=moderator)
    published.accept_edit(by=moderator)
    assert published.status == "published"
    published.restore(by=moderator)
    published.refresh_from_db()
    assert (published.status, published.body) == ("unchecked", "The first words")
    assert Check.objects.open().count() == 1


@pytest.mark.parametrize("verb", ["accept_edit", "refuse_edit"])
def test_nobody_else_does(
    published: Comment, signed_in: SignedIn, editor: User, moderator: User, verb: str
) -> None:
    edit(published, LINKS)
    before = published.history.latest("pk")
    assert "/login/" in decide(Client(), published, verb)["Location"]
    assert decide(signed_in(editor), published, verb).status_code == 403
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(moderator)
    assert decide(strict, published, verb).status_code == 403
    address = f"/admin/comments/comment/{published.pk}/decide/?verb={verb}"
    assert signed_in(moderator).get(address).status_code == 405
    assert standings(published) == ["in_force", "waiting"]
    assert published.history.latest("pk") == before


def test_an_accepted_text_rests_on_the_person_and_a_late_answer_changes_nothing(
    published: Comment, moderator: User
) -> None:
    check = published.edit("casino")
    assert published.accept_edit(by=moderator)
    assert not check.settle("spam")
    published.refresh_from_db()
    assert (published.status, published.basis) == ("published", "person")
    assert published.body == "casino"


def test_a_refused_text_stays_refused_whatever_the_answer(
    published: Comment, moderator: User
) -> None:
    check = published.edit("Better words")
    assert published.refuse_edit(by=moderator)
    assert not check.settle("ham")
    published.refresh_from_db()
    assert published.body == "The first words"
    assert standings(published) == ["in_force", "refused"]


def test_a_second_edit_takes_the_place_of_the_one_that_waits(published: Comment) -> None:
    first = published.edit("Second words")
    second = published.edit("Third words")
    assert standings(published) == ["in_force", "replaced", "waiting"]
    assert Check.objects.open().get() == second
    assert not first.settle("ham")
    published.refresh_from_db()
    assert published.body == "The first words"
    assert second.settle("ham")
    published.refresh_from_db()
    assert published.body == "Third words"
    assert standings(published) == ["replaced", "replaced", "in_force"]


@pytest.mark.parametrize("verdict", ["ham", "spam"])
def test_when_a_person_decides_meanwhile_the_edit_waits_for_a_person(
    published: Comment, moderator: User, verdict: str
) -> None:
    check = published.edit("Better words")
    published.hold(by=moderator)
    assert not check.settle(verdict)
    published.refresh_from_db()
    assert (published.status, published.body) == ("held", "The first words")
    assert standings(published) == ["in_force", "waiting"]
    assert published.accept_edit(by=moderator)
    assert (published.status, published.body) == ("held", "Better words")


def test_an_edit_does_not_bring_a_held_comment_back(
    published: Comment, moderator: User, read: Callable
) -> None:
    published.hold(by=moderator)
    edit(published, "Better words")
    assert (published.status, published.body) == ("held", "Better words")
    assert "Better words" not in read()


@pytest.mark.parametrize("text", ["casino", "blatant"])
def test_an_edit_does_not_bring_spam_back(
    akismet: AkismetStandIn, settings: Settings, say: Say, read: Callable, text: str
) -> None:
    settings.AKISMET_DISCARD = True
    comment = say(text)
    before = comment.status
    edit(comment, "Better words")
    assert (comment.status, comment.body) == (before, "Better words")
    edit(comment, "More casino")
    assert (comment.status, comment.body) == (before, "Better words")
    assert "Better words" not in read()


def test_what_a_person_removed_is_not_edited(published: Comment, moderator: User) -> None:
    published.remove(by=moderator)
    lines = published.history.count()
    with pytest.raises(MoveRefused, match="moderator has removed"):
        published.edit("Better words")
    published.refresh_from_db()
    assert published.body == "The first words"
    assert standings(published) == ["in_force"]
    assert published.history.count() == lines


def test_the_same_text_again_is_no_edit(published: Comment) -> None:
    published.edit(LINKS)
    lines = published.history.count()
    with pytest.raises(Unchanged):
        published.edit(LINKS)
    assert standings(published) == ["in_force", "waiting"]
    assert published.history.count() == lines
    published.edit("The first words")
    assert standings(published) == ["in_force", "replaced", "waiting"]


def test_the_authors_time_ends(published: Comment, clock) -> None:
    clock.move_to(published.created_at + AUTHORS_TIME - timedelta(microseconds=1))
    published.edit("Better words")
    clock.move_to(published.created_at + AUTHORS_TIME)
    with pytest.raises(TooLate, match="for 10 minutes"):
        published.edit("Late words")
    assert standings(published) == ["in_force", "waiting"]


def test_a_comment_is_changed_only_so_often(published: Comment) -> None:
    for number in range(MAX_EDITS):
        published.edit(f"Words {number}")
    with pytest.raises(MoveRefused, match="10 times"):
        published.edit("Once more")
    assert len(standings(published)) == MAX_EDITS + 1


def test_the_threads_version_is_raised_exactly_when_the_public_text_changes(
    published: Comment, moderator: User
) -> None:
    before = version(published)
    edit(published, "casino")
    edit(published, LINKS)
    published.refuse_edit(by=moderator)
    published.edit("Second words")
    assert version(published) == before
    edit(published, "Third words")
    assert (third := version(published)) > before
    edit(published, LINKS)
    assert version(published) == third
    published.accept_edit(by=moderator)
    assert version(published) > third


def test_the_text_of_a_comment_that_is_not_public_raises_no_version(
    unchecked: Comment, moderator: User
) -> None:
    before = version(unchecked)
    unchecked.edit("Second words")
    edit(unchecked, LINKS)
    assert unchecked.status == "held"
    edit(unchecked, "Third words")
    unchecked.edit("Fourth words")
    unchecked.accept_edit(by=moderator)
    assert version(unchecked) == before


@pytest.mark.parametrize(
    ("again", "refused"), [("BETTER  words", True), ("The first words", False)]
)
def test_repeats_are_told_by_the_text_in_force(
    published: Comment, article: Article, again: str, refused: bool
) -> None:
    edit(published, "Better words")
    copy = Submission(article=article, body=again, name=published.name, email=published.email)
    with pytest.raises(SubmissionRefused, match="already said") if refused else nullcontext():
        Comment.objects.submit(copy)


def test_a_comment_that_is_checked_again_while_an_edit_waits_is_decided(
    akismet: AkismetStandIn, published: Comment, moderator: User
) -> None:
    edit(published, LINKS)
    published.recheck(by=moderator)
    check = Check.objects.open().get()
    assert check.revision.is_in_force
    assert check.claim()
    judge(check, deadline=5)
    published.refresh_from_db()
    assert (published.status, published.body) == ("published", "The first words")


def test_a_comment_that_is_checked_again_after_a_refused_edit_is_decided(
    akismet: AkismetStandIn, published: Comment, moderator: User
) -> None:
    edit(published, "casino")
    published.refuse_edit(by=moderator)
    published.recheck(by=moderator)
    check = Check.objects.open().get()
    assert check.claim()
    judge(check, deadline=5)
    assert akismet.asked("comment-check")[-1].field("comment_content") == "The first words"
    published.refresh_from_db()
    assert (published.status, published.body) == ("published", "The first words")


@pytest.mark.parametrize(
    ("verb", "body"), [("accept_edit", LINKS), ("refuse_edit", "The first words")]
)
def test_an_edit_that_is_decided_during_a_new_check_leaves_the_comment_a_question(
    published: Comment, moderator: User, verb: str, body: str
) -> None:
    edit(published, LINKS)
    published.recheck(by=moderator)
    getattr(published, verb)(by=moderator)
    published.refresh_from_db()
    assert published.body == body
    if published.status == "unchecked":
        check = Check.objects.open().get()
        assert check.claim()
        assert judge(check, deadline=5)
        published.refresh_from_db()
    assert published.status != "unchecked"


def buttons_of(browser: Client, comment: Comment) -> dict[str, str]:
    """The hidden fields of the buttons, as the page has them now."""
    page = browser.get(f"/admin/comments/comment/{comment.pk}/change/").text
    return {"seen_at": re.findall(r'name="seen_at" value="([^"]+)"', page)[-1]}


@pytest.mark.parametrize("verb", ["approve", "hold", "mark_as_spam"])
def test_nobody_decides_on_a_text_that_was_changed_after_they_looked(
    unchecked: Comment, signed_in: SignedIn, moderator: User, clock, verb: str
) -> None:
    browser = signed_in(moderator)
    clock.shift(60)
    seen = buttons_of(browser, unchecked)
    unchecked.edit("Visit my casino")
    address = f"/admin/comments/comment/{unchecked.pk}/decide/"
    page = browser.post(address, {"verb": verb, **seen}, follow=True).text
    assert "Its author has changed the text meanwhile. Please look again." in page
    unchecked.refresh_from_db()
    assert unchecked.status == "unchecked"
    clock.shift(60)
    browser.post(address, {"verb": verb, **buttons_of(browser, unchecked)})
    unchecked.refresh_from_db()
    assert unchecked.status != "unchecked"


def test_nobody_accepts_an_edit_that_was_changed_after_they_looked(
    published: Comment, signed_in: SignedIn, moderator: User, clock
) -> None:
    published.edit(LINKS)
    browser = signed_in(moderator)
    clock.shift(60)
    seen = buttons_of(browser, published)
    published.edit("Visit my casino")
    address = f"/admin/comments/comment/{published.pk}/decide/"
    browser.post(address, {"verb": "accept_edit", **seen})
    published.refresh_from_db()
    assert published.body == "The first words"


def test_nobody_decides_on_many_of_which_one_was_changed_after_they_looked(
    akismet: AkismetStandIn, say: Say, signed_in: SignedIn, moderator: User, clock
) -> None:
    akismet.behave("html")
    comments = [say(), say()]
    browser = signed_in(moderator)
    clock.shift(60)
    listed = browser.get("/admin/comments/comment/").text
    seen = re.findall(r'name="seen_at" value="([^"]+)"', listed)[0]
    comments[0].edit("Visit my casino")
    chosen = {"action": "approve", "_selected_action": [one.pk for one in comments]}
    browser.post("/admin/comments/comment/", {**chosen, "seen_at": seen})
    assert Comment.objects.published().get() == comments[1]


@pytest.mark.parametrize("seen_at", ["", "soon", "2026-13-45T99:99", "2026-01-01T00:00:00"])
def test_a_page_that_does_not_say_when_it_was_made_works(
    unchecked: Comment, signed_in: SignedIn, moderator: User, seen_at: str
) -> None:
    address = f"/admin/comments/comment/{unchecked.pk}/decide/"
    signed_in(moderator).post(address, {"verb": "approve", "seen_at": seen_at})
    unchecked.refresh_from_db()
    assert unchecked.status == "published"


def test_a_newer_text_is_not_overtaken_by_one_that_waited_before(
    published: Comment, moderator: User
) -> None:
    edit(published, LINKS)
    published.recheck(by=moderator)
    published.edit("Newest words")
    assert not published.accept_edit(by=moderator)
    published.refresh_from_db()
    assert published.body == "Newest words"
