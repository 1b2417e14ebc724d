"""The signed link by which a reader comes back to their own comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core import signing
from django.urls import reverse

if TYPE_CHECKING:
    from comments.models import Comment

MAX_AGE = 30 * 24 * 3600
_SALT = "comments.own_link"


def own_link(comment: Comment) -> str:
    """The address of the page that tells how the comment stands; good for MAX_AGE seconds."""
    return reverse("comments:own", args=[signing.dumps(comment.pk, salt=_SALT)])


def comment_of(token: str) -> int | None:
    """The comment's id; None if the token is forged or too old."""
    try:
        return int(signing.loads(token, salt=_SALT, max_age=MAX_AGE))
    except (signing.BadSignature, ValueError, TypeError):
        return None
