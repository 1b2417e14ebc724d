"""A comment as the page of a thread prints it: only the columns that it needs.

A page holds fifty of them. Building model instances and reversing addresses for each would cost
several times what the rest of the page does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, tzinfo
from typing import Any, NamedTuple, TypedDict

from django.utils import timezone

from articles.models import Article
from comments import avatars
from comments.states import Status
from comments.terms import Terms
from fitsite.addresses import address_of
from fitsite.markup import trusted
from fitsite.times import iso, minute


class Row(NamedTuple):
    """What a page reads of one comment, by the names of its columns."""

    pk: int
    root_id: int
    depth: int
    path: str
    status: str
    replies_published: int
    name: str
    email: str
    website: str
    created_at: datetime
    body_html: str
    user_id: int | None
    user__is_staff: bool | None
    parent_id: int | None
    parent__name: str | None
    parent__status: str | None


# Of a comment that is gone a page tells only that there was one.
_GONE: dict[str, Any] = {"name": "", "email": "", "website": "", "body_html": "", "user_id": None}


class Entry(TypedDict):
    """One comment, or the gap that it left, with the replies shown below it.

    A comment that is no reply, or a reply to one that is gone, has no `answered_name`.
    """

    pk: int
    root_id: int
    parent_id: int | None
    path: str
    is_root: bool
    is_published: bool
    permalink: str
    name: str
    avatar: str
    initials: str
    website: str
    badges: Sequence[str]
    iso_time: str
    shown_time: str
    text_html: str
    answered_name: str | None
    answered_address: str
    takes_replies: bool
    replies_published: int
    hidden_replies: int
    replies: list[Entry]


def entries(rows: Iterable[tuple[Any, ...]], article: Article, terms: Terms) -> list[Entry]:
    """What rows of one article's comments say, in their order; their `replies` are empty yet."""
    zone = timezone.get_current_timezone()
    addresses = address_of("comments:permalink", 0).removesuffix("0/")
    authors = {author.user_id for author in article.bylines}
    return [_entry(Row._make(row), zone, addresses, authors, terms) for row in rows]


def nested(flat: Iterable[Entry], below: Entry | None = None) -> list[Entry]:
    """Put each entry, in thread order, among the replies of the nearest one above it.

    What stands under none of them is top-level, or a reply to `below`. A reply to what is on the
    same page leads there without asking for another.
    """
    top: list[Entry] = [below] if below else []
    line = top[:]
    for entry in flat:
        while line and not entry["path"].startswith(line[-1]["path"]):
            line.pop()
        if line and entry["parent_id"] == line[-1]["pk"]:
            entry["answered_address"] = f"#comment-{entry['parent_id']}"
        (line[-1]["replies"] if line else top).append(entry)
        line.append(entry)
    return top


def _entry(
    row: Row, zone: tzinfo, addresses: str, authors: Collection[int | None], terms: Terms
) -> Entry:
    is_published = row.status == Status.PUBLISHED
    if not is_published:
        row = row._replace(**_GONE)
    at = row.created_at.astimezone(zone)
    return {
        "pk": row.pk,
        "root_id": row.root_id,
        "parent_id": row.parent_id,
        "path": row.path,
        "is_root": row.depth == 0,
        "is_published": is_published,
        "permalink": f"{addresses}{row.pk}/",
        "name": row.name,
        "avatar": avatars.look(row.email, row.name),
        "initials": avatars.initials(row.name),
        "website": row.website,
        "badges": _badges(row.user_id in authors, row.user__is_staff) if row.user_id else (),
        "iso_time": iso(at),
        "shown_time": minute(at),
        "text_html": trusted(row.body_html),
        "answered_name": row.parent__name if row.parent__status == Status.PUBLISHED else None,
        "answered_address": f"{addresses}{row.parent_id}/",
        "takes_replies": terms.takes_replies(row.depth),
        "replies_published": row.replies_published,
        "hidden_replies": 0,
        "replies": [],
    }


def _badges(is_author: bool, is_staff: bool | None) -> list[str]:
    return [badge for badge, has in (("Author", is_author), ("Staff", is_staff)) if has]
