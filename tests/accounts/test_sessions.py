"""Where somebody is signed in, and how that ends."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.db import connection
from django.test import Client
from time_machine import TimeMachineFixture

from fitsite.accounts.models import User
from fitsite.sign_in.devices import device_of
from fitsite.sign_in.duties import forget
from fitsite.sign_in.models import Session
from tests.accounts.conftest import Enter, is_in, set_up_app

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
    " Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
)
END = "/admin/account/sessions/end/"


@pytest.fixture(autouse=True)
def noon(time_machine: TimeMachineFixture) -> TimeMachineFixture:
    time_machine.move_to("2026-11-28T12:34:56+00:00", tick=False)
    return time_machine


@pytest.fixture
def phone(ann: User, enter: Enter) -> Client:
    """Ann's phone, signed in."""
    browser = Client()
    enter(browser, address="198.51.100.7", headers={"User-Agent": IPHONE})
    return browser


@pytest.fixture
def laptop(ann: User, enter: Enter, phone: Client, noon: TimeMachineFixture) -> Client:
    """Ann's laptop, signed in a minute later."""
    noon.shift(60)
    browser = Client()
    enter(browser, headers={"User-Agent": FIREFOX})
    return browser


def shown(browser: Client) -> str:
    page = browser.get("/admin/account/").text
    return " ".join(page[page.index("Where you are signed in") :].split())


def names(browser: Client) -> list[str]:
    return re.findall(r'name="session" value="(\w{20})"', shown(browser))


def test_one_sees_from_where_since_when_and_which_is_this_one(laptop: Client) -> None:
    page = shown(laptop)
    assert "<strong>Firefox on Windows</strong> (this one)" in page
    assert "From 203.0.113.1 since 28 November 2026, 12:35, last seen" in page
    assert "<strong>Safari on iPhone</strong></p>" in page
    assert "From 198.51.100.7 since 28 November 2026, 12:34" in page


def test_when_it_was_seen_last_is_told_to_the_hour(
    laptop: Client, phone: Client, noon: TimeMachineFixture
) -> None:
    noon.shift(timedelta(hours=3))
    phone.get("/admin/")
    page = shown(laptop)
    assert page.count("last seen on 28 November 2026 after 15:00") == 2
    assert set(Session.objects.values_list("seen_at", flat=True)) == {
        datetime(2026, 11, 28, 15, tzinfo=UTC)
    }


def test_noting_the_hour_costs_one_write_an_hour(laptop: Client, noon: TimeMachineFixture) -> None:
    def writes() -> int:
        with connection.execute_wrapper(count):
            counted.clear()
            laptop.get("/admin/account/")
        return sum("UPDATE" in sql and "sign_in_session" in sql for sql in counted)

    def count(execute, sql, params, many, context):
        counted.append(sql)
        return execute(sql, params, many, context)

    counted: list[str] = []
    assert writes() == 0
    noon.shift(timedelta(hours=1))
    assert [writes(), writes()] == [1, 0]


def test_signing_out_one(laptop: Client, phone: Client) -> None:
    [name] = names(laptop)
    response = laptop.post(END, {"session": name}, follow=True)
    assert "Signed out: 1." in response.text
    assert is_in(laptop)
    assert not is_in(phone)
    assert "It was signed out already." in laptop.post(END, {"session": name}, follow=True).text


def test_signing_out_everywhere_else(laptop: Client, phone: Client, enter: Enter) -> None:
    third = Client()
    enter(third)
    laptop.post(END, {"session": "others"})
    assert [is_in(each) for each in (laptop, phone, third)] == [True, False, False]
    assert "Sign out everywhere else" not in shown(laptop)


@pytest.mark.parametrize("name", ["", "x", "\0", "' OR 1=1", "0" * 20])
def test_what_is_no_session_ends_none(name: str, laptop: Client, phone: Client) -> None:
    laptop.post(END, {"session": name})
    assert is_in(laptop)
    assert is_in(phone)


def test_nobody_ends_somebody_elses(laptop: Client, phone: Client, enter: Enter) -> None:
    User.objects.create_user("eve", "eve@example.org", "eves own password", is_staff=True)
    eve = Client()
    enter(eve, login="eve", password="eves own password")
    for name in [*names(laptop), *names(phone), "others"]:
        eve.post(END, {"session": name})
    assert is_in(laptop)
    assert is_in(phone)
    assert is_in(eve)


def test_ending_takes_a_post_of_ones_own(laptop: Client, phone: Client) -> None:
    assert laptop.get(END).status_code == 405
    stranger = Client().post(END, {"session": "others"})
    assert stranger.headers["Location"].startswith("/admin/login/")
    assert is_in(phone)


def test_the_page_tells_no_key_that_would_be_a_session(laptop: Client) -> None:
    page = laptop.get("/admin/account/").text
    for key in Session.objects.values_list("pk", flat=True):
        assert key not in page


def test_setting_up_a_second_factor_ends_sessions_without_it(laptop: Client, phone: Client) -> None:
    set_up_app(laptop)
    assert is_in(laptop)
    assert not is_in(phone)


def test_an_administrator_signs_somebody_out(
    laptop: Client, phone: Client, ann: User, administrator: User, signed_in
) -> None:
    action = {"action": "sign_out", "_selected_action": [ann.pk]}
    page = signed_in(administrator).post("/admin/accounts/user/", action, follow=True)
    assert "Ann: signed out of 2." in page.text
    assert not is_in(laptop)
    assert not is_in(phone)
    line = LogEntry.objects.get()
    assert (line.object_id, line.change_message) == (str(ann.pk), "Signed out everywhere.")


def test_signing_out_leaves_no_row(laptop: Client) -> None:
    assert Session.objects.count() == 2
    laptop.post("/admin/logout/")
    assert Session.objects.exclude(user=None).count() == 1


def test_the_worker_deletes_sessions_that_are_over(
    laptop: Client, noon: TimeMachineFixture
) -> None:
    noon.shift(timedelta(days=13))
    assert is_in(laptop)
    noon.shift(timedelta(days=2))
    forget()
    assert not Session.objects.exists()
    assert not is_in(laptop)


def test_a_session_that_is_used_each_day_ends_after_two_weeks_as_well(
    laptop: Client, noon: TimeMachineFixture
) -> None:
    for _ in range(13):
        noon.shift(timedelta(days=1))
        laptop.post(END, {"session": "x"})
        assert is_in(laptop)
    noon.shift(timedelta(days=1))
    assert not is_in(laptop)


def test_a_session_in_which_nobody_has_come_in_ends_after_a_quarter_of_an_hour(
    db: None, client: Client, noon: TimeMachineFixture
) -> None:
    client.get("/admin/login/passkey/", headers={"Accept": "application/json"})
    assert Session.objects.count() == 1
    noon.shift(timedelta(minutes=15))
    forget()
    assert not Session.objects.exists()


def test_the_owner_of_the_machine_signs_everybody_out(
    laptop: Client, phone: Client, administrator: User, signed_in, capsys
) -> None:
    boss = signed_in(administrator)
    assert is_in(boss)
    call_command("end_sessions")
    assert capsys.readouterr().out == "3 sessions ended.\n"
    assert [is_in(each) for each in (laptop, phone, boss)] == [False] * 3
    call_command("end_sessions")
    assert capsys.readouterr().out == "0 sessions ended.\n"


def test_an_account_that_is_deleted_is_signed_out(laptop: Client, ann: User) -> None:
    ann.delete()
    assert not Session.objects.exists()
    assert not is_in(laptop)


def test_a_reader_leaves_no_session(client: Client, article) -> None:
    for address in ("/", article.get_absolute_url(), "/nothing/here/"):
        client.get(address)
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (IPHONE, "Safari on iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/130.0 Mobile Safari/537.36", "Chrome on Android"),
        ("Mozilla/5.0 (Macintosh; Mac OS X 15_0) Chrome/130 Safari/537 Edg/130", "Edge on Mac"),
        ("Mozilla/5.0 (X11; CrOS x86_64) Chrome/130 Safari/537", "Chrome on ChromeOS"),
        ("curl/8.5", "curl"),
        ("", "A browser"),
        ("<script>alert(1)</script>", "A browser"),
    ],
)
def test_what_a_browser_says_of_itself_in_words(agent: str, words: str) -> None:
    assert device_of(agent) == words


@pytest.mark.parametrize("agent", ["<script>" * 100, "x" * 5000, "\x7f", "ü"])
def test_whatever_a_browser_says_of_itself_one_is_signed_in(
    agent: str, ann: User, client: Client, enter: Enter
) -> None:
    enter(client, headers={"User-Agent": agent})
    assert is_in(client)
    assert "<script>" not in shown(client).replace("<script src", "").replace("<script type", "")
