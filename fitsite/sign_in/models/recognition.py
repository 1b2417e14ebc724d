"""What makes the browsers of an account known, until it is signed out everywhere."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from fitsite.accounts.models import User


def _new_word() -> str:
    return uuid4().hex


class RecognitionQuerySet(models.QuerySet["Recognition"]):
    """Recognitions; without one, no browser of an account is known."""

    def word_of(self, user: User) -> str:
        """What the cookie of a known browser says, or ""."""
        return self.filter(user=user).values_list("word", flat=True).first() or ""


class Recognition(models.Model):
    """All browsers of an account at once: deleting the row makes every one of them a stranger."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="+")
    word = models.CharField(max_length=32, default=_new_word)

    objects = RecognitionQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Browsers of account {self.user_id}"
