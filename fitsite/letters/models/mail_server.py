"""How the mail server does: while it is away nobody waits for it."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import F
from django.utils import timezone

from fitsite.leasing import RETRY_AFTER
from fitsite.scrubbing import scrub

# Beyond this many seconds a server that came back would be found too late.
LONGEST_PAUSE = 300


class MailServerManager(models.Manager["MailServer"]):
    """There is one row."""

    def here(self) -> MailServer:
        """The row, made when it is first asked for."""
        return self.get_or_create(pk=1)[0]


class MailServer(models.Model):
    """What the workers know of it in common."""

    failures = models.PositiveIntegerField(default=0)
    last_failure = models.CharField(max_length=300, blank=True)
    resume_at = models.DateTimeField(null=True)
    sent = models.PositiveBigIntegerField(default=0, help_text="Letters that it took so far.")

    objects = MailServerManager()

    class Meta:
        verbose_name_plural = "mail server"

    def __str__(self) -> str:
        return self.last_failure if self.failures else "The mail server is well"

    @property
    def is_away(self) -> bool:
        """Whether it failed and the time to try again has not come."""
        return self.resume_at is not None and self.resume_at > timezone.now()

    def took(self) -> None:
        """It took a letter, so it is well."""
        self._me().update(sent=F("sent") + 1, failures=0, last_failure="", resume_at=None)

    def failed(self, why: str) -> None:
        """It did not answer, or does not take mail from us: leave it alone for a growing time."""
        seconds = min(RETRY_AFTER[min(self.failures, len(RETRY_AFTER) - 1)], LONGEST_PAUSE)
        self._me().update(
            failures=F("failures") + 1,
            last_failure=scrub(why)[:300],
            resume_at=timezone.now() + timedelta(seconds=seconds),
        )

    def _me(self) -> models.QuerySet[MailServer]:
        return MailServer.objects.filter(pk=self.pk)
