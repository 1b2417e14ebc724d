"""How doubtful it is that a comment in Spam is spam: whom the checker wronged is to be seen first.

It orders a list for people and decides nothing: most of what speaks for a comment here can be
faked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from comments.models import Check, Comment, HistoryEntry
from comments.states import Status
from comments.track_record import latest, rejected
from fitsite.markup import count_links
from fitsite.prepared import together

BATCH = 100
# Of whoever writes under an address, so many comments are looked at, and so many of them count.
LOOK_BACK, COUNTED = 50, 4
# Nobody reads and writes within so many seconds; programs seldom wait for so many.
HASTY, AT_LEISURE = 3, 20
# More links than this are the mark of an advertisement.
MANY_LINKS = 2
_LATEST = latest(LOOK_BACK)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of a comment in Spam. `before` counts its author's other comments by state."""

    comment: Comment
    before: Counter[str]
    received: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    has_objections: bool = False

    @property
    def links(self) -> int:
        """In its text, and its author's website."""
        return count_links(self.comment.body_html) + bool(self.comment.website)

    @property
    def seconds(self) -> float | None:
        """How long its form was open."""
        return self.received.get("seconds")

    @property
    def published(self) -> int:
        """How often its author was published."""
        return self.before[Status.PUBLISHED]

    @property
    def rejected(self) -> int:
        """How often they were not."""
        return rejected(self.before)


def speaking_for(facts: Facts) -> Iterator[tuple[int, str]]:
    """What makes it doubtful: its weight, and words for moderators."""
    if facts.comment.user_id:
        yield 6, "signed in"
    if facts.comment.is_from_confirmed_address:
        yield 4, "confirmed address"
    if facts.published:
        yield 2 * min(facts.published, COUNTED), f"{facts.published} published before"
    if not facts.links:
        yield 3, "no links"
    if facts.seconds is not None and facts.seconds >= AT_LEISURE:
        yield 2, f"{round(facts.seconds)} seconds to write it"
    if facts.comment.parent_id:
        yield 1, "answers somebody"
    if not facts.has_objections:
        yield 1, "no rule objects"


def speaking_against(facts: Facts) -> int:
    """What the plain marks of spam weigh."""
    return (
        6 * (facts.headers.get("pro-tip") == "discard")
        + 6 * ("trap" in facts.received)
        + 4 * (facts.comment.campaign_id is not None)
        + 2 * (facts.links > MANY_LINKS)
        + 2 * (facts.seconds is not None and facts.seconds < HASTY)
        + 2 * min(facts.rejected, COUNTED)
    )


def weigh() -> bool:
    """Weigh a batch of what the checker has put in Spam; whether there may be more."""
    due = Comment.objects.filter(is_to_weigh=True)
    batch = list(due.order_by("pk")[:BATCH])
    for facts in _facts(batch):
        found = list(speaking_for(facts))
        # Whatever has moved meanwhile is weighed no more.
        due.filter(pk=facts.comment.pk).update(
            doubt=sum(weight for weight, _ in found) - speaking_against(facts),
            doubt_why=", ".join(why for _, why in found),
        )
    return len(batch) == BATCH


def _facts(batch: list[Comment]) -> Iterator[Facts]:
    """Three queries for all of them."""
    pks = [comment.pk for comment in batch]
    lines = HistoryEntry.objects.filter(comment__in=pks, rule="reader", from_status="")
    received = {line.comment_id: line.evidence for line in lines}
    asked = Check.objects.filter(revision__comment__in=pks, verdict="spam").order_by("pk")
    checks = {check.revision.comment_id: check for check in asked.select_related("revision")}
    earlier = together([(_LATEST, {"email": comment.email}) for comment in batch if comment.email])
    written = iter(earlier)
    for comment in batch:
        rows = next(written) if comment.email else []
        check = checks.get(comment.pk)
        yield Facts(
            comment=comment,
            before=Counter(status for pk, status in rows if pk != comment.pk),
            received=received.get(comment.pk, {}),
            headers=check.answer.get("headers", {}) if check else {},
            has_objections=bool(check and check.objections),
        )
