"""Changing one's password, and getting a new one by mail."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client
from django.utils.http import int_to_base36

from fitsite.accounts.models import User
from fitsite.letters.duties import send
from fitsite.letters.models import Letter
from tests.accounts.conftest import PASSWORD, Enter, is_in

NEW = "another horse, another staple"
CHANGE = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
SET = {"password1": NEW, "password2": NEW}


def mailed_link(browser: Client, email: str = "ann@example.org") -> str:
    browser.post("/admin/reset/", {"email": email})
    send()
    [link] = re.findall(r"http://127\.0\.0\.1:8000(/admin/reset/\S+)", str(mail.outbox[-1].body))
    return str(link)


def set_by(browser: Client, link: str, **typed: str) -> str:
    """What the page says after a new password was typed behind a link."""
    return browser.post(browser.get(link, follow=True).request["PATH_INFO"], SET | typed).text


def test_a_changed_password_is_the_one_that_counts(ann: User, client: Client, enter: Enter) -> None:
    enter(client)
    assert client.post("/admin/password_change/", CHANGE).headers["Location"] == "/admin/account/"
    assert "Your password is changed." in client.get("/admin/account/").text
    assert is_in(client)
    client.post("/admin/logout/")
    enter(client)
    assert not is_in(client)
    enter(client, password=NEW)
    assert is_in(client)


def test_a_changed_password_signs_out_everybody_else(ann: User, enter: Enter) -> None:
    mine, theirs = Client(), Client()
    for browser in (mine, theirs):
        enter(browser)
    mine.post("/admin/password_change/", CHANGE)
    assert is_in(mine)
    assert not is_in(theirs)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"oldpassword": "wrong"}, "oldpassword"),
        ({"password1": "short", "password2": "short"}, "password1"),
        ({"password2": "something else entirely"}, "password2"),
        ({"password1": ""}, "password1"),
    ],
)
def test_a_mistake_is_explained_beside_the_field(
    typed: dict[str, str], field: str, ann: User, client: Client, enter: Enter
) -> None:
    enter(client)
    page = client.post("/admin/password_change/", CHANGE | typed)
    assert page.context["form"].errors[field]
    assert f'id="id_{field}_error"' in page.text
    assert User.objects.get().check_password(PASSWORD)


def test_a_change_is_told_by_mail(ann: User, client: Client, enter: Enter) -> None:
    enter(client)
    client.post("/admin/password_change/", CHANGE)
    send()
    assert mail.outbox[-1].to == [ann.email]
    assert "The password was changed." in mail.outbox[-1].body


def test_a_mailed_link_sets_a_new_password_once(ann: User, client: Client, enter: Enter) -> None:
    link = mailed_link(client)
    client.get(link, follow=True)
    assert set_by(client, link) == ""
    assert not is_in(client)
    enter(client, password=NEW)
    assert is_in(client)
    assert "does not work any more" in Client().get(link).text


def test_the_token_is_stored_nowhere_and_not_in_the_address_of_the_form(
    ann: User, client: Client
) -> None:
    client.post("/admin/reset/", {"email": ann.email})
    assert Letter.objects.get().context == {"user": ann.pk}
    send()
    assert Letter.objects.get().context == {}
    [link, token] = re.findall(r"(/admin/reset/\w+-(\S+)/)", str(mail.outbox[-1].body))[0]
    page = client.get(link, follow=True)
    assert "Your new password" in page.text
    assert token not in page.text


@pytest.mark.parametrize("email", ["nobody@example.org", "a\0b@example.org", "ann"])
def test_the_answer_does_not_say_whether_there_is_an_account(
    email: str, ann: User, client: Client
) -> None:
    known = client.post("/admin/reset/", {"email": ann.email})
    unknown = client.post("/admin/reset/", {"email": email})
    if "\0" in email or "@" not in email:
        assert unknown.context["form"].errors["email"]
    else:
        assert (unknown.status_code, unknown["Location"]) == (known.status_code, known["Location"])
    assert [letter.to for letter in Letter.objects.all()] == [ann.email]


@pytest.mark.parametrize("why", ["switched off", "without a password"])
def test_whoever_may_not_sign_in_with_a_password_gets_no_link(
    why: str, ann: User, client: Client
) -> None:
    if why == "switched off":
        ann.is_active = False
    else:
        ann.set_unusable_password()
    ann.save()
    assert client.post("/admin/reset/", {"email": ann.email}).status_code == 302
    assert not Letter.objects.exists()


def test_an_account_that_has_changed_meanwhile_gets_no_link(ann: User, client: Client) -> None:
    client.post("/admin/reset/", {"email": ann.email})
    User.objects.update(email="new@example.org")
    send()
    assert mail.outbox == []
    assert Letter.objects.get().fate == "unwanted"


@pytest.mark.parametrize(
    "link",
    [
        "/admin/reset/1-set-password/",
        "/admin/reset/zzzzzzzzzzzzz-abc-def/",
        "/admin/reset/1-abc-0000000000000000000000000000000000000000/",
    ],
)
def test_an_invented_link_changes_nothing(link: str, ann: User, client: Client) -> None:
    assert "does not work any more" in client.get(link).text
    assert "does not work any more" in client.post(link, SET).text
    assert User.objects.get().check_password(PASSWORD)


def test_a_link_is_of_no_use_for_another_account(ann: User, client: Client) -> None:
    other = User.objects.create_user("bob", "bob@example.org", PASSWORD)
    mine, theirs = (f"/{int_to_base36(user.pk)}-" for user in (ann, other))
    link = mailed_link(client)
    assert mine in link
    link = link.replace(mine, theirs)
    assert "does not work any more" in client.get(link).text


def test_the_link_leads_to_this_site_whatever_the_request_said(ann: User, settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    Client().post("/admin/reset/", {"email": ann.email}, headers={"Host": "evil.example"})
    send()
    assert "evil.example" not in mail.outbox[-1].body


def test_a_new_password_by_mail_must_be_as_good_as_any(ann: User, client: Client) -> None:
    page = set_by(client, mailed_link(client), password1="ann", password2="ann")
    assert 'id="id_password1_error"' in page
    assert User.objects.get().check_password(PASSWORD)
