"""Whatever way Akismet fails: nothing is published, nothing is lost, and recovery settles it."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any

import pytest

from comments.models import Comment
from fitsite.accounts.models import User
from tests.standin import AkismetStandIn

AN_HOUR = 3600

FAULTS: list[dict[str, Any]] = [
    {"way": "status", "status": 500},
    {"way": "status", "status": 503, "headers": {"Retry-After": "60"}},
    {"way": "redirect"},
    {"way": "html"},
    {"way": "empty"},
    {"way": "garbage"},
    {"way": "invalid"},
    {"way": "too_many_requests"},
    {"way": "error_header"},
    {"way": "oversized"},
    {"way": "close"},
    {"way": "reset"},
    {"way": "not_http"},
    {"way": "body", "body": "TRUE"},
    {"way": "black_hole"},
    {"way": "drip_body"},
]


def name_of(fault: dict[str, Any]) -> str:
    return "-".join(str(value) for value in fault.values() if isinstance(value, str | int))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fault", FAULTS, ids=name_of)
def test_a_comment_waits_out_every_fault(
    akismet: AkismetStandIn,
    post: Callable,
    read: Callable,
    clock,
    work: Callable,
    fault: dict[str, Any],
) -> None:
    akismet.behave(**fault)
    started = monotonic()
    response = post(body="Patience")
    assert monotonic() - started < 5
    comment = Comment.objects.get()
    assert (comment.status, comment.basis) == ("unchecked", "")
    assert "is being checked for spam" in read(response["Location"])
    assert "Patience" not in read()
    assert "Akismet" in comment.history.latest("pk").why

    akismet.behave("well")
    clock.shift(AN_HOUR)
    work()
    comment.refresh_from_db()
    assert (comment.status, comment.basis) == ("published", "ham")
    assert "Patience" in read()
    retried = akismet.asked("comment-check")[-1]
    assert retried.field("recheck_reason") == "retry"


@pytest.mark.django_db(transaction=True)
def test_spam_that_came_during_an_outage_is_still_spam_afterwards(
    akismet: AkismetStandIn, post: Callable, clock, work: Callable
) -> None:
    akismet.stop()
    post(body="casino")
    post(body="honest words")
    akismet.start()
    clock.shift(AN_HOUR)
    work()
    assert dict(Comment.objects.values_list("body", "status")) == {
        "casino": "spam",
        "honest words": "published",
    }


@pytest.mark.django_db
def test_a_known_author_is_not_published_unchecked_either(
    akismet: AkismetStandIn, post: Callable, read: Callable, editor: User, signed_in: Callable
) -> None:
    browser = signed_in(editor)
    known = {"name": "Known", "email": "known@example.org"}
    post(browser=browser, **known, body="Published before")
    akismet.behave("invalid")
    post(browser=browser, **known, body="Not published now")
    assert "Published before" in read()
    assert "Not published now" not in read()
