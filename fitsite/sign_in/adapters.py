"""What allauth asks the site about accounts."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from fitsite.accounts.models import User
from fitsite.sign_in import letters

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
