"""The form of an account: who it is, and its roles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm
from django.contrib.auth.models import Group
from django.db import transaction

from fitsite.accounts.models import User
from fitsite.accounts.roles import ADMINISTRATORS, ROLES
from fitsite.sign_in import letters
from fitsite.sign_in.models import Session


class RolesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Roles to choose from, each with what it is for."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, role: Group) -> str:
        """The name and a few words."""
        return f"{role.name}: {ROLES[role.name]}" if role.name in ROLES else role.name


class NewAccountForm(UserCreationForm):  # type: ignore[type-arg]
    """Everything that makes an account of use, at once."""

    def roles(self) -> list[Group]:
        """What was chosen."""
        return list(self.cleaned_data["groups"])


class GivePasswordForm(AdminPasswordChangeForm):  # type: ignore[type-arg]
    """A password that an administrator gives, or takes away."""

    user: User

    def save(self, commit: bool = True) -> User:
        """Whoever is signed in with the old one is not any more, and its owner is told."""
        with transaction.atomic():
            super().save(commit=commit)
            Session.objects.end_all_of(self.user)
            letters.tell_of_change(self.user, "password_changed")
        return self.user


class AccountForm(UserChangeForm):  # type: ignore[type-arg]
    """Refuses to leave the site without an administrator."""

    instance: User

    def clean(self) -> dict[str, Any]:
        """Explain beside the field what took the last administrator away."""
        cleaned = super().clean() or self.cleaned_data
        User.objects.lock_administrators()
        if self.instance.is_last_administrator and not self._will_administrate(cleaned):
            self.add_error(
                "groups" if cleaned.get("is_active") else "is_active",
                "This is the last account that can give roles. Make another administrator first.",
            )
        return cleaned

    def roles(self) -> list[Group]:
        """What was chosen, and what whoever fills this in could not have chosen."""
        offered = self.fields["groups"].queryset  # type: ignore[attr-defined]
        kept = self.instance.groups.exclude(pk__in=offered)
        return [*self.cleaned_data["groups"], *kept]

    def _will_administrate(self, cleaned: dict[str, Any]) -> bool:
        roles = {role.name for role in cleaned.get("groups") or ()}
        is_superuser = cleaned.get("is_superuser", self.instance.is_superuser)
        return bool(cleaned.get("is_active")) and (is_superuser or ADMINISTRATORS in roles)
