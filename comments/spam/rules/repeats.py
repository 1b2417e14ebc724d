"""The same words twice from the same person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce, Lower

from comments.models.settings import CommentSettings
from comments.own_link import own_link
from comments.spam.case import Case
from comments.spam.evidence import Submission
from comments.spam.findings import Effect, Finding
from comments.states import Status
from comments.stored import stored
from fitsite.prepared import Prepared, Question


def ask(sent: Submission, owner: CommentSettings) -> dict[str, Question]:
    """What the same person has standing or waiting in the same place in the same words."""
    same = {
        "article": sent.article.pk,
        "digest": sent.digest,
        "parent": sent.parent.pk if sent.parent else 0,
        "email": sent.email.lower(),
        "name": sent.name,
    }
    return {"repeats": (_SAME, same)}


def find(case: Case) -> Iterator[Finding]:
    """Refuse a copy of what the same person has standing or waiting in the same place.

    A copy of what went to Spam or was removed is no repeat: a reader whom the checker wronged may
    try again, and is never told "duplicate" about something that nobody can see.

    Who knows the words of a comment that never was public has written it, and gets its link again.
    The words of a public one prove nothing.
    """
    for earlier in stored().in_bulk(case.known["repeats"]).values():
        if earlier.is_published:
            why, link = "You have already said this here.", earlier.get_absolute_url()
        else:
            why = "We already have this comment. There is no need to send it again."
            link = "" if earlier.published_at else own_link(earlier)
        yield Finding(rule="repeats", effect=Effect.REFUSE, why=why, link=link)


def _same(article: Any, digest: Any, parent: Any, email: Any, name: Any) -> QuerySet[Any, int]:
    standing = stored().filter(status__in=[Status.PUBLISHED, Status.UNCHECKED, Status.HELD])
    places = standing.alias(under=Coalesce("parent_id", 0), folded=Lower("name"))
    same = places.filter(article_id=article, body_digest=digest, under=parent, email=email)
    return same.filter(folded=Lower(name)).order_by("-pk").values_list("pk", flat=True)[:1]


_SAME = Prepared(_same)
