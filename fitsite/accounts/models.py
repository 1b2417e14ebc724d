"""The account of a person who signs in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, Group, UserManager
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower

from fitsite.accounts.roles import ADMINISTRATORS
from fitsite.page_cache.models import SITE, ShownQuerySet, raise_version

# Of an account pages show whether it is one of the staff, beside the comments it has written.
SHOWN = {"is_staff"}


class LastAdministrator(Exception):
    """Without this account nobody could give a role any more."""


class Accounts(UserManager["User"]):
    """Changes of many accounts at once raise the version of the site."""

    use_in_migrations = False

    def get_queryset(self) -> ShownQuerySet[User]:
        """All accounts."""
        return ShownQuerySet(self.model, using=self._db)

    def administrators(self) -> models.QuerySet[User]:
        """Who can sign in and give roles."""
        role = Group.objects.filter(name=ADMINISTRATORS)
        return self.filter(Q(is_superuser=True) | Q(groups__in=role), is_active=True).distinct()

    def lock_administrators(self) -> None:
        """Let nobody else take an administrator away until the transaction ends."""
        list(Group.objects.select_for_update().filter(name=ADMINISTRATORS))


class User(AbstractUser):  # type: ignore[django-manager-missing]
    """Somebody with a role, or a reader who signs in; readers need no account."""

    objects: ClassVar[Accounts] = Accounts()

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="accounts_user_email_unique",
                condition=~Q(email=""),
                violation_error_message="Another account has this e-mail address.",
            ),
        ]

    @property
    def public_name(self) -> str:
        """The name that readers see."""
        return self.get_full_name() or self.get_username()

    @property
    def is_administrator(self) -> bool:
        """Whether this is somebody who gives roles."""
        return User.objects.administrators().filter(pk=self.pk).exists()

    @property
    def is_last_administrator(self) -> bool:
        """Whether nobody else does."""
        others = User.objects.administrators().exclude(pk=self.pk)
        return self.is_administrator and not others.exists()

    def take_roles(self, roles: Iterable[Group]) -> None:
        """Have these roles and no others. Whoever has any right enters the admin, nobody else does.

        Raises LastAdministrator.
        """
        roles = list(roles)
        with transaction.atomic():
            User.objects.lock_administrators()
            stays = self.is_superuser or any(role.name == ADMINISTRATORS for role in roles)
            if not stays and self.is_last_administrator:
                raise LastAdministrator
            self.groups.set(roles)
            has_rights = bool(roles) or self.user_permissions.exists()
            self.is_staff = self.is_superuser or has_rights
            self.save(update_fields=["is_staff"])

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and raise the site's version with what readers see. Signing in changes none."""
        saved = kwargs.get("update_fields")
        with transaction.atomic():
            super().save(*args, **kwargs)
            if saved is None or SHOWN & set(saved):
                raise_version(SITE)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete, and raise the site's version: the account's comments lose their badge."""
        with transaction.atomic():
            deleted = super().delete(*args, **kwargs)
            raise_version(SITE)
        return deleted
