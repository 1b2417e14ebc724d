"""The forms of second factors."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as allauth
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, validate_totp_code
from allauth.mfa.webauthn import forms as webauthn
from django import forms

from fitsite.rates.limits import Limit
from fitsite.sign_in import throttling, vault

# A code fits for three steps of 30 seconds, and is taken once. allauth notes that in the cache,
# which other processes may not see and which may be away.
USED = Limit("code used", 1, timedelta(seconds=90))
CODE = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}


class CodeField(forms.CharField):
    """A code, with or without spaces."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, widget=forms.TextInput(attrs=CODE), **kwargs)

    def clean(self, value: Any) -> str:
        """Only what counts."""
        return "".join(filter(str.isalnum, super().clean(value)))


class OneTimeCode:
    """A code of the app, or one of those for when it is lost."""

    user: Any
    authenticator: Authenticator
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        """Count the try, and look which of one's factors the code is of."""
        attempt = throttling.SECOND_FACTOR.attempt(context.request, self.user)
        code = str(self.cleaned_data["code"])
        for factor in Authenticator.objects.filter(user=self.user).order_by("-type"):
            if _fits(factor, code):
                attempt.succeeded()
                self.authenticator = factor
                return code
        raise get_adapter().validation_error("incorrect_code")


class AskedForm(OneTimeCode, allauth.AuthenticateForm):
    """After the password."""

    code = CodeField(label="Code")


class ConfirmByCodeForm(OneTimeCode, allauth.ReauthenticateForm):
    """In place of saying the password once more."""

    code = CodeField(label="Code")


class SetUpAppForm(totp.ActivateTOTPForm):
    """The first code of an app. Until it has come, the session keeps the secret, locked as well."""

    code = CodeField(label="The code that the app shows")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        session = context.request.session
        was_begun = SECRET_SESSION_KEY in session
        super().__init__(*args, **kwargs)
        if self.is_bound and was_begun:
            self.secret = vault.unlock(self.secret)
        else:
            session[SECRET_SESSION_KEY] = vault.lock(self.secret)


class CredentialField(forms.JSONField):
    """What the browser's passkey says; whatever a stranger sends in its place."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        """Refuse what is nested deeper than Python can read."""
        try:
            return super().to_python(value)
        except RecursionError as error:
            raise get_adapter().validation_error("incorrect_code") from error

    def bound_data(self, data: Any, initial: Any) -> None:
        """Not shown again: it answers one question, and the page asks another."""


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    """Each key leads in by itself, and so each must know its owner by finger, face or PIN."""

    name = forms.CharField(
        label="A name for it",
        max_length=50,
        required=False,
        help_text="Such as “Phone” or “Blue key”.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    credential = CredentialField()
    passwordless = None  # type: ignore[assignment]


class PasskeyForm(webauthn.LoginWebAuthnForm):
    """In place of name, password and code."""

    credential = CredentialField()


class AskedPasskeyForm(webauthn.AuthenticateWebAuthnForm):
    """After the password, in place of a code."""

    credential = CredentialField()


class ConfirmByPasskeyForm(webauthn.ReauthenticateWebAuthnForm):
    """In place of saying the password once more."""

    credential = CredentialField()


def _fits(factor: Authenticator, code: str) -> bool:
    if factor.type == Authenticator.Type.RECOVERY_CODES:
        return bool(factor.wrap().validate_code(code))
    if factor.type != Authenticator.Type.TOTP:
        return False
    secret = vault.unlock(factor.data["secret"])
    return validate_totp_code(secret, code) and USED.take(str(factor.pk), code) is None
