"""A moderator reads the numbers at a real browser: charts, the tables behind them, and CSV."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from comments.models import DayTally
from comments.numbers.counting import count_days
from fitsite.accounts.models import User
from tests.conftest import Say
from tests.journeys.conftest import Open
from tests.journeys.test_accessibility import DESK_WINDOWS, find_nothing
from tests.standin import AkismetStandIn

NUMBERS = "/admin/comments/numbers/"


@pytest.fixture
def counted(akismet: AkismetStandIn, say: Say, moderator: User) -> None:
    """Two comments that Akismet let through, of which a moderator found one to be spam."""
    say("Well said")
    say("Buy my shoes").mark_as_spam(by=moderator)
    say("casino")
    count_days()
    assert DayTally.objects.exists()


def cells(rows: Locator) -> list[list[str]]:
    # As it is written: the page shows headings in capital letters.
    return [row.locator("th, td").all_text_contents() for row in rows.all()]


def taken_along(page: Page, name: str) -> list[list[str]]:
    """The rows of the CSV behind a link."""
    with page.expect_download() as begun:
        page.get_by_role("link", name=f"{name} as CSV").click()
    assert begun.value.suggested_filename.endswith("-days.csv")
    with Path(begun.value.path()).open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


@pytest.mark.usefixtures("counted")
def test_the_table_behind_a_chart_is_reached_by_keyboard_and_is_what_the_csv_holds(
    open_browser: Open, moderator: User
) -> None:
    page = open_browser(of=moderator)
    page.goto(NUMBERS)
    page.get_by_role("link", name="7 days").click()
    section = page.get_by_role("region", name="Comments by outcome", exact=True)
    expect(section.get_by_role("img")).to_be_visible()
    expect(section.get_by_role("table")).to_be_hidden()
    section.get_by_text("Table", exact=True).focus()
    page.keyboard.press("Enter")
    table = section.get_by_role("table")
    expect(table.locator("tbody tr")).to_have_count(7)
    head, *rows = taken_along(page, "Comments by outcome")
    assert [head] == cells(table.locator("thead tr"))
    # Three came in today; the check led two to the public, and one to Spam.
    assert [row[1:] for row in rows if row[1] != "0"] == [["3", "2", "0", "1", "0"]]

    decisions = page.get_by_role("region", name="Decisions by moderator")
    assert [[moderator.public_name, "1"]] == [
        row[:2] for row in cells(decisions.locator("tbody tr"))
    ]
    assert taken_along(page, "Decisions by moderator")[1][:2] == [moderator.public_name, "1"]


@pytest.mark.usefixtures("counted")
@DESK_WINDOWS
def test_axe_finds_nothing_in_the_numbers(
    width: int, scheme: str, open_browser: Open, moderator: User
) -> None:
    page = open_browser(of=moderator, color_scheme=scheme, viewport={"width": width, "height": 800})
    page.goto(NUMBERS)
    find_nothing(page, "the numbers")
    for summary in page.locator("summary").all():
        summary.click()
    find_nothing(page, "the numbers with their tables open")
