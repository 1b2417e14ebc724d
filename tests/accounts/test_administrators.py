"""What an administrator does to accounts, and what an open session of one is not enough for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from time_machine import TimeMachineFixture

from fitsite.accounts.models import User
from fitsite.letters.duties import send
from fitsite.sign_in.models import Session
from tests.accounts.conftest import PASSWORD, Enter, is_in, set_up_app
from tests.accounts.test_passwords import NEW
from tests.accounts.test_second_factors import stored_sessions

ACCOUNTS = "/admin/accounts/user/"
GIVEN = {"usable_password": "true", "password1": NEW, "password2": NEW}
CONFIRM = "/admin/account/confirm/"


@pytest.fixture(autouse=True)
def noon(time_machine: TimeMachineFixture) -> TimeMachineFixture:
    time_machine.move_to("2026-11-28T12:00:00+00:00", tick=False)
    return time_machine


@pytest.fixture
def boss(db: None, enter: Enter) -> Client:
    """The browser of a superuser who has just signed in."""
    User.objects.create_superuser("boss", "boss@example.org", PASSWORD)
    browser = Client()
    enter(browser, login="boss")
    return browser


def give_password(browser: Client, account: User) -> Any:
    return browser.post(f"{ACCOUNTS}{account.pk}/password/", GIVEN)


def give_address(browser: Client, account: User, email: str) -> Any:
    groups = list(account.groups.values_list("pk", flat=True))
    typed = {"username": account.username, "email": email, "is_active": "on", "groups": groups}
    return browser.post(f"{ACCOUNTS}{account.pk}/change/", typed)


def act(browser: Client, action: str, account: User) -> Any:
    chosen = {"action": action, "_selected_action": [account.pk]}
    return browser.post(ACCOUNTS, chosen)


def told() -> list[tuple[list[str], str]]:
    send()
    return [(letter.to, str(letter.body)) for letter in mail.outbox]


def test_a_password_that_is_given_ends_sessions_and_is_told(
    ann: User, boss: Client, client: Client, enter: Enter
) -> None:
    enter(client)
    give_password(boss, ann)
    assert not Session.objects.of(ann).exists()
    assert not is_in(client)
    [(to, body)] = told()
    assert to == [ann.email]
    assert "The password was changed." in body
    enter(client, password=NEW)
    assert is_in(client)
    assert is_in(boss)


def test_a_password_that_is_refused_changes_nothing(
    ann: User, boss: Client, client: Client, enter: Enter
) -> None:
    enter(client)
    page = boss.post(f"{ACCOUNTS}{ann.pk}/password/", GIVEN | {"password2": "another"})
    assert page.context["form"].errors["password2"]
    assert is_in(client)
    assert not told()


def test_a_changed_address_is_told_to_the_old_one(ann: User, boss: Client) -> None:
    old = ann.email
    give_address(boss, ann, "new@example.org")
    ann.refresh_from_db()
    assert ann.email == "new@example.org"
    [(to, body)] = told()
    assert to == [old]
    assert "The e-mail address was changed by an administrator" in body


def test_an_address_that_stays_is_told_to_nobody(ann: User, boss: Client) -> None:
    give_address(boss, ann, ann.email)
    assert not told()


def test_ones_own_password_is_changed_where_the_old_one_is_asked_for(boss: Client) -> None:
    me = User.objects.get(username="boss")
    for response in (boss.get(f"{ACCOUNTS}{me.pk}/password/"), give_password(boss, me)):
        assert response.headers["Location"] == "/admin/password_change/"
    me.refresh_from_db()
    assert me.check_password(PASSWORD)


def test_ones_own_second_factors_are_not_removed_in_the_admin(boss: Client) -> None:
    set_up_app(boss)
    act(boss, "remove_second_factors", User.objects.get(username="boss"))
    assert "your own are removed at your account" in boss.get(ACCOUNTS).text
    assert Authenticator.objects.exists()


def test_an_open_browser_is_not_enough(
    ann: User, boss: Client, client: Client, enter: Enter, noon: TimeMachineFixture
) -> None:
    enter(client)
    set_up_app(client)
    noon.shift(timedelta(minutes=6))
    page = f"{ACCOUNTS}{ann.pk}/password/"
    assert give_password(boss, ann).headers["Location"] == page
    for asked in (
        boss.get(page),
        give_address(boss, ann, "new@example.org"),
        act(boss, "sign_out", ann),
        act(boss, "remove_second_factors", ann),
    ):
        assert asked.headers["Location"].startswith(CONFIRM)
    ann.refresh_from_db()
    assert ann.check_password(PASSWORD)
    assert ann.email == "Ann@example.org"
    assert Authenticator.objects.exists()
    assert is_in(client)


def test_who_confirms_it_has_done_what_was_asked(
    ann: User, boss: Client, client: Client, enter: Enter, noon: TimeMachineFixture
) -> None:
    enter(client)
    noon.shift(timedelta(minutes=6))
    asked = act(boss, "sign_out", ann).headers["Location"]
    boss.post(asked, {"password": PASSWORD})
    assert not is_in(client)


def test_a_password_that_was_typed_too_late_is_kept_nowhere(
    ann: User, boss: Client, noon: TimeMachineFixture
) -> None:
    noon.shift(timedelta(minutes=6))
    give_password(boss, ann)
    boss.get(f"{ACCOUNTS}{ann.pk}/password/")
    assert NEW not in stored_sessions()


def test_who_may_not_is_refused_before_anything_is_asked(
    ann: User, boss: Client, client: Client, enter: Enter, noon: TimeMachineFixture
) -> None:
    enter(client)
    noon.shift(timedelta(minutes=6))
    me = User.objects.get(username="boss")
    for account in (me, ann):
        assert client.get(f"{ACCOUNTS}{account.pk}/password/").status_code == 403
        assert give_password(client, account).status_code == 403
    assert boss.get(f"{ACCOUNTS}0/password/").headers["Location"].startswith(CONFIRM)
    boss.post(CONFIRM, {"password": PASSWORD})
    assert boss.get(f"{ACCOUNTS}0/password/").status_code == 404
