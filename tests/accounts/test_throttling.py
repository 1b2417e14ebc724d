"""Guessing ends soon, and locks nobody out who has come in before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from time_machine import TimeMachineFixture

from fitsite.accounts.models import User
from fitsite.letters.models import Letter
from fitsite.rates.models import Rate
from fitsite.sign_in.models import Session
from tests.accounts.conftest import PASSWORD, Enter, is_in
from tests.accounts.test_passwords import NEW
from tests.comments.together import together

HOME, OFFICE = "203.0.113.1", "198.51.100.7"


@pytest.fixture(autouse=True)
def noon(time_machine: TimeMachineFixture) -> TimeMachineFixture:
    time_machine.move_to("2026-11-28T12:00:00+00:00", tick=False)
    return time_machine


def elsewhere(number: int) -> str:
    return f"192.0.{number // 250}.{number % 250 + 1}"


def guess(enter: Enter, times: int, **more: str) -> int:
    """The status that the last of some wrong passwords was answered with."""
    browser, status = Client(), 0
    for number in range(times):
        status = enter(browser, password=f"wrong {number}", **more).status_code
    return status


def attack(enter: Enter, login: str = "ann") -> None:
    """Guess from so many networks that the account as a whole is closed to strangers."""
    for network in range(11):
        guess(enter, 10, login=login, address=elsewhere(network))


def test_after_ten_wrong_passwords_from_one_place_even_the_right_one_must_wait(
    ann: User, client: Client, enter: Enter, noon: TimeMachineFixture
) -> None:
    assert guess(enter, 10) == 200
    refused = enter(client)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "900"
    assert "Too many tries. Please try again in 15 minutes." in refused.text
    assert refused.context["form"]["login"].value() == "ann"
    assert not is_in(client)

    noon.shift(timedelta(minutes=15))
    enter(client)
    assert is_in(client)


def test_trying_on_does_not_make_it_longer(
    ann: User, client: Client, enter: Enter, noon: TimeMachineFixture
) -> None:
    guess(enter, 10)
    noon.shift(timedelta(minutes=14))
    assert guess(enter, 50) == 429
    noon.shift(timedelta(minutes=1))
    enter(client)
    assert is_in(client)


def test_names_without_an_account_are_counted_alike(db: None, enter: Enter) -> None:
    assert guess(enter, 10, login="nobody") == 200
    assert guess(enter, 1, login="nobody") == 429


@pytest.mark.parametrize(("typed", "again"), [(str.upper, 200), (str.lower, 429)])
@pytest.mark.parametrize("login", ["ann", "nobody"])
def test_names_that_differ_in_case_are_counted_alike_with_an_account_and_without(
    login: str, typed: Callable[[str], str], again: int, ann: User, enter: Enter
) -> None:
    guess(enter, 10, login=login)
    assert guess(enter, 1, login=typed(login)) == again


@pytest.mark.parametrize("login", ["ann@example.org", "nobody@example.org"])
def test_addresses_are_counted_without_regard_to_case(login: str, ann: User, enter: Enter) -> None:
    guess(enter, 10, login=login)
    assert guess(enter, 1, login=login.upper()) == 429


def test_a_name_and_an_address_are_one_account(ann: User, enter: Enter) -> None:
    guess(enter, 5)
    guess(enter, 5, login=ann.email)
    assert guess(enter, 1) == 429


def test_many_accounts_tried_from_one_network_are_counted_together(ann: User, enter: Enter) -> None:
    for number in range(5):
        guess(enter, 10, login=f"nobody{number}")
    assert guess(enter, 1, login="somebody") == 429
    assert enter(Client(), address=OFFICE).status_code == 302


def test_a_whole_ipv6_network_is_one_place(ann: User, enter: Enter) -> None:
    for number in range(10):
        guess(enter, 1, address=f"2001:db8::{number:x}")
    assert guess(enter, 1, address="2001:db8::ffff:1") == 429
    assert guess(enter, 1, address="2001:db8:0:1::1") == 200


def test_right_passwords_are_not_counted(ann: User, enter: Enter) -> None:
    for _ in range(12):
        assert enter(Client()).status_code == 302


def test_signing_in_in_between_does_not_make_room_for_more_guesses(ann: User, enter: Enter) -> None:
    User.objects.create_user("eve", "eve@example.org", PASSWORD)
    for _ in range(5):
        guess(enter, 2)
        enter(Client(), login="eve")
    assert guess(enter, 1) == 429


def test_an_account_that_is_attacked_from_everywhere_is_closed_to_strangers(
    ann: User, enter: Enter
) -> None:
    attack(enter)
    refused = enter(Client(), address=HOME)
    assert refused.status_code == 429
    assert enter(Client(), login="nobody", address=HOME).status_code == 200


def test_who_came_in_before_by_the_same_browser_comes_in_from_anywhere(
    ann: User, client: Client, enter: Enter
) -> None:
    enter(client, address=HOME)
    client.post("/admin/logout/")
    attack(enter)
    guess(enter, 60, address=OFFICE)
    assert enter(client, address=OFFICE).status_code == 302
    assert is_in(client)


def test_who_came_in_before_from_the_same_network_comes_in_by_any_browser(
    ann: User, enter: Enter, noon: TimeMachineFixture
) -> None:
    enter(Client(), address=HOME)
    attack(enter)
    assert enter(Client(), address=HOME).status_code == 302
    assert enter(Client(), address=OFFICE).status_code == 429


def test_somebody_elses_browser_is_no_help(ann: User, client: Client, enter: Enter) -> None:
    User.objects.create_user("eve", "eve@example.org", PASSWORD)
    enter(client, login="eve")
    client.post("/admin/logout/")
    for _ in range(10):
        enter(client, password="wrong")
    assert enter(client).status_code == 429


def test_a_known_browser_has_its_own_limit(ann: User, client: Client, enter: Enter) -> None:
    enter(client)
    client.post("/admin/logout/")
    for _ in range(10):
        enter(client, password="wrong")
    assert enter(client).status_code == 429
    assert enter(Client()).status_code == 302


@pytest.mark.parametrize("forged", ["", "x", "eyJ1c2VyIjoxfQ:1:x", "\x80"])
def test_a_forged_recognition_is_none(forged: str, ann: User, enter: Enter, settings) -> None:
    browser = Client()
    browser.cookies[f"fitsite_browser_{settings.INSTANCE}"] = forged
    guess(enter, 10)
    assert enter(browser).status_code == 429


def test_being_recognised_ends_after_ninety_days(
    ann: User, client: Client, enter: Enter, noon: TimeMachineFixture
) -> None:
    enter(client, address=HOME)
    client.post("/admin/logout/")
    noon.shift(timedelta(days=90, seconds=1))
    attack(enter)
    assert enter(client, address=HOME).status_code == 429


def test_a_new_password_ends_being_recognised_by_the_browser(
    ann: User, client: Client, enter: Enter
) -> None:
    enter(client, address=HOME)
    client.post("/admin/logout/")
    ann.set_password(NEW)
    ann.save()
    attack(enter)
    assert enter(client, password=NEW, address=OFFICE).status_code == 429


def signed_out_by_an_administrator(ann: User, administrator: User) -> None:
    boss = Client()
    boss.force_login(administrator)
    boss.post("/admin/accounts/user/", {"action": "sign_out", "_selected_action": [ann.pk]})


def signed_out_with_everybody(ann: User, administrator: User) -> None:
    call_command("end_sessions")


@pytest.mark.parametrize("sign_out", [signed_out_by_an_administrator, signed_out_with_everybody])
def test_who_is_signed_out_everywhere_is_recognised_by_no_browser(
    sign_out: Callable[[User, User], None],
    ann: User,
    administrator: User,
    client: Client,
    enter: Enter,
) -> None:
    enter(client)
    sign_out(ann, administrator)
    guess(enter, 10)
    assert enter(client).status_code == 429


def test_who_signs_out_all_others_stays_recognised_by_this_browser_alone(
    ann: User, client: Client, enter: Enter
) -> None:
    stolen = Client()
    for browser in (stolen, client):
        enter(browser)
    client.post("/admin/account/sessions/end/", {"session": "others"})
    client.post("/admin/logout/")
    guess(enter, 10)
    assert enter(stolen).status_code == 429
    assert enter(client).status_code == 302


def test_signing_out_one_browser_leaves_the_others_recognised(
    ann: User, client: Client, enter: Enter
) -> None:
    enter(client)
    client.post("/admin/account/sessions/end/", {"session": "none of them"})
    client.post("/admin/logout/")
    guess(enter, 10)
    assert enter(client).status_code == 302


def test_the_cookie_that_recognises_stays_away_from_readers_pages(
    ann: User, client: Client, enter: Enter, settings
) -> None:
    cookie = enter(client).cookies[f"fitsite_browser_{settings.INSTANCE}"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/admin/", True, "Lax")
    assert "ann" not in cookie.value


def test_a_password_said_again_or_changed_is_no_way_to_guess(
    ann: User, client: Client, enter: Enter
) -> None:
    enter(client)
    wrong = {"oldpassword": "wrong", "password1": "x", "password2": "x"}
    for _ in range(5):
        assert client.post("/admin/password_change/", wrong).status_code == 200
        assert client.post("/admin/account/confirm/", {"password": "wrong"}).status_code == 200
    for address, typed in (("password_change", wrong), ("account/confirm", {"password": "wrong"})):
        refused = client.post(f"/admin/{address}/", typed)
        assert (refused.status_code, refused.headers["Retry-After"]) == (429, "900")


@pytest.mark.parametrize("email", ["ann@example.org", "nobody@example.org"])
def test_letters_with_links_are_few_and_nobody_is_told_to_whom(
    email: str, ann: User, client: Client
) -> None:
    for _ in range(3):
        assert client.post("/admin/reset/", {"email": email}).status_code == 302
    refused = client.post("/admin/reset/", {"email": email})
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "3600")
    assert refused.context["form"]["email"].value() == email
    assert Letter.objects.count() in {0, 3}


def test_letters_asked_for_from_elsewhere_do_not_use_up_ones_own(
    ann: User, client: Client, enter: Enter
) -> None:
    enter(client, address=HOME)
    client.post("/admin/logout/")
    for network in range(12):
        Client().post("/admin/reset/", {"email": ann.email}, REMOTE_ADDR=elsewhere(network))
    assert Letter.objects.count() == 10
    client.post("/admin/reset/", {"email": ann.email}, REMOTE_ADDR=HOME)
    assert Letter.objects.count() == 11


def test_the_table_tells_nobody_who_tried_from_where(ann: User, enter: Enter) -> None:
    guess(enter, 1)
    for rate in Rate.objects.all():
        assert "ann" not in rate.key
        assert "203.0.113.1" not in rate.key


@pytest.mark.django_db(transaction=True)
def test_guesses_at_the_same_moment_are_not_more_than_one_after_another(
    ann: User, enter: Enter, noon: TimeMachineFixture
) -> None:
    answers = together(*[lambda: enter(Client(), password="wrong").status_code] * 14)
    assert answers.count(429) == 4
    assert answers.count(200) == 10


@pytest.mark.parametrize("deed", ["ask", "answer"])
def test_a_network_asks_for_passkeys_so_often_and_begins_no_more_sessions(
    deed: str, db: None, noon: TimeMachineFixture
) -> None:
    def send(address: str = HOME) -> Any:
        browser, page = Client(), "/admin/login/passkey/"
        if deed == "ask":
            headers = {"Accept": "application/json"}
            return browser.get(page, headers=headers, REMOTE_ADDR=address)
        return browser.post(page, {"credential": "{}"}, REMOTE_ADDR=address)

    assert [send().status_code == 429 for _ in range(100)] == [False] * 100
    sessions = Session.objects.count()
    refused = send()
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "900")
    assert "Too many tries. Please try again in 15 minutes." in refused.text
    assert Session.objects.count() == sessions
    assert send(OFFICE).status_code != 429
    noon.shift(timedelta(minutes=15))
    assert send().status_code != 429
