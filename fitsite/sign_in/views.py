"""Our own pages around an account; the others are allauth's, behind our templates and forms."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.internal.stagekit import clear_login
from allauth.account.stages import LoginStage
from allauth.account.views import LoginView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.views import AddWebAuthnView, login_webauthn
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import redirect, render, resolve_url
from django.views.decorators.http import require_POST, require_safe

from fitsite.accounts.models import User
from fitsite.sign_in import factors, recognising, sessions, throttling
from fitsite.sign_in.door import is_let_in
from fitsite.sign_in.models import Session
from fitsite.sign_in.models.demand import FACTORS

Kind = Authenticator.Type
MOST_SHOWN = 50


class SignIn(LoginView):
    """The sign-in page. Who is signed in already goes on, unless that would lead back here."""

    def get_authenticated_redirect_url(self) -> str:
        """Where somebody who is not let into the admin finds out why."""
        if is_let_in(self.request.user):
            return str(super().get_authenticated_redirect_url())
        return resolve_url("account")

    def _redirect_to_pending_stage(
        self, request: HttpRequest, stage: LoginStage
    ) -> HttpResponseRedirect | None:
        """Who has no factor any more begins again: the page for codes would lead back here."""
        if stage.login.user and is_mfa_enabled(stage.login.user, FACTORS):
            return super()._redirect_to_pending_stage(request, stage)
        clear_login(request)
        return None


class SignsOutOthers:
    """Whoever came in elsewhere without the new factor does so again, with it."""

    request: HttpRequest

    def form_valid(self, form: Any) -> HttpResponse:
        """Add it, and end the other sessions."""
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        user = cast("User", self.request.user)
        sessions.end_others(self.request, user)
        recognising.remember(self.request, response, user)
        return response


class SetUpApp(SignsOutOthers, ActivateTOTPView):
    """An authenticator app is set up."""


class AddPasskey(SignsOutOthers, AddWebAuthnView):
    """A passkey is added."""


set_up_app, add_passkey = SetUpApp.as_view(), AddPasskey.as_view()
sign_in = SignIn.as_view()


def come_in_by_passkey(request: HttpRequest) -> HttpResponseBase:
    """What a passkey is to sign, and what it says to that."""
    try:
        throttling.count_passkey(request)
    except throttling.TooOften as refusal:
        if not request.accepts("text/html"):
            return JsonResponse({"said": refusal.message})
        return render(request, "sign_in/too_often.html", {"why": refusal.message})
    response: HttpResponseBase = login_webauthn(request)
    return response


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
        "sessions": Session.objects.of(user).signed_in()[:MOST_SHOWN],
        "here": request.session.session_key,
    }
    return render(request, "sign_in/account.html", context)


@login_required
@require_POST
def end_session(request: HttpRequest) -> HttpResponse:
    """Sign out one browser, by the name that the page has for it, or all but this one."""
    user = cast("User", request.user)
    which = request.POST.get("session", "")
    response = redirect("account")
    if which == "others":
        count = sessions.end_others(request, user)
        recognising.remember(request, response, user)
    else:
        chosen = [each.pk for each in Session.objects.of(user) if each.name == which]
        count = Session.objects.of(user).filter(pk__in=chosen).end()
    messages.success(request, f"Signed out: {count}." if count else "It was signed out already.")
    return response


def _unused(codes: Authenticator) -> int:
    """Counted without unlocking them."""
    used: int = codes.data["used_mask"]
    return settings.MFA_RECOVERY_CODE_COUNT - used.bit_count()
