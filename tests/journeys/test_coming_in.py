"""Signing in at a real browser: password, app, recovery code, passkey, and the way out."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from fitsite.accounts.models import User
from fitsite.client_ip import network_of
from fitsite.letters.duties import send
from fitsite.sign_in import throttling
from fitsite.sign_in.models import Demand
from tests.accounts.conftest import code_of
from tests.journeys.conftest import PASSWORD, Open
from tests.journeys.test_accessibility import DESK_WINDOWS, find_nothing, follow

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def person(editor: User) -> User:
    """An editor with a password, whose role demands a second factor."""
    editor.set_password(PASSWORD)
    editor.save()
    Demand.objects.create(group=editor.groups.get(), second_factor=True)
    return editor


def plug_in_a_key(page: Page) -> None:
    """Give the browser an authenticator of its own, as a laptop with a finger reader has."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def give_password(page: Page, password: str = PASSWORD) -> None:
    page.get_by_label("Username or e-mail").fill("editor@example.org")
    page.get_by_label("Password").fill(password)
    press(page, "Sign in")


def give_code(page: Page, code: str) -> None:
    page.get_by_label("Code").fill(code)
    press(page, "Sign in")


def sign_out(page: Page) -> None:
    page.goto("/admin/account/")
    press(page, "Sign out")
    expect(page.get_by_text("You are signed out.")).to_be_visible()


def set_up_app(page: Page) -> str:
    """Set up an app on the page that asks for it; its secret."""
    secret = page.locator(".door__key").inner_text()
    page.get_by_label("The code that the app shows").fill(code_of(secret))
    press(page, "Set it up")
    return secret


@DESK_WINDOWS
def test_the_whole_way_in_and_axe_finds_nothing_on_it(
    width: int, scheme: str, person: User, open_browser: Open
) -> None:
    page = open_browser(color_scheme=scheme, viewport={"width": width, "height": 900})
    plug_in_a_key(page)
    page.goto("/admin/articles/article/")
    find_nothing(page, "sign in")
    give_password(page, "wrong")
    expect(page.get_by_role("alert")).to_contain_text("You are not signed in")
    find_nothing(page, "a wrong password")
    give_password(page)

    expect(page.get_by_text("demands a second factor")).to_be_visible()
    find_nothing(page, "the account of somebody who lacks a factor")
    follow(page, page.get_by_role("link", name="Set up an app"))
    find_nothing(page, "set up an app")
    page.get_by_label("The code that the app shows").fill("000000")
    press(page, "Set it up")
    find_nothing(page, "a wrong first code")
    secret = set_up_app(page)
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    find_nothing(page, "recovery codes")
    codes = page.locator(".door__codes code").all_inner_texts()

    sign_out(page)
    give_password(page)
    find_nothing(page, "the code")
    give_code(page, "000000")
    find_nothing(page, "a wrong code")
    give_code(page, code_of(secret))
    expect(page.get_by_role("link", name="Articles").first).to_be_visible()

    sign_out(page)
    give_password(page)
    give_code(page, codes[0])
    page.goto("/admin/account/")
    expect(page.get_by_text("9 left")).to_be_visible()
    find_nothing(page, "the account")
    follow(page, page.get_by_role("link", name="Add a passkey"))
    find_nothing(page, "add a passkey")
    page.get_by_label("A name for it").fill("Laptop")
    press(page, "Add it")
    expect(page.get_by_text("The passkey is added.")).to_be_visible()
    expect(page.get_by_text("Passkey “Laptop”")).to_be_visible()

    sign_out(page)
    press(page, "Sign in with a passkey")
    expect(page.get_by_role("link", name="Articles").first).to_be_visible()
    sign_out(page)
    give_password(page)
    press(page, "Use your passkey")
    expect(page.get_by_role("link", name="Articles").first).to_be_visible()

    for address in (
        *("account/app/remove/", "account/codes/new/", "account/confirm/"),
        *("account/confirm/code/", "account/confirm/passkey/", "password_change/", "logout/"),
    ):
        page.goto(f"/admin/{address}")
        find_nothing(page, address)
    page.goto("/admin/account/")
    follow(page, page.get_by_role("link", name="Remove “Laptop”"))
    find_nothing(page, "remove a passkey")
    press(page, "Remove it")
    expect(page.get_by_text("The passkey is removed.")).to_be_visible()


def test_who_asks_too_often_for_a_passkey_hears_how_long_to_wait(
    person: User, open_browser: Open
) -> None:
    page = open_browser(viewport={"width": 360, "height": 900})
    plug_in_a_key(page)
    page.goto("/admin/login/")
    while not throttling.PASSKEY.take(network_of("127.0.0.1")):
        pass
    press(page, "Sign in with a passkey")
    said = page.get_by_role("status").filter(has_text="Too many tries.")
    expect(said).to_contain_text(re.compile(r"Please try again in 1[45] minutes\."))
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_enabled()
    find_nothing(page, "too many passkeys")


@pytest.mark.parametrize("javascript", [True, False], ids=["js", "no-js"])
def test_a_forgotten_password(
    javascript: bool, person: User, open_browser: Open, live_server, settings, mailoutbox
) -> None:
    settings.SITE_URL = live_server.url
    page = open_browser(java_script_enabled=javascript, viewport={"width": 360, "height": 900})

    def look(what: str) -> None:
        if javascript:
            find_nothing(page, what)

    page.goto("/admin/login/")
    page.get_by_role("link", name="Forgotten your password?").click()
    look("a new password")
    page.get_by_label("Your e-mail address").fill("editor@example.org")
    press(page, "Send me the link")
    look("look into your mail")
    send()
    [link] = re.findall(r"http://\S+/admin/reset/\S+", mailoutbox[-1].body)
    page.goto(link)
    look("your new password")
    page.get_by_label("New password required").fill("short")
    page.get_by_label("New password, again").fill("short")
    press(page, "Set it")
    look("a new password that is too short")
    page.get_by_label("New password required").fill("a quite different password")
    page.get_by_label("New password, again").fill("a quite different password")
    press(page, "Set it")
    expect(page.get_by_role("heading", name="You have a new password")).to_be_visible()
    look("you have a new password")
    page.goto(link)
    look("an old link")
    expect(page.get_by_text("does not work any more")).to_be_visible()


def test_all_but_passkeys_works_without_scripts(person: User, open_browser: Open) -> None:
    page = open_browser(java_script_enabled=False)
    page.goto("/admin/")
    expect(page.get_by_text("Passkeys need JavaScript")).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    give_password(page)
    page.goto("/admin/account/passkeys/add/")
    expect(page.get_by_text("An authenticator app does without.")).to_be_visible()
    page.goto("/admin/account/app/")
    secret = set_up_app(page)
    sign_out(page)
    give_password(page)
    give_code(page, code_of(secret))
    page.goto("/admin/account/")
    press(page, "Sign out")


def test_who_breaks_off_with_the_passkey_is_told_and_may_try_again(
    person: User, open_browser: Open
) -> None:
    page = open_browser()
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR | {"isUserVerified": False}}
    )
    page.goto("/admin/login/")
    press(page, "Sign in with a passkey")
    expect(page.get_by_role("status").last).to_contain_text("Try again when you are ready")
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_enabled()
