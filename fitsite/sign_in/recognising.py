"""Where somebody has come in before: by a cookie in the browser, and by their network.

Neither gives any right. Both only make that what strangers try counts for strangers. A new password
ends what a cookie is good for, and so does being signed out everywhere: whoever had the old one, or
a browser that was signed in, may have made many.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import constant_time_compare, salted_hmac

from fitsite.accounts.models import User
from fitsite.client_ip import client_ip, network_of
from fitsite.rates.limits import Limit
from fitsite.sign_in.models import Recognition

KNOWN_FOR = timedelta(days=90)
COOKIE = f"fitsite_browser_{settings.INSTANCE}"
# Where the sign-in page is; readers' pages never see it.
PATH = "/admin/"
SALT = "fitsite.sign_in.browser"
# A network has come in with an account once, lately.
CAME_IN = Limit("came in", 1, KNOWN_FOR)


def remember(request: HttpRequest, response: HttpResponseBase, user: User) -> None:
    """Recognise the browser and the network of somebody who has just come in."""
    CAME_IN.begin(str(user.pk), network_of(client_ip(request)))
    value = {
        "user": user.pk,
        "password": _digest(user),
        "word": Recognition.objects.get_or_create(user=user)[0].word,
        "browser": browser_of(request, user) or uuid4().hex,
    }
    response.set_cookie(
        COOKIE,
        signing.dumps(value, salt=SALT),
        max_age=KNOWN_FOR,
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def browser_of(request: HttpRequest, account: User | str) -> str:
    """The name of a browser that came in with this account before, or ""."""
    try:
        found: dict[str, Any] = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KNOWN_FOR
        )
    except signing.BadSignature:
        return ""
    if not isinstance(account, User) or found["user"] != account.pk:
        return ""
    is_of_this_password = constant_time_compare(found.get("password", ""), _digest(account))
    is_known = is_of_this_password and found.get("word") == Recognition.objects.word_of(account)
    return str(found["browser"]) if is_known else ""


def is_known_network(account: User | str, network: str) -> bool:
    """Whether somebody came in with this account from this network lately."""
    return isinstance(account, User) and CAME_IN.has_counted(str(account.pk), network)


def _digest(account: User) -> str:
    """Of the password as it is stored, which changes with it."""
    told = account.get_session_auth_hash()
    return salted_hmac(SALT, told, algorithm="sha256").hexdigest()[:20]
