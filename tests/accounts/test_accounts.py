"""People who can sign in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError
from django.test import Client

from fitsite.accounts.models import User


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
