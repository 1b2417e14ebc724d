"""Many links are the mark of an advertisement."""

from __future__ import annotations

from collections.abc import Iterator

from comments.spam.case import Case
from comments.spam.findings import Effect, Finding
from fitsite.markup import count_links


def find(case: Case) -> Iterator[Finding]:
    """Have a person look at many links, unless their author is trusted; refuse a heap of them."""
    owner, found = case.owner, count_links(case.sent.body_html)
    logs = owner.links_only_log
    if found > owner.links_refuse:
        why = f"A comment can have {owner.links_refuse} links at most; this one has {found}."
        yield Finding(rule="links", effect=Effect.REFUSE, why=why, only_logged=logs)
    elif found > owner.links_hold and not case.is_trusted:
        yield Finding(rule="links", effect=Effect.HOLD, why=f"{found} links", only_logged=logs)
