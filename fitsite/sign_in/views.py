"""Our own pages around an account; the others are allauth's, behind our templates and forms."""

from __future__ import annotations

from allauth.account.views import LoginView
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.views.decorators.http import require_safe


class SignIn(LoginView):
    """The sign-in page. Who is signed in already goes on, unless that would lead back here."""

    def get_authenticated_redirect_url(self) -> str:
        """Where somebody who may not enter the admin finds out why."""
        if self.request.user.is_staff:
            return str(super().get_authenticated_redirect_url())
        return resolve_url("account")


sign_in = SignIn.as_view()


@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """All that one can do about one's own account."""
    return render(request, "sign_in/account.html")
