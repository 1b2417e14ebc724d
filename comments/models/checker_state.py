"""How the checker does: answering, silent, or refusing our key. One row per checker."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from comments.models.check import Check
from fitsite.prepared import Prepared

# After so many failures in a row nobody waits for the checker any more …
FAILURES_TO_OPEN = 3
# … but one question goes out this often, to see whether it is back.
PROBE_EVERY = timedelta(seconds=15)
# Akismet repeats an alert with every answer; it is noted this often …
ALERT_EVERY = timedelta(minutes=10)
# … and shown until it has not been repeated for this long.
ALERT_SHOWN = timedelta(hours=12)


class KeyState(models.TextChoices):
    """What is known of the key."""

    UNKNOWN = "", "Not asked yet"
    VALID = "valid", "Valid"
    INVALID = "invalid", "Refused"


class CheckerStateManager(models.Manager["CheckerState"]):
    """Reading and making the rows."""

    def of(self, checker: str) -> CheckerState:
        """The state of one checker; a new one answers, as far as we know."""
        found = _STATE.run(checker=checker)
        return found[0] if found else self.get_or_create(checker=checker)[0]


class CheckerState(models.Model):
    """Shared by all processes, so that each learns from the others' failures."""

    checker = models.CharField(max_length=20, primary_key=True)
    failures = models.PositiveIntegerField(default=0, help_text="In a row, until now.")
    failing_since = models.DateTimeField(null=True)
    probe_at = models.DateTimeField(null=True)
    last_failure = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True)
    key_state = models.CharField(max_length=7, choices=KeyState, blank=True, default="")
    key_help = models.CharField(max_length=300, blank=True)
    key_digest = models.CharField(max_length=64, blank=True)
    alert_code = models.CharField(max_length=20, blank=True)
    alert = models.CharField(max_length=300, blank=True)
    alerted_at = models.DateTimeField(null=True)
    usage = models.PositiveIntegerField(null=True, help_text="Calls this month.")
    usage_limit = models.PositiveIntegerField(null=True, help_text="Empty: no limit.")
    is_throttled = models.BooleanField(default=False)
    usage_at = models.DateTimeField(null=True)

    objects = CheckerStateManager()

    class Meta:
        verbose_name = verbose_name_plural = "checker"

    def __str__(self) -> str:
        return f"{self.checker}: {'failing' if self.is_failing else 'answering'}"

    @property
    def is_failing(self) -> bool:
        """Whether the breaker is open."""
        return self.failures >= FAILURES_TO_OPEN

    @property
    def _mine(self) -> models.QuerySet[CheckerState]:
        return CheckerState.objects.filter(pk=self.pk)

    def may_ask(self) -> bool:
        """Whether to put a question now: always while it answers, else once per PROBE_EVERY."""
        if not self.is_failing:
            return True
        now = timezone.now()
        probe = self._mine.filter(Q(probe_at=None) | Q(probe_at__lte=now))
        return bool(probe.update(probe_at=now + PROBE_EVERY))

    def failed(self, why: str, *, until: datetime | None = None) -> None:
        """Count a failure. The next probe waits for `until`, if the checker named a time."""
        now = timezone.now()
        probe_at = max(filter(None, [now + PROBE_EVERY, until]))
        self._mine.filter(failing_since=None).update(failing_since=now)
        self._mine.update(failures=F("failures") + 1, last_failure=why[:300], probe_at=probe_at)

    def answered(self, *, alert_code: str = "", alert: str = "") -> None:
        """Note an answer. The first one after failures makes all that waits due.

        Written at most every few seconds, since every comment ends here.
        """
        now = timezone.now()
        # As it was when the question went out: an answer says nothing of failures after that.
        was_failing = self.failing_since is not None
        if was_failing and self._mine.filter(failing_since__isnull=False).update(
            failures=0, failing_since=None, probe_at=None, last_failure="", answered_at=now
        ):
            Check.objects.hurry()
        elif self.answered_at is None or self.answered_at < now - timedelta(seconds=10):
            self._mine.update(answered_at=now)
        if alert and (alert_code != self.alert_code or not self.alert_is_fresh(ALERT_EVERY)):
            self._mine.update(alert_code=alert_code[:20], alert=alert[:300], alerted_at=now)

    def alert_is_fresh(self, age: timedelta) -> bool:
        """Whether Akismet gave its alert this recently."""
        return self.alerted_at is not None and self.alerted_at > timezone.now() - age

    def key_is(self, state: KeyState, *, digest: str, key_help: str = "") -> None:
        """Note what the checker said of the key with this digest."""
        self._mine.update(key_state=state, key_digest=digest, key_help=key_help[:300])

    def used(self, usage: int, limit: int | None, *, throttled: bool) -> None:
        """Note how much of the month's calls are used up."""
        self._mine.update(
            usage=usage, usage_limit=limit, is_throttled=throttled, usage_at=timezone.now()
        )

    def probe_now(self) -> None:
        """Let the next question go out at once, and make everything due that waits."""
        self._mine.update(probe_at=timezone.now())
        Check.objects.hurry()


_STATE = Prepared(lambda checker: CheckerState.objects.filter(pk=checker))
