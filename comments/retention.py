"""Forgets what is kept for a time only: addresses, checker fields, texts, wishes for mail."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from comments.models import Block, Check, Comment, Feedback, Reader, Report, Revision, Subscription
from comments.states import Basis, Status

BATCH = 500


def forget() -> int:
    """Forget what is old enough; returns how many rows were emptied. Safe to repeat.

    What still waits for an answer is kept until it has one: a check needs what it is to send.
    """
    now = timezone.now()
    old = now - timedelta(days=settings.EVIDENCE_DAYS)
    discarded = now - timedelta(days=settings.DISCARDED_TEXT_DAYS)
    sent = Q(closed_at__lt=old) & ~Q(fields={})
    return (
        _in_batches(Check.objects.filter(sent), fields={})
        + _in_batches(Feedback.objects.filter(sent), fields={})
        + _in_batches(
            Comment.objects.filter(created_at__lt=old, address__isnull=False).exclude(
                status=Status.UNCHECKED
            ),
            address=None,
            network="",
        )
        + _in_batches(Report.objects.filter(created_at__lt=old).exclude(network=""), network="")
        + _in_batches(Reader.objects.asked_long_ago(), asked_from="")
        + _in_batches(Block.objects.forgettable(old), value="")
        + _delete(Subscription.objects.forgettable())
        + _delete(Reader.objects.forgettable())
        + _empty_discarded(
            Comment.objects.filter(
                status=Status.REMOVED,
                basis__in=[Basis.SPAM, Basis.AUTHOR],
                status_changed_at__lt=discarded,
            ).exclude(body="")
        )
    )


def _in_batches(rows: models.QuerySet, **emptied: object) -> int:  # type: ignore[type-arg]
    total = 0
    while batch := list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        total += rows.model._default_manager.filter(pk__in=batch).update(**emptied)
    return total


def _delete(rows: models.QuerySet) -> int:  # type: ignore[type-arg]
    total = 0
    while batch := list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        total += rows.model._default_manager.filter(pk__in=batch).delete()[0]
    return total


def _empty_discarded(comments: models.QuerySet[Comment]) -> int:
    total = 0
    while batch := list(comments.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            Revision.objects.filter(comment__in=batch).update(body="")
            Check.objects.filter(revision__comment__in=batch).update(fields={})
            told = Feedback.objects.filter(comment__in=batch, closed_at__isnull=False)
            told.update(fields={})
            total += Comment.objects.filter(pk__in=batch).update(
                body="", body_html="", body_digest=""
            )
    return total
