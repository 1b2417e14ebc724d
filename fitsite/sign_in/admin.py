"""What administrators do about how others come in; fitsite/accounts/admin.py shows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import allauth.account.admin
import allauth.mfa.admin  # noqa: F401 - both register what is taken off below
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import QuerySet
from django.http import HttpRequest

from fitsite.accounts.models import User
from fitsite.sign_in import factors
from fitsite.sign_in.models import Demand, Session

if TYPE_CHECKING:
    Desk = admin.ModelAdmin[User]

# Addresses are kept at the account; of second factors nobody but their owner has a need to know.
admin.site.unregister([EmailAddress, Authenticator])


class DemandInline(admin.StackedInline):  # type: ignore[type-arg]
    """On the page of a role."""

    model = Demand
    can_delete = False


@admin.action(description="Sign out everywhere", permissions=["change"])
def sign_out(desk: Desk, request: HttpRequest, accounts: QuerySet[User]) -> None:
    """End all sessions of some accounts."""
    raise_if_reauthentication_required(request, app="allauth.account")
    for account in _within_reach(desk, request, accounts):
        count = Session.objects.end_all_of(account)
        _log(request, account, "Signed out everywhere.")
        messages.success(request, f"{account}: signed out of {count}.")


@admin.action(description="Remove second factors (lost phone)", permissions=["change"])
def remove_second_factors(desk: Desk, request: HttpRequest, accounts: QuerySet[User]) -> None:
    """Let others in by their password alone, so that they can set up another."""
    raise_if_reauthentication_required(request, app="allauth.mfa")
    for account in _within_reach(desk, request, accounts):
        if account == request.user:
            messages.error(request, f"{account}: your own are removed at your account.")
        elif factors.remove_all(account, by=f"account {request.user.pk}"):
            _log(request, account, "Removed all second factors.")
            messages.success(request, f"{account}: second factors removed.")
        else:
            messages.info(request, f"{account} has none.")


def _within_reach(desk: Desk, request: HttpRequest, accounts: QuerySet[User]) -> Iterator[User]:
    for account in accounts:
        if desk.has_change_permission(request, account):
            yield account
        else:
            messages.error(request, f"{account}: only a superuser may do that.")


def _log(request: HttpRequest, account: User, what: str) -> None:
    assert request.user.pk
    LogEntry.objects.log_actions(request.user.pk, [account], CHANGE, what, single_object=True)
