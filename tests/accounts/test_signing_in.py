"""The way in and the way out."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from fitsite.accounts.models import User
from tests.accounts.conftest import PASSWORD, Enter, is_in


@pytest.mark.parametrize("login", ["ann", " ann ", "Ann@example.org", "aNN@EXAMPLE.org"])
def test_a_user_name_and_an_email_address_both_lead_in(
    login: str, ann: User, client: Client, enter: Enter
) -> None:
    response = enter(client, login=login)
    assert response.headers["Location"] == "/admin/"
    assert is_in(client)


def test_one_comes_to_the_page_that_one_asked_for(ann: User, client: Client, enter: Enter) -> None:
    asked = client.get("/admin/articles/article/?q=run").headers["Location"]
    page = client.get(asked).text
    assert 'name="next" value="/admin/articles/article/?q=run"' in page
    response = enter(client, next="/admin/articles/article/?q=run")
    assert response.headers["Location"] == "/admin/articles/article/?q=run"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "https:evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "http://testserver.evil.example/",
        "\0",
    ],
)
def test_nobody_is_led_away_from_here(
    elsewhere: str, ann: User, client: Client, enter: Enter
) -> None:
    assert enter(client, next=elsewhere).headers["Location"] == "/admin/"


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("ann", "wrong"),
        ("ann", f"{PASSWORD} "),
        ("ANN", PASSWORD),
        ("ann@example.com", PASSWORD),
        ("nobody", PASSWORD),
        ("nobody@example.org", PASSWORD),
        ("' OR 1=1 --", PASSWORD),
        ("<script>", "x" * 5000),
    ],
)
def test_what_is_wrong_is_told_alike_whether_there_is_an_account_or_not(
    login: str, password: str, ann: User, client: Client, enter: Enter
) -> None:
    page = enter(client, login=login, password=password)
    assert page.status_code == 200
    assert "These do not belong together" in page.text
    assert password not in page.text
    assert page.context["form"]["login"].value() == login
    assert not is_in(client)


def test_an_account_that_is_switched_off_is_told_like_a_wrong_password(
    ann: User, client: Client, enter: Enter
) -> None:
    User.objects.update(is_active=False)
    assert "These do not belong together" in enter(client).text
    assert not is_in(client)


@pytest.mark.parametrize("typed", [{}, {"login": ""}, {"login": "a" * 300}, {"login": "a\0b"}])
def test_what_cannot_be_an_account_is_refused_beside_the_field(
    typed: dict[str, str], ann: User, client: Client
) -> None:
    page = client.post("/admin/login/", typed | {"password": PASSWORD})
    assert page.context["form"].errors["login"]
    assert 'id="id_login_error"' in page.text


def test_one_persons_user_name_may_look_like_anothers_address(
    ann: User, client: Client, enter: Enter
) -> None:
    User.objects.create_user("ann@example.org", "other@example.org", "another long password")
    enter(client, login="ann@example.org", password="another long password")
    assert client.get("/admin/account/").context["user"].email == "other@example.org"


def test_the_admins_own_form_does_not_exist(ann: User, client: Client) -> None:
    page = client.post(
        "/admin/login/", {"username": "ann", "password": PASSWORD, "next": "/admin/"}
    )
    assert page.context["form"].errors["login"]
    assert not is_in(client)


@pytest.mark.parametrize(
    "address", ["signup", "email", "confirm-email", "password/set", "login/code", "3rdparty"]
)
@pytest.mark.parametrize("base", ["/admin/", "/admin/account/", "/accounts/", "/"])
def test_nobody_makes_an_account_for_themselves(
    base: str, address: str, client: Client, db: None
) -> None:
    assert client.get(f"{base}{address}/").status_code in {302, 404}
    assert client.post(f"{base}{address}/", {"username": "eve"}).status_code in {302, 404, 405}
    assert not User.objects.exists()


def test_signing_out_takes_a_button(ann: User, client: Client, enter: Enter) -> None:
    enter(client)
    assert "Sign out?" in client.get("/admin/logout/").text
    assert is_in(client)
    assert client.post("/admin/logout/").headers["Location"] == "/admin/login/"
    assert not is_in(client)
    assert "You are signed out." in client.get("/admin/login/").text
    assert client.post("/admin/logout/").status_code == 302


def test_signing_in_needs_the_token_of_our_own_page(ann: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.get("/admin/login/")
    assert browser.post("/admin/login/", {"login": "ann", "password": PASSWORD}).status_code == 403
    assert not is_in(browser)


def test_who_may_not_enter_the_admin_is_told_so_and_not_sent_in_circles(
    client: Client, enter: Enter, db: None
) -> None:
    User.objects.create_user("bob", "bob@example.org", PASSWORD)
    enter(client, login="bob")
    page = client.get("/admin/articles/article/", follow=True)
    assert page.status_code == 200
    assert "This account may not enter the admin" in page.text


@pytest.mark.parametrize(
    "address", ["", "account/", "account/confirm/", "password_change/", "articles/article/"]
)
def test_strangers_are_asked_who_they_are(address: str, client: Client, db: None) -> None:
    for response in (client.get(f"/admin/{address}"), client.post(f"/admin/{address}")):
        assert response.headers["Location"] == f"/admin/login/?next=/admin/{address}"


@pytest.mark.parametrize("address", ["/admin/login/", "/admin/account/", "/admin/reset/"])
def test_nobody_keeps_these_pages(address: str, ann: User, client: Client) -> None:
    if address == "/admin/account/":
        client.force_login(ann)
    assert "no-store" in client.get(address).headers["Cache-Control"]


def test_addresses_are_kept_at_the_account_alone(ann: User, client: Client, enter: Enter) -> None:
    enter(client, login=ann.email)
    client.post("/admin/reset/", {"email": ann.email})
    assert not EmailAddress.objects.exists()
