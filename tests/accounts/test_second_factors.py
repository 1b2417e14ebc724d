"""An authenticator app and recovery codes: set up, asked for, used once, removed."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from time_machine import TimeMachineFixture

from fitsite.accounts.models import User
from fitsite.letters.duties import send
from fitsite.sign_in.models import Session
from fitsite.sign_in.sessions import SessionStore
from tests.accounts.conftest import Enter, code_of, is_in, recovery_codes, set_up_app
from tests.accounts.test_passwords import CHANGE, NEW, mailed_link, set_by

CODE = "/admin/login/code/"
RESPONSE = (
    '{"clientDataJSON": "AA", "authenticatorData": "AA", "signature": "AA", "userHandle": "MQ"}'
)


@pytest.fixture(autouse=True)
def noon(time_machine: TimeMachineFixture) -> TimeMachineFixture:
    time_machine.move_to("2026-11-28T12:00:00+00:00", tick=False)
    return time_machine


@pytest.fixture
def secret(ann: User, client: Client, enter: Enter, noon: TimeMachineFixture) -> str:
    """Ann has an app, is signed out, and a minute has passed."""
    enter(client)
    secret = set_up_app(client)
    client.post("/admin/logout/")
    noon.shift(120)
    return secret


def give(browser: Client, code: str, **more: str):
    return browser.post(CODE, {"code": code}, REMOTE_ADDR=more.get("address", "203.0.113.1"))


def test_after_the_password_the_code_is_asked_for(
    ann: User, secret: str, client: Client, enter: Enter
) -> None:
    response = enter(client, next="/admin/articles/article/")
    assert response.headers["Location"] == CODE
    assert not is_in(client)
    assert give(client, code_of(secret)).headers["Location"] == "/admin/articles/article/"
    assert is_in(client)


@pytest.mark.parametrize("step", [-1, 0, 1])
def test_a_clock_may_be_off_by_half_a_minute(
    step: int, secret: str, client: Client, enter: Enter
) -> None:
    enter(client)
    code = code_of(secret, step)
    give(client, f"{code[:3]} {code[3:]}")
    assert is_in(client)


@pytest.mark.parametrize("step", [-9, -2, 2, 9])
def test_codes_of_other_times_do_not_fit(
    step: int, secret: str, client: Client, enter: Enter
) -> None:
    enter(client)
    page = give(client, code_of(secret, step))
    assert "This does not fit" in page.text
    assert 'id="id_code_error"' in page.text
    assert not is_in(client)


@pytest.mark.parametrize("code", ["", " ", "000000", "x" * 5000, "\0", "１２３４５６", "'--"])
def test_what_is_no_code_does_not_lead_in(
    code: str, secret: str, client: Client, enter: Enter
) -> None:
    enter(client)
    assert give(client, code).status_code == 200
    assert not is_in(client)


def test_a_code_works_once_whichever_process_is_asked(secret: str, enter: Enter, settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    code = code_of(secret)
    for expected in (True, False):
        browser = Client()
        enter(browser)
        give(browser, code)
        assert is_in(browser) is expected


def test_the_code_alone_is_asked_for_nothing(secret: str, client: Client) -> None:
    for response in (client.get(CODE), give(client, code_of(secret))):
        assert response.headers["Location"] == "/admin/login/"
    assert not is_in(client)


def test_one_persons_code_is_of_no_use_to_another(
    ann: User, secret: str, client: Client, enter: Enter
) -> None:
    User.objects.create_user("eve", "eve@example.org", "eves own password", is_staff=True)
    browser = Client()
    enter(browser, login="eve", password="eves own password")
    set_up_app(browser)
    browser.post("/admin/logout/")
    enter(browser, login="eve", password="eves own password")
    give(browser, code_of(secret))
    assert not is_in(browser)


def test_beginning_again_forgets_the_password_that_was_given(
    secret: str, client: Client, enter: Enter
) -> None:
    enter(client)
    assert client.get("/admin/login/").headers["Location"] == CODE
    client.post("/admin/logout/")
    assert client.get("/admin/login/").status_code == 200


def test_the_password_counts_for_a_quarter_of_an_hour_only(
    secret: str, client: Client, enter: Enter, noon: TimeMachineFixture
) -> None:
    enter(client)
    noon.shift(timedelta(minutes=16))
    give(client, code_of(secret))
    assert not is_in(client)


def test_a_new_password_ends_what_was_begun_with_the_old_one(
    ann: User, secret: str, client: Client, enter: Enter, noon: TimeMachineFixture
) -> None:
    thief = Client()
    enter(thief)
    enter(client)
    give(client, code_of(secret))
    changed = client.post("/admin/password_change/", CHANGE)
    assert changed.headers["Location"] == "/admin/account/"
    noon.shift(120)
    assert give(thief, code_of(secret)).headers["Location"] == "/admin/login/"
    assert not is_in(thief)
    assert is_in(client)


def test_who_waits_for_a_code_is_not_shown_as_signed_in(
    secret: str, client: Client, enter: Enter
) -> None:
    enter(Client())
    enter(client)
    give(client, code_of(secret))
    assert len(client.get("/admin/account/").context["sessions"]) == 1


def test_who_waits_for_a_code_that_is_needed_no_more_signs_in_again(
    secret: str, client: Client, enter: Enter
) -> None:
    waiting = Client()
    enter(waiting)
    enter(client)
    give(client, code_of(secret))
    client.post("/admin/account/app/remove/")
    page = waiting.get(CODE, follow=True)
    assert page.request["PATH_INFO"] == "/admin/login/"
    assert page.status_code == 200
    assert not is_in(waiting)
    enter(waiting)
    assert is_in(waiting)


def test_who_waits_while_an_administrator_removes_the_factors_signs_in_again(
    ann: User, secret: str, client: Client, enter: Enter, administrator: User, signed_in
) -> None:
    enter(client)
    remove(signed_in(administrator), ann)
    assert client.get(CODE, follow=True).request["PATH_INFO"] == "/admin/login/"
    enter(client)
    assert is_in(client)


def test_a_recovery_code_works_once(ann: User, client: Client, enter: Enter) -> None:
    enter(client)
    set_up_app(client)
    codes = recovery_codes(client)
    assert len(set(codes)) == 10
    for expected in (True, False):
        browser = Client()
        enter(browser)
        give(browser, codes[3])
        assert is_in(browser) is expected
    assert codes[3] not in recovery_codes(client)
    assert "9 left" in client.get("/admin/account/").text


def test_new_recovery_codes_end_the_old_ones(ann: User, client: Client, enter: Enter) -> None:
    enter(client)
    set_up_app(client)
    old = recovery_codes(client)
    assert "The 10 that you have" in client.get("/admin/account/codes/new/").text
    client.post("/admin/account/codes/new/")
    assert not set(old) & set(recovery_codes(client))
    downloaded = client.get("/admin/account/codes/file/")
    assert downloaded.text.split() == recovery_codes(client)
    assert "no-store" in downloaded.headers["Cache-Control"]


def test_without_a_second_factor_there_are_no_codes(
    ann: User, client: Client, enter: Enter
) -> None:
    enter(client)
    for address in ("", "file/"):
        assert client.get(f"/admin/account/codes/{address}").status_code == 404
    assert client.post("/admin/account/codes/new/").context["form"].errors
    assert not Authenticator.objects.exists()


def test_guessing_codes_ends_after_five(secret: str, client: Client, enter: Enter) -> None:
    browser = Client()
    enter(browser)
    wrong = [f"{number:06}" for number in range(6) if code_of(secret) != f"{number:06}"]
    assert [give(browser, code).status_code for code in wrong[:5]] == [200] * 5
    refused = give(browser, code_of(secret))
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "900")
    assert not is_in(browser)


def test_who_knows_the_password_cannot_use_up_the_owners_tries(
    ann: User, secret: str, client: Client, enter: Enter
) -> None:
    for number in range(5):
        thief, address = Client(), f"192.0.2.{number}"
        enter(thief, address=address)
        for _ in range(5):
            give(thief, "000000", address=address)
    stranger = Client()
    enter(stranger, address="198.51.100.1")
    assert give(stranger, code_of(secret), address="198.51.100.1").status_code == 429
    enter(client, address="198.51.100.2")
    give(client, code_of(secret), address="198.51.100.2")
    assert is_in(client)


def test_a_new_password_by_mail_leads_past_no_second_factor(
    ann: User, secret: str, client: Client, enter: Enter
) -> None:
    browser = Client()
    assert set_by(browser, mailed_link(browser)) == ""
    assert not is_in(browser)
    assert enter(browser, password=NEW).headers["Location"] == CODE
    assert not is_in(browser)
    assert Authenticator.objects.filter(type="totp").exists()
    give(browser, code_of(secret))
    assert is_in(browser)


def test_removing_the_app_takes_the_codes_along(ann: User, client: Client, enter: Enter) -> None:
    enter(client)
    set_up_app(client)
    client.get("/admin/account/app/remove/")
    assert Authenticator.objects.count() == 2
    client.post("/admin/account/app/remove/")
    assert not Authenticator.objects.exists()
    client.post("/admin/logout/")
    enter(client)
    assert is_in(client)


@pytest.mark.parametrize(
    "address", ["app/", "app/remove/", "passkeys/add/", "codes/", "codes/new/", "codes/file/"]
)
def test_before_anything_changes_one_says_again_who_one_is(
    address: str, ann: User, client: Client, enter: Enter, noon: TimeMachineFixture
) -> None:
    enter(client)
    secret = set_up_app(client)
    if address == "app/":
        client.post("/admin/account/app/remove/")
    noon.shift(301)
    before = list(Authenticator.objects.values())
    asked = client.get(f"/admin/account/{address}").headers["Location"]
    assert asked.startswith("/admin/account/confirm/?next=")
    if address != "app/":
        confirm = asked.replace("confirm/", "confirm/code/")
        assert "This does not fit" in client.post(confirm, {"code": "000000"}).text
        confirmed = client.post(confirm, {"code": code_of(secret)})
        assert confirmed.headers["Location"] == f"/admin/account/{address}"
    noon.shift(301)
    before = list(Authenticator.objects.values())
    refused = client.post(f"/admin/account/{address}")
    assert refused.status_code == 405 or "/admin/account/confirm/" in refused.headers["Location"]
    assert list(Authenticator.objects.values()) == before


def test_saying_the_password_again_leads_on(
    ann: User, client: Client, enter: Enter, noon: TimeMachineFixture
) -> None:
    enter(client)
    noon.shift(301)
    asked = client.get("/admin/account/app/").headers["Location"]
    assert "This is not your password." in client.post(asked, {"password": "wrong"}).text
    confirmed = client.post(asked, {"password": "correct horse battery staple"})
    assert confirmed.headers["Location"] == "/admin/account/app/"
    assert client.get("/admin/account/app/").status_code == 200


def test_neither_rows_nor_sessions_hold_a_secret(ann: User, client: Client, enter: Enter) -> None:
    enter(client)
    page = client.get("/admin/account/app/")
    secret = page.context["form"].secret
    assert secret not in stored_sessions()
    client.post("/admin/account/app/", {"code": "000000"})
    assert secret not in stored_sessions()
    client.post("/admin/account/app/", {"code": code_of(secret)})
    kept = {each.type: each for each in Authenticator.objects.all()}
    assert set(kept) == {"totp", "recovery_codes"}
    for each in kept.values():
        assert secret not in json.dumps(each.data)
    assert kept["recovery_codes"].data["seed"].startswith("gAAAA")
    assert kept["totp"].data["secret"].startswith("gAAAA")


def stored_sessions() -> str:
    return json.dumps([SessionStore().decode(row.session_data) for row in Session.objects.all()])


def test_an_app_that_shows_another_code_is_not_set_up(
    ann: User, client: Client, enter: Enter
) -> None:
    enter(client)
    first = client.get("/admin/account/app/").context["form"].secret
    page = client.post("/admin/account/app/", {"code": code_of(first, 5)})
    assert page.context["form"].secret == first
    assert "This does not fit" in page.text
    assert client.post("/admin/account/app/", {"code": ""}).context["form"].errors["code"]
    assert not Authenticator.objects.exists()


def test_a_code_that_was_never_asked_for_sets_nothing_up(
    ann: User, client: Client, enter: Enter
) -> None:
    enter(client)
    assert client.post("/admin/account/app/", {"code": "123456"}).status_code == 200
    assert not Authenticator.objects.exists()


def test_keys_can_be_changed_and_a_lost_one_is_told(
    secret: str, client: Client, enter: Enter, settings, caplog
) -> None:
    old, new = settings.ENCRYPTION_KEYS[0], "n" * 32
    settings.ENCRYPTION_KEYS = [new, old]
    call_command("lock_secrets")
    settings.ENCRYPTION_KEYS = [new]
    enter(client)
    give(client, code_of(secret))
    assert is_in(client)

    settings.ENCRYPTION_KEYS = ["l" * 32]
    browser = Client()
    enter(browser)
    lost = give(browser, "000000")
    assert lost.status_code == 503
    assert "cannot be read" in lost.text
    assert "ENCRYPTION_KEYS" in caplog.text
    assert not is_in(browser)
    with pytest.raises(CommandError, match="its key is missing"):
        call_command("lock_secrets")


def test_the_owner_of_the_machine_helps_who_has_lost_the_phone(
    ann: User, secret: str, client: Client, enter: Enter, caplog
) -> None:
    call_command("remove_second_factors", "ann")
    assert "removed by the command line" in caplog.text
    send()
    assert "All second factors were removed" in mail.outbox[-1].body
    enter(client)
    assert is_in(client)
    with pytest.raises(CommandError, match="no account 'nobody'"):
        call_command("remove_second_factors", "nobody")


def remove(browser: Client, *accounts: User):
    chosen = [account.pk for account in accounts]
    action = {"action": "remove_second_factors", "_selected_action": chosen}
    return browser.post("/admin/accounts/user/", action, follow=True)


def test_an_administrator_helps_who_has_lost_the_phone(
    ann: User, secret: str, administrator: User, signed_in
) -> None:
    assert "Ann: second factors removed." in remove(signed_in(administrator), ann).text
    assert not Authenticator.objects.exists()
    [line] = LogEntry.objects.all()
    assert (line.user, line.object_id) == (administrator, str(ann.pk))
    assert line.change_message == "Removed all second factors."
    assert "Ann has none." in remove(signed_in(administrator), ann).text
    assert LogEntry.objects.count() == 1


def test_nobody_below_takes_a_superusers_second_factor(
    ann: User, secret: str, moderator: User, signed_in
) -> None:
    ann.is_superuser = True
    ann.save()
    assert remove(signed_in(moderator), ann).status_code == 403
    moderator.user_permissions.add(*Permission.objects.filter(codename__endswith="_user"))
    assert "only a superuser may do that" in remove(signed_in(moderator), ann).text
    assert Authenticator.objects.exists()


def test_the_admin_shows_nobodys_secrets(secret: str, administrator: User, signed_in) -> None:
    for app in ("mfa/authenticator", "account/emailaddress"):
        assert signed_in(administrator).get(f"/admin/{app}/").status_code == 404


@pytest.mark.parametrize(
    "credential",
    [
        *("", "x", "null", "[]", "1", '"x"', "{}", '{"response": null}', '{"response": []}'),
        '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": "MQ"}}',
        '{"response": {"userHandle": 5}}',
        '{"response": {"userHandle": "enp6enp6enp6enp6eg"}}',
        f'{{"id": "AA", "rawId": "AA", "type": "public-key", "response": {RESPONSE}}}',
        "[" * 2000,
    ],
)
@pytest.mark.parametrize("address", ["login/passkey/", "login/code/", "account/passkeys/add/"])
def test_what_is_no_passkey_leads_nowhere(
    address: str, credential: str, ann: User, secret: str, client: Client, enter: Enter
) -> None:
    enter(client)
    if address.startswith("account"):
        give(client, code_of(secret))
    elif address == "login/passkey/":
        client.post("/admin/logout/")
        client.get("/admin/login/passkey/", headers={"Accept": "application/json"})
    else:
        client.get(CODE)
    response = client.post(f"/admin/{address}", {"credential": credential}, follow=True)
    assert response.status_code == 200
    assert is_in(client) is address.startswith("account")
    assert not Authenticator.objects.filter(type="webauthn").exists()
