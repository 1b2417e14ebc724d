"""What a role demands of whoever comes in with it."""

from __future__ import annotations

from typing import Self

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Exists

from fitsite.accounts.models import User

# Recovery codes alone are none: they are for when one of these is lost.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class DemandQuerySet(models.QuerySet["Demand"]):
    """Demands, found by who must meet them."""

    def unmet_by(self, user: User) -> Self:
        """What a role of theirs demands and they do not have. One query."""
        has_one = Authenticator.objects.filter(user=user, type__in=FACTORS)
        return self.filter(second_factor=True, group__user=user).exclude(Exists(has_one))


class Demand(models.Model):
    """Superusers are asked for what the roles demand that they have, as everybody is."""

    group = models.OneToOneField(
        Group, models.CASCADE, primary_key=True, related_name="demand", verbose_name="role"
    )
    second_factor = models.BooleanField(
        "demand a second factor",
        default=False,
        help_text="Whoever has this role sets one up before the admin opens.",
    )

    objects = DemandQuerySet.as_manager()

    class Meta:
        verbose_name = "demand at sign-in"
        verbose_name_plural = "demands at sign-in"

    def __str__(self) -> str:
        return f"{self.group}: {'a second factor' if self.second_factor else 'nothing more'}"
