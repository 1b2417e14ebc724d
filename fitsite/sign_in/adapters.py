"""What allauth asks the site about accounts."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from fitsite.accounts.models import User
from fitsite.branding.models import Branding
from fitsite.sign_in import letters, recognising, sessions, throttling, vault

WRONG = "These do not belong together. Look at both, and mind capital letters in the password."


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up is closed, nothing is told of who has an account, mail goes through the outbox."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
        "incorrect_password": "This is not your password.",
        "enter_current_password": "This is not your password.",
    }

    def is_reauthentication_required(self, *, app: str, **about: Any) -> bool:
        """Not within minutes of having come in, or of having confirmed it."""
        records = get_authentication_records(self.request, self.request.user)
        last: float = max((record["at"] for record in records), default=0)
        return time.time() - last > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by administrators."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Count the try; for signing in, and for saying the password once more."""
        account = User.objects.filter(username=credentials["username"]).first()
        attempt = throttling.PASSWORD.attempt(request, account or credentials["username"])
        user = super().authenticate(request, **credentials)
        if user:
            attempt.succeeded()
        return user

    def login(self, request: HttpRequest, user: Any) -> None:
        """Note where and when."""
        super().login(request, user)
        sessions.begin(request)

    def post_login(self, request: HttpRequest, user: Any, **about: Any) -> HttpResponse:
        """Recognise from now on where somebody has come in."""
        response = super().post_login(request, user, **about)
        recognising.remember(request, response, user)
        return response

    def set_password(self, user: Any, password: str) -> None:
        """Change nothing of the account but the password, and sign it out everywhere else."""
        user.set_password(password)
        user.save(update_fields=["password"])
        sessions.end_others(self.request, user)

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """Who comes with a passkey is told; who comes with a password has a wrong one."""
        messages.error(request, "This account is switched off.")
        return redirect("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the account."""
        return reverse("account")

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Any,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell people of what was changed of their account."""
        if isinstance(user, User):
            letters.tell_of_change(user, template_prefix.rpartition("/")[2])


class FactorAdapter(DefaultMFAAdapter):
    """Secrets are stored locked, and apps and keys show the name of the site."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This does not fit. Each code works once, and for a minute or so."
    }

    def encrypt(self, text: str) -> str:
        """As the database may keep it."""
        return vault.lock(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again. Raises Unreadable."""
        return vault.unlock(encrypted_text)

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        """What a key is called until its owner has a better name."""
        count = Authenticator.objects.filter(user=user, type=type).count()
        return f"Passkey {count + 1}" if count else "Passkey"

    def get_totp_issuer(self) -> str:
        """What the app shows above the code."""
        return Branding.objects.current().site_name

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """What a key is made for: it works under this host name and no other."""
        host = context.request.get_host().partition(":")[0]
        return {"id": host, "name": Branding.objects.current().site_name}
