"""The signed link by which a reader sees their own comment before anybody else does."""

from django.core import signing
from django.urls import reverse

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
