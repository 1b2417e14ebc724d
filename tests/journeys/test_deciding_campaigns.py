"""A moderator decides over copies of one comment, and rescues another, at a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from comments.duties import carry_out_bulk_decisions, group_comments, weigh_doubts
from comments.models import Comment
from fitsite.accounts.models import User
from tests.comments.copies import SPAM, copy_of
from tests.conftest import Say
from tests.journeys.conftest import Open
from tests.journeys.test_accessibility import DESK_WINDOWS, find_nothing, follow
from tests.standin import AkismetStandIn

QUEUE = "/admin/comments/queue/"


@pytest.fixture
def copies(akismet: AkismetStandIn, say: Say) -> None:
    """Five that Akismet let through, and one that it has wronged."""
    for number in range(5):
        say(copy_of(SPAM, number), name=f"Copycat {number}")
    say("The casino of our town burned down last night.")
    while group_comments() or weigh_doubts():
        pass


@pytest.mark.usefixtures("copies")
@pytest.mark.parametrize("has_scripts", [True, False])
def test_copies_are_one_decision(has_scripts: bool, open_browser: Open, moderator: User) -> None:
    page = open_browser(of=moderator, java_script_enabled=has_scripts)
    page.goto(QUEUE)
    page.get_by_role("link", name="Campaigns").click()
    page.get_by_role("link", name="5 alike").click()
    expect(page.get_by_text("Copycat 4", exact=False).first).to_be_visible()
    page.get_by_role("button", name="Spam").click()
    carry_out_bulk_decisions()
    page.goto(f"{QUEUE}many/")
    expect(page.get_by_text("5 comments put in Spam.")).to_be_visible()
    page.get_by_role("button", name="Undo all of it").click()
    carry_out_bulk_decisions()
    page.goto(f"{QUEUE}campaigns/")
    expect(page.get_by_role("link", name="5 alike")).to_be_visible()


@pytest.mark.usefixtures("copies")
def test_who_was_wronged_is_rescued(open_browser: Open, moderator: User) -> None:
    page = open_browser(of=moderator)
    page.goto(f"{QUEUE}?tab=rescue")
    expect(page.get_by_text("What speaks for it: no links")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.locator(".card--decided")).to_have_count(1)
    assert Comment.objects.get(body__startswith="The casino").is_published


@pytest.mark.usefixtures("copies")
@DESK_WINDOWS
def test_axe_finds_nothing(scheme: str, width: int, open_browser: Open, moderator: User) -> None:
    window = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    page = open_browser(of=moderator, **window)
    page.goto(f"{QUEUE}?tab=rescue")
    find_nothing(page, "rescue")
    follow(page, page.get_by_role("link", name="Campaigns"))
    find_nothing(page, "the campaigns")
    follow(page, page.get_by_role("link", name="5 alike"))
    find_nothing(page, "a campaign")
