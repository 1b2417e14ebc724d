"""The account of a person who signs in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower

from fitsite.page_cache.models import SITE, ShownQuerySet, raise_version

# Of an account pages show whether it is one of the staff, beside the comments it has written.
SHOWN = {"is_staff"}


class Accounts(UserManager["User"]):
    """Changes of many accounts at once raise the version of the site."""

    use_in_migrations = False

    def get_queryset(self) -> ShownQuerySet[User]:
        """All accounts."""
        return ShownQuerySet(self.model, using=self._db)


class User(AbstractUser):
    """A moderator, editor or administrator; readers need no account."""

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
