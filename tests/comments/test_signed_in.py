"""Comments of people who are signed in: moderators publish, all others are checked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from comments.models import Check, Comment
from fitsite.accounts.models import User
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db

MANY_LINKS = " ".join(f"https://example.org/{at}" for at in range(9))


def test_moderators_publish_directly_and_it_is_recorded(
    akismet: AkismetStandIn, post: Callable, signed_in: Callable, moderator: User
) -> None:
    browser = signed_in(moderator)
    for number in range(8):
        response = post(
            browser=browser, body=f"{number} casino {MANY_LINKS}", email="m@example.org"
        )
        assert "/comments/own/" in response["Location"]
        assert Comment.objects.latest("pk").status == "published"
    comment = Comment.objects.latest("pk")
    assert (comment.status, comment.basis) == ("published", "person")
    line = comment.history.latest("pk")
    assert (line.actor, line.to_status) == (moderator, "published")
    assert line.why == "Written by a moderator"


def test_what_a_person_has_decided_is_asked_of_nobody(
    akismet: AkismetStandIn, post: Callable, signed_in: Callable, moderator: User
) -> None:
    post(browser=signed_in(moderator))
    assert Check.objects.due().count() == 0
    assert akismet.asked("comment-check") == []


@pytest.mark.parametrize("who", ["editor", "subscriber"])
def test_those_who_may_not_moderate_are_checked_like_everybody(
    akismet: AkismetStandIn, post: Callable, signed_in: Callable, editor: User, who: str
) -> None:
    subscriber = User.objects.create_user("subscriber")
    person = {"editor": editor, "subscriber": subscriber}[who]
    post(browser=signed_in(person), body="casino")
    assert Comment.objects.get().status == "spam"
