"""Giving roles in the admin: who may, and what no administrator can do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from fitsite.accounts.models import LastAdministrator, User
from tests.conftest import MakeStaff

SignIn = Callable[[User], Client]
ACCOUNTS = "/admin/accounts/user/"


@pytest.fixture
def manager(make_staff: MakeStaff) -> User:
    """An administrator who is no superuser."""
    return make_staff("manager", "Administrators")


@pytest.fixture
def owner(administrator: User) -> User:
    """A superuser."""
    return administrator


@pytest.fixture
def reader(db: None) -> User:
    """An account without a role."""
    return User.objects.create_user("reader", "reader@example.org", "a long old secret")


def save(browser: Client, account: User, *roles: str, **typed: Any) -> Any:
    """Choose these roles in the form of an account, and save it."""
    groups = list(Group.objects.filter(name__in=roles).values_list("pk", flat=True))
    form = {"username": account.username, "email": account.email, "is_active": "on"}
    return browser.post(f"{ACCOUNTS}{account.pk}/change/", form | {"groups": groups} | typed)


def roles_of(account: User) -> set[str]:
    return set(account.groups.values_list("name", flat=True))


def test_an_administrator_gives_roles_and_with_them_the_way_in(
    manager: User, reader: User, signed_in: SignIn
) -> None:
    assert save(signed_in(manager), reader, "Authors", "Moderators").status_code == 302
    reader.refresh_from_db()
    assert roles_of(reader) == {"Authors", "Moderators"}
    assert reader.is_staff
    assert signed_in(reader).get("/admin/").status_code == 200


def test_who_loses_the_last_role_is_a_reader_again(
    manager: User, editor: User, signed_in: SignIn
) -> None:
    save(signed_in(manager), editor)
    editor.refresh_from_db()
    assert not roles_of(editor)
    assert not editor.is_staff
    assert signed_in(editor).get("/admin/").status_code == 302


def test_a_new_account_has_no_role(manager: User, signed_in: SignIn) -> None:
    secret = {"password1": "a very long secret", "password2": "a very long secret"}
    browser = signed_in(manager)
    browser.post(f"{ACCOUNTS}add/", {"username": "new", "usable_password": "true"} | secret)
    new = User.objects.get(username="new")
    assert not new.is_staff
    assert not roles_of(new)


def test_an_administrator_makes_nobody_a_superuser_and_gives_no_single_right(
    manager: User, reader: User, signed_in: SignIn
) -> None:
    browser = signed_in(manager)
    right = Permission.objects.get(codename="change_group").pk
    for account in (manager, reader):
        typed = {"is_superuser": "on", "is_staff": "on", "user_permissions": [right]}
        save(browser, account, *roles_of(account), **typed)
        account.refresh_from_db()
        assert not account.is_superuser
        assert not account.user_permissions.exists()
    page = browser.get(f"{ACCOUNTS}{reader.pk}/change/").text
    assert "is_superuser" not in page
    assert "user_permissions" not in page


def test_an_administrator_gives_no_group_of_the_owners_and_takes_none_away(
    manager: User, reader: User, signed_in: SignIn
) -> None:
    given, kept = (Group.objects.create(name=name) for name in ("Owners", "Proofreaders"))
    reader.take_roles([kept])
    browser = signed_in(manager)
    assert "Select a valid choice" in save(browser, reader, given.name).text
    assert save(browser, reader, "Authors").status_code == 302
    assert roles_of(reader) == {"Authors", "Proofreaders"}


def test_a_superuser_gives_any_group_and_single_rights(
    owner: User, reader: User, signed_in: SignIn
) -> None:
    Group.objects.create(name="Proofreaders")
    right = Permission.objects.get(codename="view_article")
    save(signed_in(owner), reader, "Proofreaders", user_permissions=[right.pk])
    reader.refresh_from_db()
    assert roles_of(reader) == {"Proofreaders"}
    assert reader.has_perm("articles.view_article")
    save(signed_in(owner), reader, user_permissions=[right.pk])
    reader.refresh_from_db()
    assert reader.is_staff  # A single right is a way in, too.


@pytest.mark.parametrize("path", ["change/", "delete/", "password/"])
def test_an_administrator_does_not_touch_a_superuser(
    path: str, manager: User, owner: User, signed_in: SignIn
) -> None:
    owner.set_password("a long old secret")
    owner.save()
    typed = {"username": "gone", "post": "yes"} | {
        "usable_password": "true",
        "password1": "an other secret",
        "password2": "an other secret",
    }
    address = f"{ACCOUNTS}{owner.pk}/{path}"
    assert signed_in(manager).post(address, typed).status_code == 403
    owner.refresh_from_db()
    assert owner.username == "administrator"
    assert owner.check_password("a long old secret")


def test_what_a_role_may_do_is_decided_by_superusers(
    manager: User, owner: User, signed_in: SignIn
) -> None:
    manager.user_permissions.set(Permission.objects.filter(content_type__app_label="auth"))
    role = Group.objects.get(name="Administrators")
    address = f"/admin/auth/group/{role.pk}/change/"
    assert signed_in(manager).post(address, {"name": "Everything"}).status_code == 403
    assert signed_in(manager).post("/admin/auth/group/add/", {"name": "More"}).status_code == 403
    assert signed_in(owner).get(address).status_code == 200


@pytest.mark.parametrize(
    "typed", [{"groups": []}, {"is_active": ""}, {"is_active": "", "groups": []}], ids=str
)
def test_the_last_administrator_stays_one(
    typed: dict[str, Any], manager: User, signed_in: SignIn
) -> None:
    page = save(signed_in(manager), manager, "Administrators", **typed)
    assert "This is the last account that can give roles." in page.text
    manager.refresh_from_db()
    assert manager.is_active
    assert manager.is_administrator


def test_the_last_superuser_stays_one_where_nobody_else_administrates(
    owner: User, signed_in: SignIn
) -> None:
    assert "the last account" in save(signed_in(owner), owner).text
    owner.refresh_from_db()
    assert owner.is_superuser
    assert save(signed_in(owner), owner, "Administrators").status_code == 302


def test_the_last_administrator_is_not_deleted(manager: User, signed_in: SignIn) -> None:
    address = f"{ACCOUNTS}{manager.pk}/delete/"
    assert signed_in(manager).post(address, {"post": "yes"}).status_code == 403
    signed_in(manager).post(
        ACCOUNTS, {"action": "delete_selected", "_selected_action": [manager.pk], "post": "yes"}
    )
    assert User.objects.filter(pk=manager.pk).exists()


def test_somebody_who_cannot_sign_in_is_no_other_administrator(
    manager: User, owner: User, signed_in: SignIn
) -> None:
    User.objects.filter(pk=owner.pk).update(is_active=False)
    assert "the last account" in save(signed_in(manager), manager).text


def test_one_of_two_administrators_can_go(
    manager: User, make_staff: MakeStaff, signed_in: SignIn
) -> None:
    other = make_staff("other", "Administrators")
    assert save(signed_in(manager), other).status_code == 302
    assert not roles_of(other)
    assert (
        signed_in(manager).post(f"{ACCOUNTS}{other.pk}/delete/", {"post": "yes"}).status_code == 302
    )


def test_no_road_takes_the_role_from_the_last_administrator(manager: User) -> None:
    with pytest.raises(LastAdministrator):
        manager.take_roles([])
    assert roles_of(manager) == {"Administrators"}


def test_a_new_account_has_its_address_and_roles_at_once(manager: User, signed_in: SignIn) -> None:
    browser = signed_in(manager)
    page = browser.get(f"{ACCOUNTS}add/").text
    assert "decide about comments" in page
    for foreign in ("LDAP", "Single Sign-On", "more user options"):
        assert foreign not in page
    moderators = Group.objects.get(name="Moderators")
    typed = {"username": "new", "email": "new@example.org", "groups": [moderators.pk]}
    password = {"password1": "a long new secret", "password2": "a long new secret"}
    browser.post(f"{ACCOUNTS}add/", typed | password)
    account = User.objects.get(username="new")
    assert (account.email, account.is_staff) == ("new@example.org", True)
    assert account.has_perm("comments.moderate_comment")
    assert account.check_password("a long new secret")


def test_a_new_account_without_a_role_does_not_enter_the_admin(
    manager: User, signed_in: SignIn
) -> None:
    password = {"password1": "a long new secret", "password2": "a long new secret"}
    signed_in(manager).post(f"{ACCOUNTS}add/", {"username": "new"} | password)
    assert not User.objects.get(username="new").is_staff


def test_an_administrator_adds_nobody_to_another_group(manager: User, signed_in: SignIn) -> None:
    own = Group.objects.create(name="Proofreaders")
    password = {"password1": "a long new secret", "password2": "a long new secret"}
    typed = {"username": "new", "groups": [own.pk]} | password
    assert "Select a valid choice" in signed_in(manager).post(f"{ACCOUNTS}add/", typed).text
    assert not User.objects.filter(username="new").exists()


def test_the_roles_of_the_site_are_neither_renamed_nor_deleted(
    owner: User, signed_in: SignIn
) -> None:
    browser = signed_in(owner)
    own = Group.objects.create(name="Proofreaders")
    role = Group.objects.get(name="Moderators")
    groups = "/admin/auth/group/"
    assert "delete_selected" not in browser.get(groups).text
    demand = {"demand-TOTAL_FORMS": "0", "demand-INITIAL_FORMS": "0"}
    for group in (role, own):
        browser.post(f"{groups}{group.pk}/change/", {"name": f"{group.name} 2"} | demand)
    names = set(Group.objects.values_list("name", flat=True))
    assert {"Moderators", "Proofreaders 2"} < names
    assert browser.post(f"{groups}{role.pk}/delete/", {"post": "yes"}).status_code == 403
    assert browser.post(f"{groups}{own.pk}/delete/", {"post": "yes"}).status_code == 302
    assert set(Group.objects.values_list("name", flat=True)) == names - {"Proofreaders 2"}
