"""Somebody with a password, and what a browser sends of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from fitsite.accounts.models import User

PASSWORD = "correct horse battery staple"

Enter = Callable[..., HttpResponse]


@pytest.fixture(autouse=True)
def passwords_are_checked_fast(settings: Settings) -> None:
    """What makes guessing slow would make these tests slow."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def ann(db: None) -> User:
    """An editor who signs in with a password."""
    user = User.objects.create_user("ann", "Ann@example.org", PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
    return user


@pytest.fixture
def enter() -> Enter:
    """Send the sign-in form; whatever is not said is right."""

    def send(browser: Client, login: str = "ann", password: str = PASSWORD, **more: Any) -> Any:
        headers = more.pop("headers", {})
        address = more.pop("address", "203.0.113.1")
        typed = {"login": login, "password": password} | more
        return browser.post("/admin/login/", typed, headers=headers, REMOTE_ADDR=address)

    return send


def is_in(browser: Client) -> bool:
    """Whether the admin opens."""
    return browser.get("/admin/").status_code == 200
