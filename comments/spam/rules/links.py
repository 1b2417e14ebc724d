"""Many links are the mark of an advertisement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from comments.spam.evidence import Submission
from comments.spam.findings import Effect, Finding
from fitsite.markup import count_links, render_comment

if TYPE_CHECKING:
    from comments.models import Comment

# More than this waits for a person even when the checker likes it …
HOLD_ABOVE = 3
# … and more than this is no comment.
REFUSE_ABOVE = 20


def links(submission: Submission, comments: QuerySet[Comment]) -> Finding | None:
    """Have a person look at many links; refuse a heap of them."""
    return links_in(submission.body)


def links_in(body: str) -> Finding | None:
    """The rule itself, which needs the text alone."""
    found = count_links(render_comment(body))
    if found > REFUSE_ABOVE:
        why = f"A comment can have {REFUSE_ABOVE} links at most; this one has {found}."
        return Finding(rule="links", effect=Effect.REFUSE, why=why)
    if found > HOLD_ABOVE:
        return Finding(rule="links", effect=Effect.HOLD, why=f"{found} links")
    return None
