"""What a rule has caught, for the pages on which it is set."""

from __future__ import annotations

from typing import Any

from comments.models import Catch, RuleTally

# So many comments are linked to.
SHOWN = 20


def caught(rule: str) -> dict[str, Any]:
    """How often and when last a rule has acted, and its newest comments. Two queries."""
    return {
        "tally": RuleTally.objects.filter(rule=rule).first(),
        "catches": Catch.objects.filter(rule=rule)[:SHOWN],
    }
