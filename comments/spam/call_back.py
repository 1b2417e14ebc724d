"""An address at which Akismet can say that it has made up its mind: signed, one for each check.

A hit carries no verdict that we believe; it only means "ask again now".
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.urls import reverse

from comments.models import Check
from fitsite.loopback import is_loopback

_SALT = "comments.call_back"
MAX_AGE = 7 * 24 * 3600


def address(check: Check) -> dict[str, str]:
    """The field to send; nothing where Akismet could not reach the site anyway."""
    if is_loopback(urlsplit(settings.SITE_URL).hostname or ""):
        return {}
    token = signing.dumps(check.pk, salt=_SALT)
    return {"callback": settings.SITE_URL + reverse("comments:ask_now", args=[token])}


def ask_now(token: str) -> bool:
    """Make the check due at once; False for a token that is forged or too old."""
    try:
        pk = signing.loads(token, salt=_SALT, max_age=MAX_AGE)
    except signing.BadSignature:
        return False
    Check.objects.filter(pk=pk).hurry()
    return True
