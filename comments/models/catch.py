"""What each rule has caught: how often, when last, and which comments."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import DatabaseError, models
from django.utils import timezone

from comments.spam.findings import Finding
from fitsite.counters import ADDED, REPLACED
from fitsite.prepared import PreparedUpsert, carry_out, storing

logger = logging.getLogger(__name__)
# What is found while somebody's transaction is open, and counted when it is over.
_uncounted: ContextVar[list[Finding] | None] = ContextVar("uncounted", default=None)


class Catch(models.Model):
    """One comment that a rule has caught, or would have caught, as it only logs.

    What was refused was not stored and is only counted.
    """

    comment = models.ForeignKey("comments.Comment", on_delete=models.CASCADE, related_name="+")
    rule = models.CharField(max_length=40)
    effect = models.CharField(max_length=6)
    only_logged = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "catches"
        indexes = [models.Index(fields=["rule", "-id"], name="comments_catch_of")]

    def __str__(self) -> str:
        return f"{self.rule}: comment {self.comment_id}"


class RuleTally(models.Model):
    """How often a rule has acted, and how often it would have, ever."""

    rule = models.CharField(max_length=40, primary_key=True)
    caught = models.BigIntegerField(default=0)
    only_logged = models.BigIntegerField(default=0)
    last_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.rule}: {self.caught}"


def keep(comment_id: int, findings: Iterable[Finding]) -> None:
    """Keep which rules caught a comment, in the transaction in which it is stored."""
    catches = [
        Catch(
            comment_id=comment_id,
            rule=finding.rule,
            effect=finding.effect.value,
            only_logged=finding.only_logged,
            at=timezone.now(),
        )
        for finding in findings
    ]
    carry_out([storing(each) for each in catches])


def tally(findings: Iterable[Finding]) -> None:
    """Count what was found, outside the transaction that found it: everybody shares these rows.

    A count that cannot be stored is no reason to tell a reader that their comment was not.
    """
    if (uncounted := _uncounted.get()) is not None:
        uncounted.extend(findings)
        return
    try:
        for finding in findings:
            acted = {"only_logged": 1} if finding.only_logged else {"caught": 1}
            _ANOTHER.run(rule=finding.rule, last_at=timezone.now(), **acted)
    except DatabaseError:
        logger.exception("What a rule has caught could not be counted")


@contextmanager
def counted_afterwards() -> Iterator[None]:
    """Count what rules find within only at its end, however it ends.

    It goes around every transaction in which a comment is taken in. Counted within, it would be
    lost where the comment is refused, and else would keep all others waiting for the rows.
    """
    found: list[Finding] = []
    token = _uncounted.set(found)
    try:
        yield
    finally:
        _uncounted.reset(token)
        tally(found)


_ANOTHER = PreparedUpsert(RuleTally, ["rule"], caught=ADDED, only_logged=ADDED, last_at=REPLACED)
