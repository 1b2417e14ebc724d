"""Forgets what is kept for a time only: addresses, checker fields, texts, wishes for mail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from comments.models import (
    Block,
    Call,
    Check,
    Comment,
    CommentSettings,
    DayTally,
    Feedback,
    Reader,
    Report,
    Revision,
    Subscription,
)
from comments.models.numbers import What
from comments.states import Status

BATCH = 500
Rows = models.QuerySet[Any, Any]


@dataclass(frozen=True)
class Expired:
    """Rows whose time is over, found by an index on `by`, in which they are no more afterwards.

    `end` ends a batch of them, given their ids, and returns how many it was.
    """

    what: str
    rows: Rows
    by: str
    end: Callable[[list[int]], int]

    def count(self) -> int:
        """How many there are."""
        return self.rows.order_by().count()

    def end_all(self) -> int:
        """End all of them, batch by batch; returns how many it was."""
        total = 0
        oldest_first = self.rows.order_by(self.by).values_list("pk", flat=True)
        while batch := list(oldest_first[:BATCH]):
            total += self.end(batch)
        return total


def evidence_days() -> int:
    """After so many days it is forgotten from where and how comments were sent. One query."""
    chosen = CommentSettings.objects.current().evidence_days
    return settings.EVIDENCE_DAYS if chosen is None else chosen


def forget() -> int:
    """Forget what is old enough; returns how many rows were emptied. Safe to repeat."""
    return sum(kind.end_all() for kind in expired())


def expired() -> list[Expired]:
    """What is to be forgotten now.

    What still waits for an answer is kept until it has one: a check needs what it is to send.
    """
    now = timezone.now()
    old = now - timedelta(days=evidence_days())
    sent = {"closed_at__lt": old, "forgotten_at": None}
    addresses = Comment.objects.filter(created_at__lt=old, address__isnull=False)
    reports = Report.objects.filter(created_at__lt=old).exclude(network="")
    return [
        _emptied("what was sent to the checker", Check.objects.filter(**sent), "closed_at"),
        _emptied("corrections of the checker", Feedback.objects.filter(**sent), "closed_at"),
        Expired(
            "addresses of comments",
            addresses.exclude(status=Status.UNCHECKED),
            "created_at",
            _updating(Comment, address=None, network=""),
        ),
        Expired("addresses of reports", reports, "created_at", _updating(Report, network="")),
        _deleted("networks in the numbers", _networks(old), "day"),
        Expired(
            "networks that asked for a link",
            Reader.objects.asked_long_ago(),
            "asked_at",
            _updating(Reader, asked_from=""),
        ),
        Expired(
            "who was blocked", Block.objects.forgettable(old), "pk", _updating(Block, value="")
        ),
        _deleted("calls of people", Call.objects.forgettable(), "told_at"),
        _deleted("wishes never confirmed", Subscription.objects.never_confirmed(), "requested_at"),
        _deleted("ended subscriptions", Subscription.objects.ended_long_ago(), "ended_at"),
        _deleted("readers of whom nothing is kept", Reader.objects.forgettable(), "pk"),
        Expired("discarded texts", _discarded(), "status_changed_at", _empty_discarded),
    ]


def _emptied(what: str, rows: Rows, by: str) -> Expired:
    return Expired(what, rows, by, _updating(rows.model, fields={}, forgotten_at=timezone.now()))


def _deleted(what: str, rows: Rows, by: str) -> Expired:
    return Expired(what, rows, by, _deleting(rows.model))


def _deleting(model: type[models.Model]) -> Callable[[list[int]], int]:
    return lambda pks: _all(model, pks).delete()[0]


def _updating(model: type[models.Model], **emptied: Any) -> Callable[[list[int]], int]:
    return lambda pks: _all(model, pks).update(**emptied)


def _all(model: type[models.Model], pks: list[int]) -> Rows:
    return model._default_manager.filter(pk__in=pks)


def _networks(old: datetime) -> Rows:
    return DayTally.objects.filter(what=What.NETWORK, day__lt=timezone.localdate(old))


def _discarded() -> Rows:
    before = timezone.now() - timedelta(days=settings.DISCARDED_TEXT_DAYS)
    return Comment.objects.discarded_with_text().filter(status_changed_at__lt=before)


def _empty_discarded(pks: list[int]) -> int:
    with transaction.atomic():
        rows = Comment.objects.filter(pk__in=pks).order_by("path").select_for_update(no_key=True)
        list(rows.values_list("pk"))
        # Somebody may have published one of them by now.
        pks = list(_discarded().filter(pk__in=pks).values_list("pk", flat=True))
        Revision.objects.filter(comment__in=pks).update(body="")
        Check.objects.filter(revision__comment__in=pks).update(fields={})
        told = Feedback.objects.filter(comment__in=pks, closed_at__isnull=False)
        told.update(fields={})
        return Comment.objects.filter(pk__in=pks).update(body="", body_html="", body_digest="")
