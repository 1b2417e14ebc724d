"""Moderators keep the lists, and the owner the settings, at a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from comments.models import Block, CommentSettings
from fitsite.accounts.models import User
from tests.conftest import Say
from tests.journeys.conftest import Open
from tests.journeys.test_accessibility import DESK_WINDOWS, find_nothing

LIST = "/admin/comments/block/"
SETTINGS = "/admin/comments/commentsettings/"


@pytest.fixture
def at_the_desk(open_browser: Open, administrator: User) -> Open:
    """The list in a browser in which the administrator is signed in."""

    def open_list(**options: object) -> Page:
        page = open_browser(of=administrator, **options)
        page.goto(LIST)
        return page

    return open_list


def test_a_word_is_put_on_the_list_tried_and_lifted(at_the_desk: Open, say: Say) -> None:
    page = at_the_desk()
    page.get_by_role("link", name="Add block").click()
    page.get_by_label("Kind").select_option(label="Words")
    page.get_by_label("What").fill("casino\nbuy now")
    page.get_by_label("Only log").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("It is on the list.")).to_be_visible()
    comment = say("Buy now!")
    page.get_by_role("link", name="Words: buy now").click()
    expect(page.get_by_text("Caught 0, would have caught 1")).to_be_visible()
    page.get_by_role("link", name=f"Comment {comment.pk}").click()
    expect(page.get_by_text("Only logged, would have held it")).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="Lift this block").click()
    expect(page.get_by_text("1 block was lifted.")).to_be_visible()


@DESK_WINDOWS
def test_axe_finds_nothing_on_the_lists_and_settings(
    width: int, scheme: str, at_the_desk: Open, say: Say, administrator: User
) -> None:
    block = Block.objects.put("word", "casino", by=administrator, only_logs=True)
    row = CommentSettings.objects.get()
    block.alter(by=administrator, why="Advertisements")
    say("casino")
    Block.objects.put("network", "203.0.113.0/24", by=administrator).lift(by=administrator)
    page = at_the_desk(color_scheme=scheme, viewport={"width": width, "height": 800})
    for address in (
        "/admin/",
        LIST,
        f"{LIST}add/",
        f"{LIST}{block.pk}/change/",
        f"{LIST}{block.pk + 1}/change/",
        f"{SETTINGS}{row.pk}/change/",
    ):
        page.goto(address)
        find_nothing(page, address)
    page.get_by_label("Links that are refused").fill("1")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Must be more than the 3")).to_be_visible()
    find_nothing(page, "the settings with a mistake")


def test_the_list_says_why_and_by_whom_within_the_window(
    at_the_desk: Open, administrator: User
) -> None:
    long = "a-long-address-of-somebody@a-long-domain-name.example"
    Block.objects.put("email", long, by=administrator, why="A reason of some length " * 4)
    page = at_the_desk(viewport={"width": 1280, "height": 800})
    for address in (LIST, "/admin/accounts/user/"):
        page.goto(address)
        hidden = "document.querySelector('#result_list').parentElement"
        assert page.evaluate(f"{hidden}.scrollWidth - {hidden}.clientWidth") <= 0, address
    page.goto(LIST)
    expect(page.get_by_text("(by administrator)")).to_be_in_viewport()
