"""A reader takes along all that is kept under their address."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from comments.mail.links import YOURS
from comments.models import Reader, Subscription
from fitsite.accounts.models import User
from tests.conftest import Say
from tests.standin import AkismetStandIn

ADDRESS = "ann@example.org"


def exported(client: Client) -> dict[str, Any]:
    answer = client.get(YOURS.path(Reader.objects.of(ADDRESS).pk) + "export/")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer.headers["Cache-Control"]
    found: dict[str, Any] = json.loads(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    return found


def test_comments_in_every_state_are_in_it_with_all_their_texts(
    akismet: AkismetStandIn, say: Say, moderator: User, client: Client
) -> None:
    for verb in ("approve", "hold", "mark_as_spam", "remove"):
        comment = say(email=ADDRESS, body=f"To {verb}", address="203.0.113.9", name="Ann")
        getattr(comment, verb)(by=moderator)
    say(email=ADDRESS, body="First").edit("Second")
    found = exported(client)["comments"]
    assert [comment["texts"][0]["text"] for comment in found[:4]] == [
        "To approve",
        "To hold",
        "To mark_as_spam",
        "To remove",
    ]
    assert [text["text"] for text in found[4]["texts"]] == ["First", "Second"]
    assert found[0]["address_of_the_network"] == "203.0.113.9"
    assert found[0]["sent_to_the_checker"][0]["comment_author"] == "Ann"


def test_a_spammer_learns_nothing_from_it(
    akismet: AkismetStandIn, say: Say, moderator: User, client: Client
) -> None:
    held, spam = say(email=ADDRESS, body="One"), say(email=ADDRESS, body="Two")
    held.hold(by=moderator)
    spam.mark_as_spam(by=moderator)
    states = [comment["state"] for comment in exported(client)["comments"]]
    assert states == ["waiting", "waiting"]
    assert moderator.get_username() not in json.dumps(exported(client))


def test_subscriptions_and_letters_are_in_it(
    subscribe: Callable[..., Subscription], client: Client
) -> None:
    subscription = subscribe(ADDRESS)
    found = exported(client)
    assert found["address"] == ADDRESS
    assert found["confirmed_at"]
    assert found["subscriptions"][0]["article"] == subscription.article.title
    assert found["letters"][0]["kind"] == "emails/confirm"


def test_others_are_not_in_it(say: Say, client: Client) -> None:
    say(email="ben@example.org", body="Not hers")
    say(email=ADDRESS, body="Hers")
    assert "Not hers" not in json.dumps(exported(client))
    assert "ben@example.org" not in json.dumps(exported(client))


def test_a_hundred_comments_cost_as_many_queries_as_one(
    say: Say, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        say(email=ADDRESS, body=f"Comment {number}")
    reader = Reader.objects.of(ADDRESS)
    with django_assert_num_queries(7):
        answer = client.get(YOURS.path(reader.pk) + "export/")
        b"".join(answer.streaming_content)  # type: ignore[attr-defined]
