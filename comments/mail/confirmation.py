"""What the author of a comment is told of the letter that asks whether they want mail."""

from __future__ import annotations

from comments.models import Announcement, Comment, Subscription


def letter_about(comment: Comment) -> str:
    """One of "sent", "due", and "" where none was asked for or none is to come.

    Two queries at most, and none about a comment without the wish.
    """
    if not comment.wants_mail or comment.is_removed:
        return ""
    if Subscription.objects.asked_with(comment).exists():
        return "sent"
    was_never_public = comment.published_at is None
    is_due = was_never_public or Announcement.objects.filter(comment=comment).exists()
    return "due" if is_due else ""
