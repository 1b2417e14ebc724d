"""What a card offers: an answer to what readers report, to an edit, and no button that is idle."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from comments.models import Comment, Report
from fitsite.accounts.models import User
from tests.comments.desk.conftest import QUEUE, Decide
from tests.conftest import Say
from tests.pressing import press

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(say: Say, moderator: User) -> Comment:
    comment = say("The first words")
    comment.approve(by=moderator)
    return comment


@pytest.fixture
def reported(published: Comment) -> Comment:
    Report.objects.file(published, reason="insult", words="Rude", network="10.9.0.1")
    return published


@pytest.fixture
def edited(published: Comment, clock: Any) -> Comment:
    """Its author has changed it, and the checker did not clear that."""
    published.edit("Other words").settle("")
    clock.shift(60)
    return published


def offered(card: str) -> list[str]:
    return re.findall(r'name="verb" value="(\w+)"', card)


def card_in(browser: Client, tab: str) -> str:
    page = browser.get(f"{QUEUE}?tab={tab}").text
    return page[page.index("data-card") :]


@pytest.mark.parametrize("button", ["Dismiss the reports", "Approve"])
def test_what_readers_report_is_found_to_be_fine_and_that_is_undone(
    button: str, reported: Comment, browser: Client
) -> None:
    page = browser.get(press(browser, f"{QUEUE}?tab=reported", button)["Location"]).text
    assert "Reports dismissed by moderator" in page
    assert not Report.objects.open().exists()
    press(browser, f"{QUEUE}?tab=reported&decided={reported.pk}", "Undo")
    assert Report.objects.open().exists()
    reported.refresh_from_db()
    assert reported.status == "published"


@pytest.mark.parametrize(
    ("button", "text", "told"),
    [
        ("Accept the edit", "Other words", "Edit accepted by moderator"),
        ("Refuse the edit", "The first words", "Edit refused by moderator"),
    ],
)
def test_an_edit_is_decided_on_its_card_and_that_is_undone(
    button: str, text: str, told: str, edited: Comment, browser: Client
) -> None:
    address = press(browser, f"{QUEUE}?tab=edits", button)["Location"]
    assert told in browser.get(address).text
    edited.refresh_from_db()
    assert edited.body == text
    press(browser, address, "Undo")
    edited.refresh_from_db()
    assert edited.body == "The first words"
    assert "Other words" in card_in(browser, "edits")


def test_a_card_says_why_its_edit_waits(edited: Comment, browser: Client) -> None:
    card = card_in(browser, "edits")
    assert "Why the edit waits:</strong>" in card
    assert "the edit waits for a person" in card
    assert "Why it is published:</strong> Approved" in card


def test_a_held_comment_is_still_to_be_decided_once_its_edit_is(
    say: Say, by_script: Decide
) -> None:
    comment = say("The first words")
    comment.edit("Other words").settle("")
    told = by_script("accept_edit", comment, query="tab=held")
    card = told["cards"][str(comment.pk)]
    assert "card--decided" not in card
    assert "approve" in offered(card)


@pytest.mark.parametrize(
    ("tab", "verb"),
    [("held", ""), ("published", "approve"), ("spam", "mark_as_spam"), ("removed", "remove")],
)
def test_no_button_leads_to_where_the_comment_is(
    tab: str, verb: str, say: Say, browser: Client, moderator: User
) -> None:
    comment = say()
    if verb:
        getattr(comment, verb)(by=moderator)
    idle = verb or "hold"
    decisions = {"approve", "mark_as_spam", "remove", "hold"} - {idle}
    assert set(offered(card_in(browser, tab))) - {"restore"} == decisions


def test_what_was_undone_offers_no_undo(say: Say, by_script: Decide) -> None:
    comment = say()
    by_script("approve", comment)
    comment.refresh_from_db()
    told = by_script("restore", comment)
    assert "restore" not in offered(told["cards"][str(comment.pk)])
    comment.refresh_from_db()
    assert comment.status == "held"
