"""Accounts and roles in the admin."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group

from fitsite.accounts.models import User
from fitsite.sign_in.admin import DemandInline, remove_second_factors, sign_out

admin.site.unregister(Group)


@admin.register(User)
class AccountAdmin(UserAdmin):  # type: ignore[type-arg]
    """People, and what to do when they cannot come in any more."""

    actions = [sign_out, remove_second_factors]


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    """What a role may do, and what it demands."""

    inlines = [DemandInline]
