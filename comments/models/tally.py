"""What has happened so often: counts that only grow, shared by all processes."""

from __future__ import annotations

from django.db import models

from comments.states import Basis, Status
from fitsite.counters import ADDED, counting
from fitsite.prepared import PreparedUpsert, Write, carry_out

# Upper bounds in seconds, as Prometheus writes them; a reader waits for 1.5 at most.
BUCKETS = ("0.05", "0.1", "0.2", "0.3", "0.5", "0.75", "1", "1.5", "2.5", "5", "10", "+Inf")


class AttemptTallyManager(models.Manager["AttemptTally"]):
    """Counting."""

    def add(self, result: str, seconds: float) -> None:
        """Count one attempt: one statement, which the database adds up."""
        carry_out([self.counting(result, seconds)])

    def counting(self, result: str, seconds: float) -> Write:
        """The same, to be carried out with other things."""
        bound = next(le for le in BUCKETS if seconds <= float(le))
        return _ANOTHER.write(result=result[:20], le=bound, attempts=1, seconds=seconds)


class AttemptTally(models.Model):
    """How many questions to a checker had one result within one span of time.

    `le` is the span's upper bound, the next smaller of BUCKETS its lower one. Both the attempts by
    result and the histogram of their times are sums over these rows.
    """

    result = models.CharField(max_length=20)
    le = models.CharField(max_length=6)
    attempts = models.BigIntegerField(default=0)
    seconds = models.FloatField(default=0)

    objects = AttemptTallyManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["result", "le"], name="comments_attempt_tally_unique")
        ]

    def __str__(self) -> str:
        return f"{self.result} within {self.le} s: {self.attempts}"


_ANOTHER = PreparedUpsert(AttemptTally, ["result", "le"], attempts=ADDED, seconds=ADDED)


class OutcomeTally(models.Model):
    """How many comments have come to one state on one basis, ever."""

    status = models.CharField(max_length=10, choices=Status)
    basis = models.CharField(max_length=6, choices=Basis, blank=True)
    comments = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["status", "basis"], name="comments_outcome_tally_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.status} ({self.basis}): {self.comments}"


def counting_outcome(status: str, basis: str) -> list[Write]:
    """What counts one comment's new state, in the transaction of the move.

    The row is taken after those of `counting_move`, always, so that no two moves wait in a circle.
    """
    return [counting(OutcomeTally, {"status": status, "basis": basis}, comments=1)]
