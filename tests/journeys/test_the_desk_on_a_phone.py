"""The desk on small windows: nothing is wider than a phone, and the comments come first."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

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
