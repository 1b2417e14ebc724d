"""By which ways comments are found. Each costs a little with every comment that comes."""

from __future__ import annotations

from django.db.models import Index, Q

from comments.states import Basis, Status

# Discarded or withdrawn, and still with its text. Said by what it is not: SQLite would otherwise
# prefer an index by state, and read all that was ever discarded.
DISCARDED_WITH_TEXT = (
    ~Q(status=Status.SPAM)
    & ~Q(basis=Basis.PERSON)
    & ~Q(basis=Basis.HAM)
    & ~Q(basis=Basis.RULE)
    & ~Q(basis=Basis.NOTHING)
    & ~Q(body="")
)


def _index(name: str, *fields: str, where: Q | None = None) -> Index:
    return Index(fields=fields, condition=where, name=f"comments_{name}")


def _queue(*by: str) -> Index:
    """For a page of the moderators' queue, newest first: comments/desk/reading.py."""
    return _index("_".join(["queue", *by]), "status", *by, "-created_at", "-id")


_THREADS = [
    _index("article_page", "article", "path", where=Q(on_article_page=True)),
    _index("thread_page", "root", "path", where=Q(in_thread=True)),
    _index("path", "path"),
    _index("news", "article", "-published_at", where=Q(status=Status.PUBLISHED)),
]
_QUEUE = [
    _queue(),
    _queue("article"),
    _queue("basis"),
    _queue("name"),
    _queue("email"),
    _queue("email_domain"),
    _queue("network"),
]
_RULES = [
    _index("same_text", "article", "body_digest"),
    _index("pace_network", "network", "created_at"),
    _index("pace_email", "email", "created_at"),
    _index("pace_article", "article", "created_at"),
    _index(
        "trust_address", "email", "-status_changed_at", where=Q(email_confirmed_at__isnull=False)
    ),
    _index("trust_account", "user", "-status_changed_at", where=Q(user__isnull=False)),
]
_CAMPAIGNS_AND_RESCUE = [
    _index("by_campaign", "campaign", "-id", "status", where=Q(campaign__isnull=False)),
    _index("by_doubt", "-doubt", "-id", where=Q(doubt__isnull=False)),
    _index("own_doubt", "article", "-doubt", "-id", where=Q(doubt__isnull=False)),
    # What the worker has still to look at: it leaves these when that is done.
    _index("to_weigh", "id", where=Q(is_to_weigh=True)),
    _index("to_compare", "id", where=Q(is_compared=False)),
]
_HOUSEKEEPING = [
    _index("by_change", "status", "status_changed_at"),
    # What is to be forgotten: it leaves these when it is.
    _index("with_address", "created_at", where=Q(address__isnull=False)),
    _index("discarded_text", "status_changed_at", where=DISCARDED_WITH_TEXT),
]
INDEXES = [*_THREADS, *_QUEUE, *_RULES, *_CAMPAIGNS_AND_RESCUE, *_HOUSEKEEPING]
