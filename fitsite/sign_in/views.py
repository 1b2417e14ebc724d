"""Our own pages around an account; the others are allauth's, behind our templates and forms."""

from __future__ import annotations

from typing import cast

from allauth.account.views import LoginView
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.views.decorators.http import require_safe

from fitsite.accounts.models import User
from fitsite.sign_in import factors
from fitsite.sign_in.door import is_let_in

Kind = Authenticator.Type


class SignIn(LoginView):
    """The sign-in page. Who is signed in already goes on, unless that would lead back here."""

    def get_authenticated_redirect_url(self) -> str:
        """Where somebody who is not let into the admin finds out why."""
        if is_let_in(self.request.user):
            return str(super().get_authenticated_redirect_url())
        return resolve_url("account")


sign_in = SignIn.as_view()


@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """All that one can do about one's own account."""
    user = cast("User", request.user)
    kept = Authenticator.objects.filter(user=user).order_by("created_at")
    of_type = {kind.value: [each for each in kept if each.type == kind] for kind in Kind}
    context = {
        "app": next(iter(of_type[Kind.TOTP]), None),
        "passkeys": of_type[Kind.WEBAUTHN],
        "codes_left": sum(_unused(codes) for codes in of_type[Kind.RECOVERY_CODES]),
        "has_factor": bool(of_type[Kind.TOTP] or of_type[Kind.WEBAUTHN]),
        "is_lacking": factors.is_lacking(user),
    }
    return render(request, "sign_in/account.html", context)


def _unused(codes: Authenticator) -> int:
    """Counted without unlocking them."""
    used: int = codes.data["used_mask"]
    return settings.MFA_RECOVERY_CODE_COUNT - used.bit_count()
