"""Who is let into the admin; asked on each of its pages, whatever the session was begun with."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


class GuardedSite(AdminSite):
    """The admin without a sign-in form of its own."""

    def login(self, request: HttpRequest, extra_context: object = None) -> HttpResponse:
        """Lead to the one form that asks for everything."""
        return redirect("account_login")
