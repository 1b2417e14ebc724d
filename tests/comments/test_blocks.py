"""People and networks are blocked by what a comment shows of them, for as long as it is needed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from ipaddress import ip_network
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from comments import erasing
from comments.models import Block, Change, Comment, Erasure
from comments.own_link import own_link
from comments.retention import forget
from comments.spam.blocking import BlockRefused
from comments.spam.findings import Effect
from fitsite.accounts.models import User
from tests.conftest import Say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("akismet")]

BAD = {"name": "Spam King", "email": "king@bad.example", "address": "203.0.113.9"}
DAY = 24 * 3600


@pytest.fixture
def bad(say: Say) -> Comment:
    return say(**BAD)


@pytest.mark.parametrize(
    ("kind", "value", "same", "other"),
    [
        ("name", "Spam King", {"name": "SPAM   kïng"}, {"name": "Spam Kingdom"}),
        ("email", "king@bad.example", {"email": "King@BAD.example"}, {"email": "k@bad.example"}),
        ("domain", "bad.example", {"email": "x@mail.bad.example"}, {"email": "x@notbad.example"}),
        ("address", "203.0.113.9", {"address": "203.0.113.9"}, {"address": "203.0.113.10"}),
        ("network", "203.0.113.0/24", {"address": "203.0.113.200"}, {"address": "203.0.114.1"}),
    ],
)
def test_a_block_is_taken_from_a_comment_and_stops_the_next(
    bad: Comment,
    say: Say,
    moderator: User,
    kind: str,
    value: str,
    same: dict[str, str],
    other: dict[str, str],
) -> None:
    block = Block.objects.block(bad, kind, by=moderator, why="Sells things")
    assert (block.value, block.created_by, block.why) == (value, moderator, "Sells things")
    stopped = say(**same)
    assert (stopped.status, stopped.basis) == ("spam", "rule")
    assert say(**other).is_published
    assert block.lift(by=moderator)
    assert say(**same).is_published


def test_a_home_on_ipv6_is_one_address_and_its_provider_one_network(
    say: Say, moderator: User
) -> None:
    comment = say(address="2001:db8:1:2::9")
    address = Block.objects.block(comment, "address", by=moderator)
    assert address.value == "2001:db8:1:2::/64"
    assert say(address="2001:db8:1:2:ffff::1").status == "spam"
    assert say(address="2001:db8:1:3::1").is_published
    network = Block.objects.block(comment, "network", by=moderator)
    assert network.value == "2001:db8:1::/48"
    assert say(address="2001:db8:1:3::1").status == "spam"


@pytest.mark.parametrize(
    ("network", "address", "is_in"),
    [
        ("10.0.0.0/8", "10.255.255.255", True),
        ("10.0.0.0/8", "11.0.0.0", False),
        ("198.51.100.77/32", "198.51.100.77", True),
        ("198.51.100.77", "198.51.100.78", False),
        ("198.51.100.64/26", "198.51.100.127", True),
        ("198.51.100.99/26", "198.51.100.63", False),
        ("2001:db8::/32", "2001:db8:ffff::1", True),
        ("2001:db8::/32", "2001:db9::1", False),
        ("203.0.113.0/24", "::ffff:203.0.113.4", True),
    ],
)
def test_a_network_holds_its_addresses_and_no_others(
    say: Say, moderator: User, network: str, address: str, is_in: bool
) -> None:
    Block.objects.put("network", network, by=moderator, effect=Effect.SPAM)
    assert say(address=address).status == ("spam" if is_in else "published")


@pytest.mark.parametrize(
    ("kind", "typed", "told"),
    [
        ("network", "0.0.0.0/0", "/8 to /32"),
        ("network", "::/0", "/16 to /64"),
        ("network", "2001:db8::1/128", "/16 to /64"),
        ("network", "203.0.113.0/33", "no network"),
        ("network", "everybody", "no network"),
        ("network", "127.0.0.0/8", "own machine"),
        ("address", "127.0.0.1", "own machine"),
        ("address", "::1", "own machine"),
        ("address", "169.254.1.1", "own machine"),
        ("address", "192.0.2.7", "own proxies"),
        ("network", "192.0.0.0/16", "own proxies"),
        ("address", "203.0.113.0/24", "no network address"),
        ("email", "king", "no e-mail address"),
        ("domain", "gmail.com", "Millions of people"),
        ("domain", "@GMAIL.com", "Millions of people"),
        ("domain", "com", "no domain"),
        ("domain", "http://bad.example", "no domain"),
        ("name", "   ", "nothing to block"),
    ],
)
def test_nonsense_is_refused_in_words(
    settings: Settings, moderator: User, kind: str, typed: str, told: str
) -> None:
    settings.TRUSTED_PROXIES = [ip_network("192.0.2.0/24")]
    with pytest.raises(BlockRefused) as refused:
        Block.objects.put(kind, typed, by=moderator)
    assert told in str(refused.value)
    assert not Block.objects.exists()


@pytest.mark.parametrize(
    ("kind", "own"),
    [
        ("email", {"email": "Moderator@example.org"}),
        ("domain", {"email": "somebody@example.org"}),
        ("address", {"address": "203.0.113.9"}),
        ("network", {"address": "203.0.113.1"}),
    ],
)
def test_nobody_blocks_themselves(say: Say, moderator: User, kind: str, own: dict) -> None:
    comment = say(**own)
    with pytest.raises(BlockRefused, match="yourself"):
        Block.objects.block(comment, kind, by=moderator, own_address="203.0.113.9")


@pytest.mark.parametrize("kind", ["email", "address", "network", "domain"])
def test_what_a_comment_does_not_have_cannot_be_blocked(
    say: Say, moderator: User, kind: str
) -> None:
    nobody = say(email="", address="")
    with pytest.raises(BlockRefused, match="forgotten by now"):
        Block.objects.block(nobody, kind, by=moderator)


@pytest.mark.parametrize("kind", ["word", "pattern", "everything"])
def test_words_are_not_taken_from_a_comment(bad: Comment, moderator: User, kind: str) -> None:
    with pytest.raises(BlockRefused, match="type it"):
        Block.objects.block(bad, kind, by=moderator)


def test_blocking_twice_is_blocking_once(bad: Comment, moderator: User, editor: User) -> None:
    first = Block.objects.block(bad, "email", by=moderator, why="First")
    again = Block.objects.block(bad, "email", by=editor, why="Second")
    assert again == first
    assert (again.why, again.created_by) == ("First", moderator)
    assert Block.objects.count() == 1


def test_lifting_says_who_did_it_and_repeating_it_does_nothing(
    bad: Comment, moderator: User, editor: User
) -> None:
    block = Block.objects.block(bad, "email", by=moderator)
    assert block.lift(by=editor)
    ended_at = block.ended_at
    assert not block.lift(by=moderator)
    assert (block.ended_by, block.ended_at) == (editor, ended_at)


def test_a_block_ends_by_itself_stays_to_be_read_and_can_be_made_again(
    bad: Comment, say: Say, moderator: User, clock
) -> None:
    until = timezone.now() + timedelta(hours=1)
    first = Block.objects.block(bad, "email", by=moderator, until=until)
    assert say(email=BAD["email"]).status == "spam"
    clock.shift(3600)
    assert say(email=BAD["email"]).is_published
    assert not first.lift(by=moderator)
    second = Block.objects.block(bad, "email", by=moderator)
    assert second != first
    assert say(email=BAD["email"]).status == "spam"
    first.refresh_from_db()
    assert (first.ended_at, first.ended_by) == (until, None)


def test_a_time_that_is_over_is_refused(bad: Comment, moderator: User) -> None:
    with pytest.raises(BlockRefused, match="over already"):
        Block.objects.block(bad, "email", by=moderator, until=timezone.now())


def test_what_a_block_does_can_be_changed_and_it_is_kept_who_did(
    bad: Comment, say: Say, moderator: User
) -> None:
    block = Block.objects.block(bad, "email", by=moderator)
    assert block.alter(by=moderator, effect="hold", why="Gentler")
    assert not block.alter(by=moderator, effect="hold")
    assert say(email=BAD["email"]).status == "held"
    kept = [(each.field, each.before, each.after) for each in Change.objects.of(block)]
    assert (
        "such comments",
        "Go to Spam, without asking the spam check",
        "Wait for a person",
    ) in kept
    assert ("why", "", "Gentler") in kept


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("email", "takes no comments from you at present"),
        ("network", "takes no comments from your network at present"),
    ],
)
def test_a_refused_reader_is_told_beside_the_form_and_loses_nothing(
    bad: Comment, post: Callable, moderator: User, kind: str, told: str
) -> None:
    Block.objects.block(bad, kind, by=moderator, effect=Effect.REFUSE)
    response = post(email=BAD["email"], address=BAD["address"], body="My words")
    assert response.status_code == 409
    assert told in response.text
    assert "My words" in response.text


@pytest.mark.parametrize(("effect", "status"), [("hold", 302), ("spam", 302), ("refuse", 422)])
def test_who_is_blocked_changes_nothing_that_is_public(
    bad: Comment, client: Client, moderator: User, effect: str, status: int
) -> None:
    Block.objects.block(bad, "email", by=moderator, effect=Effect(effect))
    response = client.post(f"{own_link(bad)}edit/", {"body": "New words"})
    assert response.status_code == status
    assert status == 302 or "New words" in response.text
    bad.refresh_from_db()
    assert bad.body != "New words"


def test_moderators_are_not_stopped(bad: Comment, say: Say, moderator: User) -> None:
    Block.objects.block(bad, "address", by=moderator)
    assert say(address=BAD["address"], user=moderator).is_published


def test_an_address_goes_on_being_blocked_after_it_was_forgotten(
    bad: Comment, say: Say, moderator: User, settings: Settings, clock
) -> None:
    block = Block.objects.block(bad, "address", by=moderator)
    assert BAD["address"] not in block.key
    clock.shift(settings.EVIDENCE_DAYS * DAY + 1)
    forget()
    block.refresh_from_db()
    assert block.value == ""
    assert "forgotten" in str(block)
    assert say(address=BAD["address"]).status == "spam"
    assert say(address="203.0.113.10").is_published
    assert block.lift(by=moderator)
    assert say(address=BAD["address"]).is_published


def test_a_name_is_readable_as_long_as_it_is_blocked_and_not_for_ever(
    bad: Comment, moderator: User, settings: Settings, clock
) -> None:
    blocks = [Block.objects.block(bad, kind, by=moderator) for kind in ("name", "email", "domain")]
    clock.shift(settings.EVIDENCE_DAYS * DAY + 1)
    forget()
    assert [Block.objects.get(pk=block.pk).value for block in blocks] == [
        *("Spam King", "king@bad.example", "bad.example"),
    ]
    for block in blocks:
        block.lift(by=moderator)
    clock.shift(settings.EVIDENCE_DAYS * DAY + 1)
    forget()
    assert [Block.objects.get(pk=block.pk).value for block in blocks] == ["", "", "bad.example"]


def test_whoever_has_their_data_erased_is_blocked_without_being_named(
    bad: Comment, say: Say, moderator: User
) -> None:
    block = Block.objects.block(bad, "email", by=moderator)
    wish = Erasure.objects.create(
        address=BAD["email"], created_at=timezone.now(), due_at=timezone.now()
    )
    assert wish.claim()
    erasing.erase(wish)
    block.refresh_from_db()
    assert (block.value, BAD["email"] in block.key) == ("", False)
    assert say(email=BAD["email"]).status == "spam"


def test_however_many_blocks_there_are_they_cost_no_query_and_no_walk(
    say: Say, post: Callable, moderator: User
) -> None:
    Block.objects.bulk_create(
        Block(kind="network", value=f"n{at}", key=f"network n{at}") for at in range(2_000)
    )
    say()
    with CaptureQueriesContext(connection) as asked:
        say()
    [looked_up] = [each["sql"] for each in asked if '"comments_block"' in each["sql"]]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {looked_up}")
            plan = [row[-1] for row in cursor.fetchall()]
        assert [step for step in plan if step.startswith("SCAN comments_block")] == []


def test_a_key_of_another_site_means_nothing(
    bad: Comment, moderator: User, settings: Settings
) -> None:
    here: Any = Block.objects.block(bad, "email", by=moderator).key
    settings.SECRET_KEY = "another"
    assert Block.objects.block(bad, "email", by=moderator).key != here
