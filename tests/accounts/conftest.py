"""Somebody with a password, and what a browser sends of it."""

from __future__ import annotations

import base64
import hmac
import re
import struct
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from fitsite.accounts.models import User

PASSWORD = "correct horse battery staple"

Enter = Callable[..., Any]


@pytest.fixture
def ann(db: None) -> User:
    """An editor who signs in with a password; her id reads otherwise in base 36."""
    user = User.objects.create_user("ann", "Ann@example.org", PASSWORD, is_staff=True, pk=1_000)
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


def code_of(secret: str, step: int = 0) -> str:
    """What an authenticator app shows now, or some steps of 30 seconds later: RFC 6238."""
    moment = struct.pack(">Q", int(time.time()) // 30 + step)
    digest = hmac.digest(base64.b32decode(secret), moment, "sha1")
    at = digest[-1] & 15
    number = struct.unpack(">I", digest[at : at + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def set_up_app(browser: Client) -> str:
    """Set up an authenticator app; the secret that it keeps."""
    [secret] = re.findall(r'door__key">(\w+)<', browser.get("/admin/account/app/").text)
    done = browser.post("/admin/account/app/", {"code": code_of(secret)})
    assert done.headers["Location"] == "/admin/account/codes/"
    return str(secret)


def recovery_codes(browser: Client) -> list[str]:
    """Those that are left."""
    return re.findall(r"<code>(\d{8})</code>", browser.get("/admin/account/codes/").text)


def is_in(browser: Client) -> bool:
    """Whether the admin opens."""
    return browser.get("/admin/").status_code == 200
