"""The lists of words, networks and people in the admin, for everybody who moderates."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from comments.models import Block, CommentSettings
from fitsite.accounts.models import User
from tests.conftest import Say

pytestmark = pytest.mark.django_db

LIST = "/admin/comments/block/"
ADD = f"{LIST}add/"


@pytest.fixture
def browser(signed_in: Callable[[User], Client], moderator: User) -> Client:
    return signed_in(moderator)


def filled_in(**given: str) -> dict[str, str]:
    return {
        "kind": "word",
        "values": "casino",
        "place": "anywhere",
        "effect": "hold",
        "why": "",
        "until": "",
    } | given


def test_several_words_are_put_there_at_once(browser: Client, moderator: User) -> None:
    response = browser.post(ADD, filled_in(values="casino\r\n\r\nbuy now\r\n", why="Ads"))
    assert response["Location"] == LIST
    blocks = Block.objects.order_by("pk")
    assert [(block.value, block.why) for block in blocks] == [("casino", "Ads"), ("buy now", "Ads")]
    assert {block.created_by for block in blocks} == {moderator}


def test_what_is_on_the_list_is_told_with_what_it_does_and_stays(
    browser: Client, moderator: User
) -> None:
    block = Block.objects.put("word", "dear friends", by=moderator, effect="spam")
    page = browser.post(ADD, filled_in(values="casino\r\nDear  Friends", effect="hold")).text
    assert "Line 2, “Dear  Friends”: This is on the list already" in page
    assert "such comments are put in Spam" in page
    assert f'<a href="{LIST}{block.pk}/change/">' in page
    assert [(each.value, each.effect) for each in Block.objects.all()] == [("dear friends", "spam")]


def test_the_same_word_is_blocked_elsewhere_and_after_it_was_lifted(
    browser: Client, moderator: User
) -> None:
    Block.objects.put("word", "casino", by=moderator, place="name")
    Block.objects.put("word", "poker", by=moderator).lift(by=moderator)
    response = browser.post(ADD, filled_in(values="casino\r\npoker", place="text"))
    assert response.status_code == 302
    assert Block.objects.count() == 4


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"kind": "pattern", "values": "fine\r\n("}, "Line 2, “(”: This pattern cannot be used"),
        ({"kind": "network", "values": "0.0.0.0/0"}, "/8 to /32"),
        ({"kind": "network", "values": "127.0.0.1"}, "own machine"),
        ({"kind": "address", "values": "127.0.0.1"}, "own machine"),
        ({"kind": "domain", "values": "gmail.com"}, "Millions of people"),
        ({"kind": "email", "values": "moderator@example.org"}, "This would block yourself."),
        ({"values": "<script>alert(1)</script>\r\n!!!"}, "no letter and no digit"),
        ({"values": "casino\r\na"}, "Line 2, “a”: Almost every comment"),
        ({"values": "The"}, "Write more of the phrase, or a pattern if you are sure."),
        ({"values": "\r\n  \r\n"}, "This field is required."),
        ({"values": "a\n" * 501}, "At most 500 lines"),
        ({"kind": "everything"}, "Select a valid choice"),
        ({"effect": "publish"}, "Select a valid choice"),
        ({"until": "2001-01-01T12:00:00"}, "This time is over already."),
        ({"until": "soon"}, "Enter a valid date"),
    ],
)
def test_a_mistake_is_told_beside_the_field_and_nothing_typed_is_lost(
    browser: Client, given: dict[str, str], told: str
) -> None:
    response = browser.post(ADD, filled_in(why="My reasons", **given))
    assert response.status_code == 200
    assert told in response.text
    assert "My reasons" in response.text
    assert "<script>alert" not in response.text
    assert not Block.objects.exists()


def test_nobody_blocks_the_network_they_sit_in(browser: Client) -> None:
    given = filled_in(kind="network", values="203.0.113.0/24")
    assert "block yourself" in browser.post(ADD, given, REMOTE_ADDR="203.0.113.9").text
    assert browser.post(ADD, given, REMOTE_ADDR="198.51.100.9").status_code == 302


def test_what_a_block_does_is_altered_and_what_it_blocks_is_not(
    browser: Client, moderator: User
) -> None:
    block = Block.objects.put("word", "casino", by=moderator)
    address = f"{LIST}{block.pk}/change/"
    given = {"effect": "spam", "only_logs": "on", "why": "Ads", "value": "other", "kind": "name"}
    browser.post(address, given | {"until": ""})
    block.refresh_from_db()
    assert (block.effect, block.only_logs, block.why) == ("spam", True, "Ads")
    assert (block.value, block.kind) == ("casino", "word")
    page = browser.get(address).text
    rows = page[page.index("What was changed") :]
    assert "Wait for a person" in rows
    assert "Go to Spam" in rows
    assert rows.count("moderator") == 3


def test_a_block_is_lifted_and_says_by_whom(browser: Client, moderator: User) -> None:
    block = Block.objects.put("word", "casino", by=moderator)
    lift = f"{LIST}{block.pk}/lift/"
    assert "Lift this block" in browser.get(f"{LIST}{block.pk}/change/").text
    assert "1 block was lifted." in browser.post(lift, follow=True).text
    assert "Nothing was lifted." in browser.post(lift, follow=True).text
    block.refresh_from_db()
    assert block.ended_by == moderator
    assert "Lift this block" not in browser.get(f"{LIST}{block.pk}/change/").text
    assert "lifted by moderator" in browser.get(LIST).text


def test_several_are_lifted_at_once(browser: Client, moderator: User) -> None:
    blocks = [Block.objects.put("word", word, by=moderator) for word in ("casino", "two", "three")]
    chosen = [str(block.pk) for block in blocks[:2]]
    page = browser.post(LIST, {"action": "lift_selected", "_selected_action": chosen}, follow=True)
    assert "2 blocks were lifted." in page.text
    assert [block.value for block in Block.objects.in_force()] == ["three"]


def test_what_has_ended_can_be_read_and_not_altered(browser: Client, moderator: User) -> None:
    block = Block.objects.put("word", "casino", by=moderator)
    block.lift(by=moderator)
    address = f"{LIST}{block.pk}/change/"
    assert "casino" in browser.get(address).text
    assert browser.post(address, {"effect": "spam"}).status_code == 403


def test_the_list_is_narrowed_and_searched(browser: Client, moderator: User) -> None:
    Block.objects.put("word", "casino", by=moderator, why="Ads")
    Block.objects.put("network", "203.0.113.0/24", by=moderator, effect="spam")
    Block.objects.put("word", "poker", by=moderator).lift(by=moderator)
    shown = {
        query: {word for word in ("casino", "203.0.113.0/24", "poker") if f": {word}<" in page}
        for query in ("", "state=in_force", "state=ended", "kind=network", "q=Ads", "effect=spam")
        for page in [browser.get(f"{LIST}?{query}").text]
    }
    assert shown == {
        "": {"casino", "203.0.113.0/24", "poker"},
        "state=in_force": {"casino", "203.0.113.0/24"},
        "state=ended": {"poker"},
        "kind=network": {"203.0.113.0/24"},
        "q=Ads": {"casino"},
        "effect=spam": {"203.0.113.0/24"},
    }


def test_a_forgotten_address_is_found_by_whoever_knows_it(browser: Client, moderator: User) -> None:
    Block.objects.put("address", "203.0.113.9", by=moderator)
    Block.objects.update(value="")
    assert "forgotten by now" in browser.get(f"{LIST}?q=203.0.113.9").text
    assert "forgotten by now" not in browser.get(f"{LIST}?q=203.0.113.10").text


def test_it_says_what_it_caught_and_leads_there(browser: Client, moderator: User, say: Say) -> None:
    block = Block.objects.put("word", "casino", by=moderator, effect="spam")
    comment = say("The casino")
    page = browser.get(f"{LIST}{block.pk}/change/").text
    assert "Caught 1, would have caught 0" in page
    assert f'href="{reverse("admin:comments_comment_change", args=[comment.pk])}"' in page
    assert re.search(r'field-caught">1, last \d+ \w+ \d{4}, \d\d:\d\d<', browser.get(LIST).text)


def test_the_settings_say_what_they_caught(
    signed_in: Callable, administrator: User, say: Say
) -> None:
    row = CommentSettings.objects.create(holds="all", holds_only_logs=True)
    comment = say()
    page = signed_in(administrator).get(
        reverse("admin:comments_commentsettings_change", args=[row.pk])
    )
    assert "Caught 0, would have caught 1" in page.text
    assert f"Comment {comment.pk}</a>" in page.text
    assert "only logged" in page.text


def test_the_admins_log_keeps_nothing_that_retention_would_not_find(
    browser: Client, moderator: User
) -> None:
    browser.post(ADD, filled_in(kind="email", values="king@bad.example"))
    block = Block.objects.get()
    browser.post(f"{LIST}{block.pk}/change/", {"effect": "spam", "why": "", "until": ""})
    assert not LogEntry.objects.filter(object_repr__contains="king").exists()


@pytest.mark.parametrize("number", [1, 40])
def test_the_list_costs_the_same_however_long_it_is(
    browser: Client, moderator: User, number: int, django_assert_num_queries: Callable
) -> None:
    for at in range(number):
        Block.objects.put("word", f"word{at}", by=moderator)
    browser.get(LIST)
    with django_assert_num_queries(11):
        browser.get(LIST)


@pytest.mark.parametrize(("who", "status"), [("editor", 403), ("stranger", 302)])
def test_others_see_and_change_nothing(
    who: str, status: int, request: pytest.FixtureRequest, moderator: User, signed_in: Callable
) -> None:
    block = Block.objects.put("word", "casino", by=moderator)
    browser = Client() if who == "stranger" else signed_in(request.getfixturevalue(who))
    for address in (LIST, ADD, f"{LIST}{block.pk}/change/"):
        assert browser.get(address).status_code == status
    for address in (ADD, f"{LIST}{block.pk}/change/", f"{LIST}{block.pk}/lift/"):
        assert browser.post(address, filled_in(values="other")).status_code == status
    assert [each.value for each in Block.objects.in_force()] == ["casino"]


def test_lifting_is_no_reading_and_needs_a_block(browser: Client, moderator: User) -> None:
    block = Block.objects.put("word", "casino", by=moderator)
    assert browser.get(f"{LIST}{block.pk}/lift/").status_code == 405
    assert browser.post(f"{LIST}4711/lift/").status_code == 404
    block.refresh_from_db()
    assert block.is_in_force


def test_nobody_deletes_a_block(signed_in: Callable, administrator: User, moderator: User) -> None:
    block = Block.objects.put("word", "casino", by=moderator)
    browser = signed_in(administrator)
    assert browser.post(f"{LIST}{block.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Block.objects.count() == 1
