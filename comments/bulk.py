"""Carries out a portion of a bulk decision: each comment by the verb that a single press calls."""

from __future__ import annotations

from django.db import transaction

from comments import rights
from comments.models import BulkDecision, BulkPortion, Comment
from comments.models.bulk import BulkState
from comments.models.bulk_portion import Member
from comments.states import MoveRefused
from fitsite.accounts.models import User


class LeaseLost(Exception):
    """Somebody has cancelled it, or another worker does it: what was being done is rolled back."""


def work_off(portion: BulkPortion) -> None:
    """Go through what is left of a claimed portion, every comment in a transaction of its own."""
    bulk = portion.bulk
    by = bulk.actor
    if by is None or not by.is_active or not rights.decides_some(by):
        # Whoever may not decide any more does not by what they have left behind either.
        bulk.cancel(by=None)
        return
    try:
        if bulk.state == BulkState.UNDOING:
            _put_back(portion, bulk, by)
        else:
            _decide(portion, bulk, by)
    except LeaseLost:
        return
    bulk.worked_off(portion)


def _decide(portion: BulkPortion, bulk: BulkDecision, by: User) -> None:
    members = portion.to_decide
    comments = _comments(members, by)
    for member in members:
        with transaction.atomic():
            changed = _decide_one(comments.get(member.pk), member, bulk, by)
            if not portion.count_decided(changed=changed):
                raise LeaseLost


def _decide_one(comment: Comment | None, seen: Member, bulk: BulkDecision, by: User) -> bool:
    if comment is None or not comment.lock():
        return False
    if (comment.decisions, comment.status) != (seen.decisions, seen.status):
        return False
    try:
        with transaction.atomic():
            comment.refuse_if_changed_since(bulk.seen_at)
            changed: bool = getattr(comment, bulk.verb)(by=by, bulk=bulk.pk)
    except MoveRefused:
        return False
    return changed


def _put_back(portion: BulkPortion, bulk: BulkDecision, by: User) -> None:
    members = portion.to_put_back
    comments = _comments(members, by)
    for member in members:
        with transaction.atomic():
            changed = _put_back_one(comments.get(member.pk), bulk, by)
            if not portion.count_put_back(changed=changed):
                raise LeaseLost


def _put_back_one(comment: Comment | None, bulk: BulkDecision, by: User) -> bool:
    try:
        return comment is not None and comment.restore_from(bulk.pk, by=by)
    except MoveRefused:
        return False


def _comments(members: list[Member], by: User) -> dict[int, Comment]:
    """Those that are still theirs to decide about."""
    return Comment.objects.decidable_by(by).in_bulk([member.pk for member in members])
