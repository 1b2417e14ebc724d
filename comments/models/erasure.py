"""A reader's wish that all be erased that was sent with their address."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from fitsite.leasing import LEASE, Leased, LeasedQuerySet


class ErasureQuerySet(LeasedQuerySet["Erasure"]):
    """Wishes, found by the words of leased work."""


class ErasureManager(models.Manager["Erasure"]):
    """Taking wishes."""

    def ask(self, address: str) -> Erasure:
        """Put the wish down, its lease taken by whoever asks; a wish that waits is found again."""
        now = timezone.now()
        leased = {"created_at": now, "due_at": now + LEASE, "lease": uuid.uuid4()}
        return self.get_or_create(address=address.lower(), defaults=leased)[0]


class Erasure(Leased):
    """The row is the work: it is gone when everything else is."""

    address = models.EmailField(max_length=254, unique=True)

    objects = ErasureManager.from_queryset(ErasureQuerySet)()

    def __str__(self) -> str:
        return f"Erasure {self.pk}"
