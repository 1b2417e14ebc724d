"""Whom the site trusts: by what a stranger cannot type.

A name and an e-mail address can be typed by anybody who has read them, so they earn nothing. What
counts is the account that somebody is signed in to, or the proof in a reader's browser that the
address is theirs (comments/mail/proof.py).
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet, Subquery

from comments.models.settings import CommentSettings
from comments.spam.evidence import Submission
from comments.states import Basis, Status
from comments.stored import stored
from fitsite.prepared import Prepared, Question

# What was published and stayed so earns trust; what a person or the checker found to be bad ends
# it, until something is published later. Where an author withdraws, nobody has judged.
_JUDGED = Q(status__in=[Status.PUBLISHED, Status.SPAM]) | Q(
    status=Status.REMOVED, basis__in=[Basis.PERSON, Basis.SPAM]
)


def ask(sent: Submission, owner: CommentSettings) -> dict[str, Question]:
    """For each proof that came along: whether what was judged last under it is published."""
    asked: dict[str, Question] = {}
    if sent.user:
        asked["account"] = (_OF_ACCOUNT, {"user": sent.user.pk})
    if sent.is_confirmed:
        asked["address"] = (_OF_ADDRESS, {"email": sent.email.lower()})
    return asked


def _published_last(**under: Any) -> QuerySet[Any, int]:
    judged = stored().filter(_JUDGED, **under).order_by("-status_changed_at")
    last = judged.values("pk")[:1]
    return stored().filter(status=Status.PUBLISHED, pk=Subquery(last)).values_list("pk", flat=True)


_OF_ACCOUNT = Prepared(lambda user: _published_last(user=user))
_OF_ADDRESS = Prepared(lambda email: _published_last(email=email, email_confirmed_at__isnull=False))
