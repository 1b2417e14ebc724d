"""The desk on small windows: nothing is wider than a phone, and the comments come first."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from fitsite.accounts.models import User
from tests.conftest import Say
from tests.journeys.conftest import Open
from tests.journeys.test_accessibility import overflow

QUEUE = "/admin/comments/queue/"
LONGEST_NAME = "W" * 80
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def phone(open_browser: Open, moderator: User) -> Page:
    """A phone on which a moderator is signed in."""
    return open_browser(of=moderator, viewport=PHONE)


def test_a_long_name_without_spaces_is_broken(phone: Page, say: Say, moderator: User) -> None:
    first = say(name=LONGEST_NAME)
    first.approve(by=moderator)
    say(parent=first, name=LONGEST_NAME)
    comment = f"/admin/comments/comment/{first.pk}/change/"
    for address in (QUEUE, f"{QUEUE}?tab=all", f"{QUEUE}{first.pk}/block/", comment):
        phone.goto(address)
        assert overflow(phone) <= 0, f"{address} is wider than the screen"


def test_the_first_comment_begins_above_the_middle(phone: Page, say: Say) -> None:
    say()
    phone.goto(QUEUE)
    # What it says of a missing worker goes away with it.
    phone.evaluate("document.querySelector('.desk-banner')?.remove()")
    first = phone.locator("[data-card]").bounding_box()
    assert first is not None
    assert first["y"] < PHONE["height"] / 2


def test_the_tab_one_is_on_stands_in_sight(phone: Page, say: Say) -> None:
    phone.goto(f"{QUEUE}?tab=all")
    expect(phone.locator(".tabs [aria-current]")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize(("width", "height"), [(360, 560), (1280, 640)])
def test_the_sheet_of_keys_fits_into_a_low_window(
    width: int, height: int, phone: Page, say: Say
) -> None:
    phone.set_viewport_size({"width": width, "height": height})
    phone.goto(QUEUE)
    phone.keyboard.press("?")
    sheet = phone.get_by_role("dialog").bounding_box()
    assert sheet is not None
    assert min(sheet["x"], sheet["y"]) >= 0
    assert sheet["x"] + sheet["width"] <= width
    assert sheet["y"] + sheet["height"] <= height
    close = phone.get_by_role("button", name="Close")
    close.click()
    expect(close).not_to_be_visible()
