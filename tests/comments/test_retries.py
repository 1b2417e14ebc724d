"""How the site goes on asking: ever slower, for ever, and without anybody waiting for it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.test import Client

from comments.models import Check, CheckerState, Comment
from comments.spam import judge
from tests.comments.together import alone, until
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db(transaction=True)

AN_HOUR = 3600


def test_delays_grow_and_trying_never_ends(
    akismet: AkismetStandIn, post: Callable, clock, work: Callable
) -> None:
    akismet.behave("html")
    post()
    waits = []
    for _ in range(14):
        check = Check.objects.get()
        assert check.due_at is not None
        wait = (check.due_at - check.revision.comment.history.latest("pk").at).total_seconds()
        waits.append(wait)
        clock.shift(max(wait, 15))
        work()
    assert waits == sorted(waits)
    assert waits[0] < 5
    assert waits[-1] == waits[-2] == 1800
    comment = Comment.objects.get()
    assert comment.status == "unchecked"
    assert comment.history.filter(rule="akismet").count() == Check.objects.get().attempts == 15


@pytest.mark.parametrize("waiting", [1, 3])
def test_after_a_long_outage_all_is_decided_within_a_minute(
    akismet: AkismetStandIn, post: Callable, clock, work: Callable, waiting: int
) -> None:
    akismet.stop()
    for _ in range(waiting):
        post()
    for _ in range(12):
        clock.shift(AN_HOUR / 2)
        work()
    akismet.start()
    for _ in range(4):
        clock.shift(15)
        work()
    assert set(Comment.objects.values_list("status", flat=True)) == {"published"}
    assert not CheckerState.objects.get().is_failing


def test_akismet_is_left_alone_as_long_as_it_asks(
    akismet: AkismetStandIn, post: Callable, clock, work: Callable
) -> None:
    akismet.behave("too_many_requests", retry_after="300")
    post()
    akismet.behave()
    clock.shift(299)
    work()
    assert len(akismet.asked("comment-check")) == 1
    clock.shift(1)
    work()
    assert Comment.objects.get().status == "published"


def test_a_question_that_cannot_be_put_holds_up_no_other(
    akismet: AkismetStandIn, post: Callable, clock, work: Callable
) -> None:
    akismet.stop()
    for _ in range(3):
        post()
    akismet.start()
    Check.objects.filter(pk=Check.objects.earliest("pk").pk).update(fields={"nonsense": "1"})
    clock.shift(AN_HOUR)
    work()
    assert Comment.objects.published().count() == 2
    odd = Comment.objects.exclude(status="published").get()
    assert odd.history.count() > 2


def test_a_slow_checker_takes_up_two_readers_of_a_process_at_most(
    akismet: AkismetStandIn,
    post: Callable,
    clock,
    work: Callable,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(judge, "READER_DEADLINE", 60)
    akismet.behave("black_hole")
    with ThreadPoolExecutor(2) as pool:
        waiting = [pool.submit(alone, partial(post, browser=Client())) for _ in range(2)]
        until(lambda: len(akismet.requests) == 2)
        for _ in range(3):
            assert post().status_code == 302
        assert len(akismet.requests) == 2
        assert not any(request.done() for request in waiting)
        akismet.stop()
    assert [request.result().status_code for request in waiting] == [302, 302]
    akismet.start()
    akismet.behave("well")
    clock.shift(AN_HOUR)
    work()
    assert Comment.objects.published().count() == 5
