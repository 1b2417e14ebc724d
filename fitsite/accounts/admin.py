"""Accounts in the admin: administrators give roles, and touch no superuser."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.reauthentication import (
    is_reauthentication_required,
    raise_if_reauthentication_required,
)
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from fitsite.accounts.forms import AccountForm, GivePasswordForm, NewAccountForm, RolesField
from fitsite.accounts.models import User
from fitsite.accounts.roles import ROLES
from fitsite.sign_in import letters
from fitsite.sign_in.admin import DemandInline, remove_second_factors, sign_out


@admin.register(User)
class AccountAdmin(UserAdmin):  # type: ignore[type-arg]
    """Single rights, other groups and superusers are for superusers alone."""

    form = AccountForm
    add_form = NewAccountForm
    # Django's own speaks of what is asked on a second page, and of other ways to sign in.
    add_form_template = "admin/change_form.html"
    change_password_form = GivePasswordForm
    list_display = ("username", "person", "email", "has_roles", "is_active")
    list_filter = ("groups", "is_superuser", "is_active")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": ("first_name", "last_name", "email")}),
        ("What they may do", {"fields": ("is_active", "groups")}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "password1", "password2")}),
        ("Person", {"fields": ("first_name", "last_name", "email")}),
        ("What they may do", {"fields": ("groups",)}),
    )
    readonly_fields = ("last_login", "date_joined")
    for_superusers = ("Beyond roles", {"fields": ("is_superuser", "user_permissions")})
    filter_horizontal = ("user_permissions",)
    actions = (sign_out, remove_second_factors)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Load the roles along."""
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="Name", ordering="last_name")
    def person(self, account: User) -> str:
        """The whole name, in one column."""
        return account.get_full_name()

    @admin.display(description="Roles")
    def has_roles(self, account: User) -> str:
        """Their names."""
        names = [role.name for role in account.groups.all()]
        return ", ".join(["Superuser", *names] if account.is_superuser else names)

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Show superusers more."""
        fieldsets = super().get_fieldsets(request, obj)
        return [*fieldsets, self.for_superusers] if obj and _is_superuser(request) else fieldsets

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the roles as boxes; superusers give any group."""
        if db_field.name != "groups":
            return super().formfield_for_manytomany(db_field, request, **kwargs)
        groups = Group.objects.order_by("name")
        return RolesField(
            groups if _is_superuser(request) else groups.filter(name__in=ROLES),
            required=False,
            label="Roles",
            help_text="Who has none is a reader, and does not enter the admin.",
        )

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Superusers, with their passwords, are changed by superusers."""
        return super().has_change_permission(request, obj) and _within_reach(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Somebody must be left who gives roles."""
        may = super().has_delete_permission(request, obj) and _within_reach(request, obj)
        return may and (obj is None or not obj.is_last_administrator)

    def get_actions(self, request: HttpRequest) -> Any:
        """Accounts are deleted one by one: of several, each may be the last but one."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask for permission and delete in one turn."""
        with transaction.atomic():
            User.objects.lock_administrators()
            return super().delete_view(request, *args, **kwargs)

    def user_change_password(
        self, request: HttpRequest, id: str, form_url: str = ""
    ) -> HttpResponse:
        """Give somebody else a password. One's own is changed where the old one is asked for."""
        account = self.get_object(request, unquote(id))
        if not self.has_change_permission(request, account):
            raise PermissionDenied
        if account == request.user:
            messages.info(request, "Your own password is changed here.")
            return redirect("account_change_password")
        must_confirm = is_reauthentication_required(request, app="allauth.account")
        if must_confirm and request.method == "POST":
            # What is suspended is kept in the session, and no password belongs there.
            return redirect(request.path)
        raise_if_reauthentication_required(request, app="allauth.account")
        return super().user_change_password(request, id, form_url)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Whoever gets an account's mail can get its password: the old address is told."""
        is_moved = change and "email" in form.changed_data
        if is_moved:
            raise_if_reauthentication_required(request, app="allauth.account")
        super().save_model(request, obj, form, change)
        if is_moved and form.initial["email"]:
            letters.tell_of_change(obj, "email_changed", to=form.initial["email"])

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Give the roles that were chosen."""
        roles = form.roles()
        super().save_related(request, form, formsets, change)
        form.instance.take_roles(roles)


admin.site.unregister(Group)


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    """Whoever decides what a role may do could give everything to everybody: superusers."""

    fields = ("name", "permissions")
    inlines = (DemandInline,)

    def get_actions(self, request: HttpRequest) -> Any:
        """Groups are deleted one by one: the site relies on some of them."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def get_readonly_fields(self, request: HttpRequest, obj: Group | None = None) -> Any:
        """A role of the site is found by its name."""
        return ("name",) if obj and obj.name in ROLES else ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        """For superusers."""
        return _is_superuser(request)

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        """For superusers."""
        return _is_superuser(request)

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        """For superusers, and not what the site relies on."""
        return _is_superuser(request) and not (obj and obj.name in ROLES)


def _is_superuser(request: HttpRequest) -> bool:
    return request.user.is_active and request.user.is_superuser


def _within_reach(request: HttpRequest, account: User | None) -> bool:
    return account is None or not account.is_superuser or _is_superuser(request)
