"""The same words twice from the same person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from comments.own_link import own_link
from comments.spam.evidence import Submission
from comments.spam.findings import Effect, Finding
from comments.states import Status

if TYPE_CHECKING:
    from comments.models import Comment


def repeats(submission: Submission, comments: QuerySet[Comment]) -> Finding | None:
    """Refuse a copy of what the same person has standing or waiting in the same place.

    A copy of what went to Spam or was removed is no repeat: a reader whom the checker wronged may
    try again, and is never told "duplicate" about something that nobody can see.

    Who knows the words of a comment that never was public has written it, and gets its link again.
    The words of a public one prove nothing.
    """
    earlier = comments.filter(
        article=submission.article,
        body_digest=submission.digest,
        parent=submission.parent,
        email=submission.email.lower(),
        name__iexact=submission.name,
        status__in=[Status.PUBLISHED, Status.UNCHECKED, Status.HELD],
    ).first()
    if earlier is None:
        return None
    if earlier.is_published:
        why, link = "You have already said this here.", earlier.get_absolute_url()
    else:
        why = "We already have this comment. There is no need to send it again."
        link = "" if earlier.published_at else own_link(earlier)
    return Finding(rule="repeats", effect=Effect.REFUSE, why=why, link=link)
