"""Calls people by mail to what waits for them: by which letters, to whom, and when."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from comments.models import AuthorMail, Call, Comment, CommentSettings, Report
from comments.models.settings import Pace
from comments.states import Basis, Status
from comments.waiting import waiting_edits
from fitsite.letters.models import Letter

logger = logging.getLogger(__name__)

TEMPLATE = "emails/waiting"
# With "at once", letters are so far apart: what comes in between goes into one.
APART = timedelta(minutes=1)
# When the daily letter leaves, by the site's time zone.
DAILY_AT = 8
# What has waited for longer nobody is called to: the queue has it.
NEWS_FOR = timedelta(days=7)
# Of each kind so much is told by one letter; the rest by the next.
MOST = 1000


def call_people() -> None:
    """Put letters into the outbox about all of which nobody has been told, if it is time.

    The letters and the mark that there are some are stored together. Two workers cannot both store
    the mark, so the second one stores nothing.
    """
    chosen = CommentSettings.objects.current()
    before = told_until(chosen)
    if before is None:
        return
    batch = uuid.uuid4()
    calls = list(_calls(before, batch))
    if not calls:
        return
    try:
        with transaction.atomic():
            Call.objects.bulk_create(calls)
            Letter.objects.post_to_many(TEMPLATE, dict(_letters(chosen, batch)))
    except IntegrityError:
        logger.info("Another worker has just told of the same.")


def told_until(chosen: CommentSettings) -> datetime | None:
    """What began to wait before this time is to be told now; None if it is not the time."""
    if not (addresses(chosen) or chosen.mail_authors):
        return None
    now = timezone.now()
    latest = Call.objects.order_by("-told_at").values_list("told_at", flat=True).first()
    match chosen.mail_pace:
        case Pace.AT_ONCE:
            return now if latest is None or not now - APART < latest <= now else None
        case Pace.HOURLY:
            begin = timezone.localtime(now).replace(minute=0, second=0, microsecond=0)
        case Pace.DAILY:
            begin = _latest_morning(now)
        case _:
            return None
    return begin if latest is None or not begin <= latest <= now else None


def addresses(chosen: CommentSettings) -> list[str]:
    """Who is on the owner's list, each once."""
    typed = (line.strip().lower() for line in chosen.mail_to.splitlines())
    return list(dict.fromkeys(filter(None, typed)))


def _latest_morning(now: datetime) -> datetime:
    local = timezone.localtime(now)
    day = local.date() if local.hour >= DAILY_AT else local.date() - timedelta(days=1)
    return local.replace(
        year=day.year,
        month=day.month,
        day=day.day,
        hour=DAILY_AT,
        minute=0,
        second=0,
        microsecond=0,
    )


def _calls(before: datetime, batch: uuid.UUID) -> Iterator[Call]:
    """What a machine put before people and nobody was called to, by the indexes that there are."""
    recent = (timezone.now() - NEWS_FOR, before)
    held = Comment.objects.filter(
        status=Status.HELD, basis=Basis.RULE, status_changed_at__range=recent
    )
    edits = waiting_edits().filter(created_at__range=recent)
    reports = Report.objects.open().filter(created_at__range=recent)
    now = timezone.now()
    for kind, about, comment in chain(
        _untold(Call.Kind.HELD, held.order_by("status_changed_at"), "pk"),
        _untold(Call.Kind.EDIT, edits.order_by("comment"), "comment"),
        _untold(Call.Kind.REPORT, reports.order_by("comment"), "comment"),
    ):
        yield Call(kind=kind, about=about, comment_id=comment, batch=batch, told_at=now)


def _untold(kind: str, waiting: QuerySet, comment: str) -> Iterator[tuple[str, int, int]]:  # type: ignore[type-arg]
    told = Call.objects.filter(kind=kind, about=OuterRef("pk"))
    found = waiting.filter(~Exists(told)).values_list("pk", comment)
    return ((kind, about, of) for about, of in found[:MOST])


def _letters(
    chosen: CommentSettings, batch: uuid.UUID
) -> Iterator[tuple[str, tuple[str, dict[str, object]]]]:
    listed = addresses(chosen)
    for number, address in enumerate(listed):
        yield f"call/{batch}/{number}", (address, {"batch": str(batch)})
    for author in authors(chosen, batch):
        if (address := author.user.email.lower()) not in listed:
            context = {"batch": str(batch), "user": author.pk}
            yield f"call/{batch}/author/{author.pk}", (address, context)


def authors(chosen: CommentSettings, batch: uuid.UUID) -> QuerySet[AuthorMail]:
    """The authors who wish to hear of what is told in a batch."""
    if not chosen.mail_authors:
        return AuthorMail.objects.none()
    mine = Call.objects.filter(batch=batch, comment__article__authors__user=OuterRef("user"))
    wishing = AuthorMail.objects.filter(Exists(mine), user__is_active=True)
    return wishing.exclude(user__email="").select_related("user")
