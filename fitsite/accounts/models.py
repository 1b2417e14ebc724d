"""The account of a person who signs in."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower


class User(AbstractUser):
    """A moderator, editor or administrator; readers need no account."""

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
