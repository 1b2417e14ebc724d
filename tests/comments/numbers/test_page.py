"""The page with the numbers: for moderators, the same cost at any size, and true."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments.models import CheckerState, DayTally
from comments.models.numbers import What
from comments.numbers.counting import count_days
from fitsite.accounts.models import User
from tests.comments.numbers.conftest import Held
from tests.conftest import Say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("akismet", "clock")]

PAGE = "/admin/comments/numbers/"
TABLES = ["outcomes", "verdicts", "waits", "moderators", "networks", "mail-hosts", "links"]
Look = Callable[..., str]


@pytest.fixture
def browser(signed_in: Callable[[User], Client], moderator: User) -> Client:
    return signed_in(moderator)


@pytest.fixture
def look(browser: Client) -> Look:
    """What the page says, without its markup."""

    def look(**query: Any) -> str:
        count_days()
        response = browser.get(PAGE, query)
        assert response.status_code == 200
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.text)).split())

    return look


@pytest.fixture
def table(browser: Client) -> Callable[..., list[list[str]]]:
    """The rows of one table as CSV, without its head."""

    def rows(name: str, **query: Any) -> list[list[str]]:
        count_days()
        response = browser.get(f"{PAGE}{name}.csv", query)
        assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
        return list(csv.reader(response.text.splitlines()))[1:]

    return rows


# --- Who may see it. ---


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}outcomes.csv"])
def test_strangers_sign_in_first(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 302
    assert "/admin/login/" in response.headers["Location"]


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}outcomes.csv"])
def test_who_decides_nothing_is_refused(signed_in: Callable, editor: User, address: str) -> None:
    assert signed_in(editor).get(address).status_code == 403


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}outcomes.csv"])
@pytest.mark.parametrize("verb", ["post", "put", "delete"])
def test_it_is_only_read(browser: Client, address: str, verb: str) -> None:
    assert getattr(browser, verb)(address).status_code == 405


def test_there_is_no_other_table(browser: Client) -> None:
    assert browser.get(f"{PAGE}nothing.csv").status_code == 404


@pytest.mark.parametrize("days", ["0", "-7", "31", "nonsense", "9" * 40, "٧"])
def test_an_unknown_range_is_the_usual_one(browser: Client, days: str) -> None:
    response = browser.get(PAGE, {"days": days})
    assert '<a href="?days=30" aria-current="page">' in response.text


def test_the_queue_and_the_index_lead_there(browser: Client) -> None:
    for address in ("/admin/comments/queue/", "/admin/"):
        assert f'href="{PAGE}"' in browser.get(address).text


# --- What it says. ---


def test_a_new_site_has_empty_tables(look: Look) -> None:
    said = look()
    for words in ("Right none given", "no decisions", "nothing waits", "has not said yet"):
        assert words in said


def test_a_chart_without_a_column_is_not_drawn(browser: Client, say: Say, look: Look) -> None:
    say()
    said = look()
    assert said.count("Nothing to draw in these days.") == 1
    assert browser.get(PAGE).text.count('class="chart__plot"') == 1


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [(7, "2026-05-14", "2026-05-20"), (90, "2026-02-20", "2026-05-18"), (365, "", "2026-05-01")],
)
def test_days_in_a_spreadsheet_have_their_year(
    browser: Client, days: int, first: str, last: str
) -> None:
    rows = list(csv.reader(StringIO(browser.get(f"{PAGE}outcomes.csv?days={days}").text)))
    assert rows[1][0].startswith(first)
    assert rows[-1][0] == last


def test_it_says_as_of_when(look: Look, browser: Client) -> None:
    assert "Nothing was counted yet" in browser.get(PAGE).text
    assert "as counted at 20 May, 12:00" in look()


def test_verdicts_and_what_moderators_think_of_them(
    say: Say, moderator: User, look: Look, table: Callable
) -> None:
    for _ in range(6):
        say()
    say("casino")
    say("casino").approve(by=moderator)
    say("Sly").mark_as_spam(by=moderator)
    assert "Verdicts 9 Right 77.8 % Caught 1 Missed 1 False alarms 1" in look()
    assert [sum(map(int, column)) for column in list(zip(*table("verdicts"), strict=True))[1:]] == [
        7,
        2,
        1,
        1,
        1,
    ]


def test_how_long_comments_waited_and_wait(held: Held, moderator: User, look: Look, clock) -> None:
    for minutes in (10, 60, 60 * 24):
        comment = held()
        clock.shift(timedelta(minutes=minutes))
        comment.approve(by=moderator)
    held()
    clock.shift(timedelta(hours=3))
    held()
    said = look()
    assert re.search(r"Median (5\d minutes|1 hour)", said)
    assert "Wait now 2 The oldest 3 hours" in said


def test_who_decided_how_often(say: Say, moderator: User, table: Callable) -> None:
    for _ in range(3):
        say().remove(by=moderator)
    gone = User.objects.create_user("gone", "gone@example.org")
    say().remove(by=gone)
    assert table("moderators") == [["moderator", "3"], ["gone", "1"]]
    gone.delete()
    assert table("moderators")[0] == ["moderator", "3"]


@pytest.mark.parametrize(("days", "rows"), [(7, 7), (30, 30), (90, 14), (365, 13)])
def test_a_range_has_as_many_columns_as_fit(
    table: Callable, look: Look, days: int, rows: int
) -> None:
    assert len(table("outcomes", days=days)) == rows
    assert f"From {timezone.localdate() - timedelta(days=days - 1):%-d %B %Y}" in look(days=days)


def test_each_day_falls_into_its_period(table: Callable) -> None:
    for day, number in ((date(2026, 5, 19), 1), (date(2026, 4, 30), 20), (date(2025, 5, 20), 400)):
        DayTally.objects.create(day=day, what=What.OUTCOME, key="received", number=number)
    received = {row[0]: int(row[1]) for row in table("outcomes", days=365) if row[1] != "0"}
    assert received == {"2026-04-01": 20, "2026-05-01": 1}


@pytest.mark.parametrize(
    ("usage", "limit", "said"),
    [
        (100, 1000, "100 of 1,000 calls as of 20 May, 12:00, 10 %. At this pace"),
        (900, 1000, "a larger plan prevents that"),
        (100, None, "100 calls as of"),
    ],
)
def test_how_much_of_the_month_is_used_up(
    look: Look, usage: int, limit: int | None, said: str
) -> None:
    CheckerState.objects.of("akismet").used(usage, limit, throttled=False)
    assert said in look()


def test_a_pace_that_passes_the_limit_is_told_before_it_bites(look: Look) -> None:
    CheckerState.objects.of("akismet").used(700, 1000, throttled=False)
    said = look()
    assert "the month ends with about 1,113" in said
    assert "a larger plan" in said


# --- How it says it. ---


def test_every_chart_has_a_table_with_the_same_numbers(
    say: Say, browser: Client, look: Look, moderator: User
) -> None:
    for _ in range(3):
        say("casino")
    say("casino").approve(by=moderator)
    look()
    html = browser.get(PAGE).text
    charts, tables = html.count('role="img"'), html.count('<details class="numbers__table"')
    assert charts == tables == 2
    assert "<title>20 May: Spam 4</title>" in html
    for name in TABLES:
        assert f'href="{PAGE}{name}.csv?days=30"' in html


def test_the_page_obeys_its_own_policy(say: Say, browser: Client, look: Look) -> None:
    say("casino")
    look()
    html = browser.get(PAGE).text
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=", html) == []
    assert re.findall(r"<script(?![^>]*\ssrc=\"/static/)(?![^>]*application/json)", html) == []


def test_a_name_is_no_formula_in_a_spreadsheet(say: Say, table: Callable) -> None:
    for name in ("=cmd", "+cmd", "-cmd", "@cmd"):
        somebody = User.objects.create_user(name, f"{name[1:]}{ord(name[0])}@example.org")
        say().remove(by=somebody)
    assert {row[0] for row in table("moderators")} == {"'=cmd", "'+cmd", "'-cmd", "'@cmd"}


def test_hostile_sources_are_only_words(say: Say, browser: Client, look: Look) -> None:
    say("casino", email='a@"><script>alert(1)</script>')
    look()
    assert "<script>alert" not in browser.get(PAGE).text


def test_the_page_costs_the_same_however_much_there_is(
    say: Say, moderator: User, browser: Client, look: Look, clock
) -> None:
    costs = []
    for number in (1, 12):
        for _ in range(number):
            say("casino").approve(by=moderator)
            say(f"casino https://{number}.example/")
        count_days()
        browser.get(PAGE)  # Once an hour a session is noted as used.
        with CaptureQueriesContext(connection) as captured:
            browser.get(PAGE, {"days": 365})
        costs.append(len(captured))
        clock.shift(timedelta(days=1))
    assert costs[0] == costs[1]


def test_who_may_not_know_addresses_is_shown_no_networks(
    browser: Client, moderator: User, db: None
) -> None:
    assert browser.get(f"{PAGE}networks.csv").status_code == 200
    Group.objects.get(name="Moderators").permissions.remove(
        Permission.objects.get(codename="view_address")
    )
    assert browser.get(f"{PAGE}networks.csv").status_code == 404
    assert "network" not in browser.get(PAGE).text.lower()
