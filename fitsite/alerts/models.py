"""A trouble of the site: told once it is there, again while it lasts, and when it is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone

from fitsite.alerts.mail import mail_admins

# One cause is told at most this often, however often it comes and goes.
REPEAT_EVERY = timedelta(minutes=10)


@dataclass(frozen=True)
class Cause:
    """Something that can go wrong: `title` says what, `remedy` what to do about it."""

    name: str
    title: str
    remedy: str


class Alert(models.Model):
    """One cause. `since` is when a trouble that lasts was first told, None while all is well."""

    cause = models.CharField(max_length=40, primary_key=True)
    since = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.cause}: {'since ' + self.since.isoformat() if self.since else 'well'}"

    def begin_or_repeat(self) -> bool:
        """Whether to tell of it now. Of several processes that ask, one is told yes."""
        now = timezone.now()
        # The far end of the window: a clock that was once years ahead silences nothing.
        recent = models.Q(mailed_at__gt=now - REPEAT_EVERY, mailed_at__lt=now + REPEAT_EVERY)
        due = Alert.objects.filter(pk=self.pk).exclude(recent)
        return bool(due.update(mailed_at=now, since=Coalesce("since", now)))

    def end(self) -> bool:
        """Whether to tell that it is over; again, one process is told yes."""
        return bool(Alert.objects.filter(pk=self.pk, since__isnull=False).update(since=None))


def tell(cause: Cause, why: str) -> None:
    """Mail what is true of a cause, if that is news. `why` is "" while nothing is wrong.

    Nothing is even looked up where there are no admins.
    """
    if not settings.ADMINS:
        return
    alert = Alert.objects.filter(pk=cause.name).first()
    if why:
        alert = alert or Alert.objects.get_or_create(cause=cause.name)[0]
        if alert.begin_or_repeat():
            mail_admins("alert", {"cause": cause, "why": why})
    elif alert is not None and alert.since and alert.end():
        mail_admins("alert_over", {"cause": cause, "since": alert.since})
