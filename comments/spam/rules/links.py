"""Many links are the mark of an advertisement."""

from __future__ import annotations

from collections.abc import Iterator

from comments.models.settings import CommentSettings
from comments.spam.case import Case
from comments.spam.findings import Effect, Finding
from fitsite.markup import count_links


def find(case: Case) -> Iterator[Finding]:
    """Have a person look at many links, unless their author is trusted; refuse a heap of them."""
    for finding in find_in(case.sent.body_html, case.owner):
        if finding.effect is Effect.REFUSE or not case.is_trusted:
            yield finding


def find_in(body_html: str, owner: CommentSettings) -> Iterator[Finding]:
    """The rule itself, which needs the rendered text alone."""
    found, logs = count_links(body_html), owner.links_only_log
    if found > owner.links_refuse:
        why = f"A comment can have {owner.links_refuse} links at most; this one has {found}."
        yield Finding(rule="links", effect=Effect.REFUSE, why=why, only_logged=logs)
    elif found > owner.links_hold:
        yield Finding(rule="links", effect=Effect.HOLD, why=f"{found} links", only_logged=logs)
