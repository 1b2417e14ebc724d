"""What is kept under a reader's address, as their own page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from comments.models import Comment, Reader, Subscription
from comments.own_link import own_link

PER_PAGE = 20
# Nobody subscribes to more by hand; what would still be there can be ended all at once.
SUBSCRIPTIONS_SHOWN = 200


@dataclass(frozen=True)
class Yours:
    """A page of comments, newest first, each with the link to its own page; all subscriptions.

    `before` is where the next page begins, 0 on the last one.
    """

    subscriptions: list[Subscription]
    comments: list[tuple[Comment, str]]
    before: int


def yours_of(reader: Reader, *, before: int) -> Yours:
    """Look it up: two queries. `before` is 0, or the number of a comment."""
    comments = reader.comments().select_related("article").order_by("-pk")
    if before:
        comments = comments.filter(pk__lt=before)
    found = list(comments[: PER_PAGE + 1])
    shown = found[:PER_PAGE]
    asked = reader.subscriptions.select_related("article")
    return Yours(
        list(asked[:SUBSCRIPTIONS_SHOWN]),
        [(comment, own_link(comment)) for comment in shown],
        shown[-1].pk if len(found) > PER_PAGE else 0,
    )
