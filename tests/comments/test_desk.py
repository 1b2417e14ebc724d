"""The moderators' desk in the admin: who may decide, and what each button does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from comments.models import Comment, HistoryEntry
from fitsite.accounts.models import User
from tests.conftest import Say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("akismet")]

DESK = "/admin/comments/comment/"
SignedIn = Callable[[User], Client]

# What each button sends, and what the desk says was done.
VERBS = {
    "approve": "approved",
    "hold": "held back",
    "mark_as_spam": "put in Spam",
    "remove": "removed",
    "restore": "put back",
    "recheck": "sent to be checked again",
}


def decide(browser: Client, pk: Any, verb: str = "mark_as_spam") -> Any:
    return browser.post(f"{DESK}{pk}/decide/", {"verb": verb})


def choose(browser: Client, verb: str, *comments: Comment) -> Any:
    chosen = [str(comment.pk) for comment in comments]
    return browser.post(DESK, {"action": verb, "_selected_action": chosen}, follow=True)


@pytest.mark.parametrize(
    ("verb", "status"),
    [
        ("hold", "held"),
        ("mark_as_spam", "spam"),
        ("remove", "removed"),
        ("recheck", "unchecked"),
        ("approve", "published"),
        ("restore", "unchecked"),
    ],
)
def test_each_button_does_what_it_says(
    say: Say, signed_in: SignedIn, moderator: User, verb: str, status: str
) -> None:
    comment = say("casino" if verb == "approve" else "fine")
    response = decide(signed_in(moderator), comment.pk, verb)
    assert response["Location"] == f"{DESK}{comment.pk}/change/"
    comment.refresh_from_db()
    assert comment.status == status
    assert comment.history.filter(actor__isnull=False).latest("pk").actor == moderator


def test_pressing_a_button_twice_changes_nothing_more(
    say: Say, signed_in: SignedIn, moderator: User
) -> None:
    comment, browser = say(), signed_in(moderator)
    decide(browser, comment.pk)
    lines = comment.history.count()
    response = browser.get(decide(browser, comment.pk)["Location"])
    assert "0 comments put in Spam. 1 left as they were." in response.content.decode()
    assert comment.history.count() == lines


@pytest.mark.parametrize("method", ["get", "head", "put", "delete"])
def test_only_a_post_decides(say: Say, signed_in: SignedIn, moderator: User, method: str) -> None:
    comment = say()
    address = f"{DESK}{comment.pk}/decide/?verb=remove"
    assert getattr(signed_in(moderator), method)(address).status_code == 405
    comment.refresh_from_db()
    assert comment.status == "published"


def test_a_stranger_is_sent_to_sign_in(say: Say) -> None:
    comment = say()
    assert "/login/" in decide(Client(), comment.pk)["Location"]
    assert "/login/" in choose(Client(), "remove", comment).redirect_chain[0][0]
    assert Client().get(DESK).status_code == 302
    comment.refresh_from_db()
    assert comment.status == "published"


def test_editors_look_but_do_not_decide(say: Say, signed_in: SignedIn, editor: User) -> None:
    comment, browser = say("Words to look at"), signed_in(editor)
    assert "Words to look at" in browser.get(DESK).content.decode()
    page = browser.get(f"{DESK}{comment.pk}/change/").content.decode()
    assert "Words to look at" in page
    assert 'name="verb"' not in page
    for verb in VERBS:
        assert decide(browser, comment.pk, verb).status_code == 403
        choose(browser, verb, comment)
    comment.refresh_from_db()
    assert comment.status == "published"
    assert not HistoryEntry.objects.filter(actor=editor)


def test_a_signed_in_reader_is_no_staff(say: Say, signed_in: SignedIn) -> None:
    browser = signed_in(User.objects.create_user("reader"))
    comment = say()
    assert "/login/" in decide(browser, comment.pk)["Location"]
    comment.refresh_from_db()
    assert comment.status == "published"


def test_another_sites_page_cannot_decide(say: Say, moderator: User) -> None:
    comment, browser = say(), Client(enforce_csrf_checks=True)
    browser.force_login(moderator)
    assert decide(browser, comment.pk).status_code == 403
    comment.refresh_from_db()
    assert comment.status == "published"


@pytest.mark.parametrize("pk", [999_999, "9" * 30, 0])
def test_what_is_not_there_cannot_be_decided(signed_in: SignedIn, moderator: User, pk: Any) -> None:
    assert decide(signed_in(moderator), pk).status_code == 404


@pytest.mark.parametrize("verb", ["", "delete", "save", "_move", "__class__", "APPROVE"])
def test_an_unknown_button_does_nothing(
    say: Say, signed_in: SignedIn, moderator: User, verb: str
) -> None:
    comment = say()
    before = Comment.objects.filter(pk=comment.pk).values().get()
    assert decide(signed_in(moderator), comment.pk, verb).status_code == 302
    assert Comment.objects.filter(pk=comment.pk).values().get() == before


@pytest.mark.parametrize(("verb", "done"), VERBS.items())
def test_a_selection_is_decided_at_once_and_the_result_told(
    say: Say, signed_in: SignedIn, moderator: User, verb: str, done: str
) -> None:
    comments = [say("casino") if verb == "approve" else say() for _ in range(3)]
    spared = say("Not chosen")
    response = choose(signed_in(moderator), verb, *comments)
    assert f"3 comments {done}." in response.content.decode()
    decided = HistoryEntry.objects.filter(actor=moderator).values_list("comment", flat=True)
    assert set(decided) == {comment.pk for comment in comments}
    spared.refresh_from_db()
    assert spared.status == "published"


def test_a_selection_that_is_decided_already_is_left_alone(
    say: Say, signed_in: SignedIn, moderator: User
) -> None:
    first, second = say(), say()
    first.remove(by=moderator)
    response = choose(signed_in(moderator), "remove", first, second)
    assert "1 comment removed. 1 left as they were." in response.content.decode()


@pytest.mark.parametrize("path", ["add/", "{pk}/delete/", "{pk}/change/"])
def test_comments_are_never_typed_edited_or_deleted_here(
    say: Say, signed_in: SignedIn, administrator: User, path: str
) -> None:
    comment = say("As typed")
    response = signed_in(administrator).post(
        DESK + path.format(pk=comment.pk), {"body": "Changed", "status": "spam", "post": "yes"}
    )
    assert response.status_code == 403
    comment.refresh_from_db()
    assert (comment.body, comment.status) == ("As typed", "published")


def test_deleting_is_no_action_either(say: Say, signed_in: SignedIn, administrator: User) -> None:
    comment = say()
    choose(signed_in(administrator), "delete_selected", comment)
    assert Comment.objects.filter(pk=comment.pk).exists()
