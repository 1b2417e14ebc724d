"""A letter to one person: in the outbox from the moment its cause is stored."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

from fitsite.batches import delete_in_batches
from fitsite.leasing import Leased, LeasedQuerySet
from fitsite.scrubbing import scrub

# While a letter is with the mail server nobody else takes it up: longer than all of its time-outs.
HANDED_OVER = timedelta(minutes=10)
# RFC 5321 4.5.4.1: the give-up time is at least 4 to 5 days.
GIVE_UP_AFTER = timedelta(days=4)
# One refusal may be the server's mood; servers that are written to in vain think ill of us.
REFUSED_OFTEN = 3
# A letter that is done with is kept this long, to be seen at the desk.
KEPT_FOR = timedelta(days=30)


class Fate(models.TextChoices):
    """What became of a letter."""

    WAITING = "", "Waiting"
    SENT = "sent", "Sent"
    UNWANTED = "unwanted", "No longer wanted when its turn came"
    REFUSED = "refused", "Refused by the mail server"
    GIVEN_UP = "given_up", "Given up after some days"
    UNKNOWN = "unknown", "Perhaps sent: the connection or the worker died in the middle"


# What somebody who looks after the site wants to see.
LOST = (Fate.REFUSED, Fate.GIVEN_UP, Fate.UNKNOWN)


class LetterQuerySet(LeasedQuerySet["Letter"]):
    """Letters, found by the words of leased work."""

    def due(self) -> Self:
        """What is to be sent now: what somebody waits for before what goes to many."""
        return super().due().order_by("is_bulk", "due_at", "pk")

    def lost(self) -> Self:
        """What was wanted and did not certainly arrive."""
        return self.filter(fate__in=LOST)

    def dead_addresses(self) -> list[str]:
        """Where the mail server refused for good as many letters in a row as REFUSED_OFTEN says."""
        refused = self.filter(fate=Fate.REFUSED).order_by().values("to")
        often = refused.annotate(letters=Count("pk")).filter(letters__gte=REFUSED_OFTEN)
        return [to for to in often.values_list("to", flat=True) if self._was_refused_last(to)]

    def forgettable(self) -> Self:
        """What was done with long ago."""
        return self.filter(closed_at__lt=timezone.now() - KEPT_FOR)

    def _was_refused_last(self, to: str) -> bool:
        told = self.filter(to=to, fate__in=[Fate.SENT, Fate.REFUSED]).order_by("-closed_at")
        fates = list(told.values_list("fate", flat=True)[:REFUSED_OFTEN])
        return set(fates) == {Fate.REFUSED}


class LetterManager(models.Manager["Letter"]):
    """Putting letters into the outbox."""

    def post(
        self,
        *,
        key: str,
        to: str,
        template: str,
        context: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
    ) -> bool:
        """Put a letter into the outbox; False, and nothing done, if there is one of this key.

        To be called in the transaction of what causes it: then there is a letter exactly if there
        is a cause. `template` is the beginning of the names of three templates, such as
        "emails/reply". `context` is JSON, best of ids alone: what settings.LETTERS names for the
        template looks them up when the letter is sent.
        """
        now = timezone.now()
        written = {
            "to": to,
            "template": template,
            "context": context or {},
            "headers": headers or {},
            "created_at": now,
            "due_at": now,
        }
        _, is_new = self.get_or_create(key=key, defaults=written)
        return is_new

    def post_to_many(self, template: str, letters: dict[str, tuple[str, dict[str, Any]]]) -> None:
        """Put letters of one kind into the outbox, given as address and context by key.

        One query; keys that are there already are left as they are.
        """
        now = timezone.now()
        self.bulk_create(
            [
                self.model(
                    key=key,
                    to=to,
                    template=template,
                    context=context,
                    is_bulk=True,
                    created_at=now,
                    due_at=now,
                )
                for key, (to, context) in letters.items()
            ],
            ignore_conflicts=True,
        )

    def forget(self) -> int:
        """Forget letters that were done with long ago, and with them the addresses."""
        return delete_in_batches(Letter.objects.forgettable().order_by("closed_at"))


class Letter(Leased):
    """One letter. Its `key` says what it is about and makes that there is only one.

    The words are written when it is sent, so that nothing is mailed that is no longer true. What
    is handed over to the mail server is marked first: a letter that was handed over and of which
    nothing was heard again is never handed over a second time.
    """

    key = models.CharField(max_length=200, unique=True)
    to = models.EmailField(max_length=254)
    template = models.CharField(max_length=100)
    context = models.JSONField(default=dict)
    headers = models.JSONField(default=dict)
    is_bulk = models.BooleanField(default=False)
    handed_over_at = models.DateTimeField(null=True)
    fate = models.CharField(max_length=8, choices=Fate, blank=True, default=Fate.WAITING)
    last_failure = models.CharField(max_length=300, blank=True)

    objects = LetterManager.from_queryset(LetterQuerySet)()

    class Meta(Leased.Meta):
        ordering = ["-pk"]
        constraints = [
            *Leased.Meta.constraints,
            models.CheckConstraint(
                condition=Q(fate__in=Fate.values), name="letters_letter_fate_known"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, fate=Fate.WAITING)
                | (Q(closed_at__isnull=False) & ~Q(fate=Fate.WAITING)),
                name="letters_letter_closed_by_fate",
            ),
        ]
        indexes = [
            models.Index(
                fields=["is_bulk", "due_at"], condition=Q(closed_at=None), name="letters_due"
            ),
            models.Index(fields=["closed_at"], name="letters_closed"),
            models.Index(fields=["fate"], condition=Q(fate__in=LOST), name="letters_lost"),
            models.Index(fields=["to", "created_at"], name="letters_to"),
        ]

    def __str__(self) -> str:
        return f"{self.template} ({self.get_fate_display()})"

    def hand_over(self) -> bool:
        """Mark that the mail server is about to get it; False if the lease was lost."""
        now = timezone.now()
        held = self._held()
        return bool(held.update(handed_over_at=now, due_at=now + HANDED_OVER))

    def end(self, fate: Fate, why: str = "") -> bool:
        """Be done with it. What it was to be filled with is forgotten."""
        closed = {"closed_at": timezone.now(), "due_at": None, "lease": None}
        return bool(
            self._held().update(
                fate=fate, last_failure=scrub(why)[:300], context={}, headers={}, **closed
            )
        )

    def postpone(self, why: str) -> None:
        """Nobody got it: try again after a growing delay, but not for ever."""
        if timezone.now() - self.created_at > GIVE_UP_AFTER:
            self.end(Fate.GIVEN_UP, why)
        else:
            self._retry(handed_over_at=None, last_failure=scrub(why)[:300])
