"""Mail about one's own account, by the outbox as all mail: see docs/adr/0011-letters.md.

An answer to a form then waits for no mail server: an account costs one row more than none. A mail
server that is away loses nothing, and the link with the token is made when the letter leaves,
stored nowhere.
"""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import int_to_base36

from fitsite.accounts.models import User
from fitsite.letters.contents import Contents
from fitsite.letters.models import Letter

# What changed, by the name that allauth has for it.
CHANGES = {
    "password_changed": "The password was changed.",
    "email_changed": "The e-mail address was changed by an administrator.",
    "password_reset": "A new password was set, through a link that was mailed here.",
    "totp_activated": "An authenticator app was set up.",
    "totp_deactivated": "The authenticator app was removed.",
    "webauthn_added": "A passkey was added.",
    "webauthn_removed": "A passkey was removed.",
    "recovery_codes_generated": "New recovery codes were made; the old ones work no more.",
    "second_factors_removed": "All second factors were removed by an administrator.",
}


def post_reset(user: User) -> None:
    """Send the link to a new password."""
    key = f"reset/{user.pk}/{uuid4()}"
    Letter.objects.post(key=key, to=user.email, template="emails/reset", context={"user": user.pk})


def tell_of_change(user: User, what: str, *, to: str = "") -> None:
    """Tell somebody what was changed of their account, at another address than now or at theirs."""
    to = to or user.email
    if to and what in CHANGES:
        Letter.objects.post(
            key=f"account_changed/{user.pk}/{uuid4()}",
            to=to,
            template="emails/account_changed",
            context={"user": user.pk, "what": what, "at": timezone.now().isoformat()},
        )


def reset(letter: Letter) -> Contents | None:
    """The link, unless the account has changed its address or may not sign in any more."""
    user = User.objects.filter(pk=letter.context["user"], is_active=True, email=letter.to).first()
    if user is None or not user.has_usable_password():
        return None
    token = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", args=[int_to_base36(user.pk), token])
    hours = settings.PASSWORD_RESET_TIMEOUT // 3600
    return Contents({"link": settings.SITE_URL + path, "name": user.username, "hours": hours})


def account_changed(letter: Letter) -> Contents | None:
    """What changed, and what to do if it was somebody else."""
    user = User.objects.filter(pk=letter.context["user"]).first()
    if user is None:
        return None
    return Contents(
        {
            "name": user.get_username(),
            "what": CHANGES[letter.context["what"]],
            "at": parse_datetime(letter.context["at"]),
            "reset": settings.SITE_URL + reverse("account_reset_password"),
        }
    )
