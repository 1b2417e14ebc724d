"""What allauth asks the site about accounts."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from fitsite.accounts.models import User
from fitsite.sign_in import letters, recognising, throttling

WRONG = "These do not belong together. Look at both, and mind capital letters in the password."


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up is closed, nothing is told of who has an account, mail goes through the outbox."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
        "incorrect_password": "This is not your password.",
        "enter_current_password": "This is not your password.",
    }

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

    def post_login(self, request: HttpRequest, user: Any, **about: Any) -> HttpResponse:
        """Recognise from now on where somebody has come in."""
        response = super().post_login(request, user, **about)
        recognising.remember(request, response, user)
        return response

    def set_password(self, user: Any, password: str) -> None:
        """Change nothing of the account but the password."""
        user.set_password(password)
        user.save(update_fields=["password"])

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
