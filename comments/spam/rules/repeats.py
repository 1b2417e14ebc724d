"""The same words twice from the same person."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce, Lower

from comments.own_link import own_link
from comments.spam.evidence import Submission
from comments.spam.findings import Effect, Finding
from comments.states import Status
from comments.stored import stored
from fitsite.prepared import Prepared


def repeats(submission: Submission) -> Finding | None:
    """Refuse a copy of what the same person has standing or waiting in the same place.

    A copy of what went to Spam or was removed is no repeat: a reader whom the checker wronged may
    try again, and is never told "duplicate" about something that nobody can see.

    Who knows the words of a comment that never was public has written it, and gets its link again.
    The words of a public one prove nothing.
    """
    found = _SAME.run(
        article=submission.article.pk,
        digest=submission.digest,
        parent=submission.parent.pk if submission.parent else 0,
        email=submission.email.lower(),
        name=submission.name,
    )
    if not found:
        return None
    [earlier] = found
    if earlier.is_published:
        why, link = "You have already said this here.", earlier.get_absolute_url()
    else:
        why = "We already have this comment. There is no need to send it again."
        link = "" if earlier.published_at else own_link(earlier)
    return Finding(rule="repeats", effect=Effect.REFUSE, why=why, link=link)


def _same(article: Any, digest: Any, parent: Any, email: Any, name: Any) -> QuerySet[Any]:
    standing = stored().filter(status__in=[Status.PUBLISHED, Status.UNCHECKED, Status.HELD])
    places = standing.alias(under=Coalesce("parent_id", 0), folded=Lower("name"))
    same = places.filter(article_id=article, body_digest=digest, under=parent, email=email)
    return same.filter(folded=Lower(name)).order_by("-pk")[:1]


_SAME = Prepared(_same)
