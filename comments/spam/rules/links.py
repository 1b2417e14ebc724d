"""Many links are the mark of an advertisement."""

from __future__ import annotations

from comments.spam.evidence import Submission
from comments.spam.findings import Effect, Finding
from fitsite.markup import count_links

# More than this waits for a person even when the checker likes it …
HOLD_ABOVE = 3
# … and more than this is no comment.
REFUSE_ABOVE = 20


def links(submission: Submission) -> Finding | None:
    """Have a person look at many links; refuse a heap of them."""
    return links_in(submission.body_html)


def links_in(body_html: str) -> Finding | None:
    """The rule itself, which needs the rendered text alone."""
    found = count_links(body_html)
    if found > REFUSE_ABOVE:
        why = f"A comment can have {REFUSE_ABOVE} links at most; this one has {found}."
        return Finding(rule="links", effect=Effect.REFUSE, why=why)
    if found > HOLD_ABOVE:
        return Finding(rule="links", effect=Effect.HOLD, why=f"{found} links")
    return None
