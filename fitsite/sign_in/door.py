"""Who is let into the admin; asked on each of its pages, whatever the session was begun with."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from fitsite.accounts.models import User
from fitsite.sign_in import factors


class GuardedSite(AdminSite):
    """The admin without a sign-in form of its own, closed until a demanded factor is set up."""

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether any page of the admin opens."""
        return super().has_permission(request) and is_let_in(request.user)

    def login(self, request: HttpRequest, extra_context: object = None) -> HttpResponse:
        """Lead to the one form that asks for everything."""
        return redirect("account_login")


def is_let_in(user: object) -> bool:
    """Whether somebody of the staff has all that is demanded of them."""
    return isinstance(user, User) and user.is_staff and not factors.is_lacking(user)
