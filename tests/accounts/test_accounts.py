"""People who can sign in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError
from django.test import Client

from fitsite.accounts.models import User
from fitsite.page_cache.models import PageVersion


@pytest.mark.parametrize("second", ["ann@example.org", "ANN@Example.ORG"])
def test_an_email_address_belongs_to_one_account(second: str, db: None) -> None:
    User.objects.create_user("ann", "ann@example.org")
    with pytest.raises(IntegrityError):
        User.objects.create(username="other", email=second)


def test_any_number_of_accounts_have_no_email_address(db: None) -> None:
    User.objects.create_user("ann")
    User.objects.create_user("ben")
    assert User.objects.filter(email="").count() == 2


def test_the_desk_says_that_an_address_is_taken(
    administrator: User, editor: User, signed_in: Callable[[User], Client]
) -> None:
    page = signed_in(administrator).post(
        f"/admin/accounts/user/{editor.pk}/change/",
        {"username": "editor", "email": administrator.email.upper(), "is_active": "on"},
    )
    assert "Another account has this e-mail address." in page.text


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ({"first_name": "Ann", "last_name": "Lee"}, "Ann Lee"),
        ({"first_name": "Ann"}, "Ann"),
        ({}, "ann"),
    ],
)
def test_readers_see_a_persons_name_rather_than_their_user_name(
    names: dict[str, str], shown: str
) -> None:
    assert User(username="ann", **names).public_name == shown


Change = Callable[[User], object]
SEEN: dict[str, Change] = {
    "save": lambda user: user.save(),
    "save what is seen": lambda user: user.save(update_fields=["is_staff"]),
    "update many": lambda user: User.objects.update(is_staff=False),
    "delete": lambda user: user.delete(),
    "delete many": lambda user: User.objects.all().delete(),
}


def version() -> int:
    return PageVersion.objects.filter(scope="site").values_list("number", flat=True).first() or 0


@pytest.mark.parametrize("change", SEEN.values(), ids=list(SEEN))
def test_a_change_of_the_staff_renews_the_pages_that_show_its_badge(
    change: Change, moderator: User
) -> None:
    before = version()
    change(moderator)
    assert version() > before


def test_signing_in_renews_no_page(moderator: User, client: Client) -> None:
    before = version()
    moderator.set_password("a very long secret")
    moderator.save(update_fields=["password"])
    client.login(username=moderator.username, password="a very long secret")
    assert User.objects.get().last_login
    assert version() == before
