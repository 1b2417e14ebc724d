"""The tabs of the queue: which comments stand under each, and how many."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet

from articles.models import Article
from comments import rights
from comments.desk.keyset import Order
from comments.models import Comment, Report, StatusCount, ThreadCount
from comments.models.comment import CommentQuerySet
from comments.states import Status
from comments.waiting import waiting_edits

# Beyond this many the exact number matters to nobody and costs a walk over the table.
COUNT_UP_TO = 10_000


class Tab(NamedTuple):
    """A part of all comments. `empty` is what its page says when nothing is there.

    `is_mixed` says that comments of all states stand there, and are many. Without an `order` the
    newest come first.
    """

    name: str
    label: str
    narrow: Callable[[CommentQuerySet], CommentQuerySet]
    count: Callable[[Mapping[str, int]], int]
    empty: str
    is_mixed: bool = False
    order: Order | None = None

    @property
    def is_of_states(self) -> bool:
        """Whether the counts of states say how many stand there."""
        return self.is_mixed or self.name in Status.values

    def shown(self, count: int) -> str:
        """Its count as people read it: what is kept is exact."""
        return f"{count:,}" if self.is_of_states else shown(count)

    def ranges(self, comments: CommentQuerySet) -> list[CommentQuerySet]:
        """The tab in parts, of which each is a range of the indexes that begin with a state."""
        if self.is_mixed:
            return [comments.filter(status=status) for status in Status]
        return [self.narrow(comments)]


def _of(status: Status, label: str, empty: str) -> Tab:
    return Tab(
        status.value,
        label,
        lambda comments: comments.filter(status=status),
        lambda counts: counts.get(status.value, 0),
        empty,
    )


def _edited(comments: CommentQuerySet) -> CommentQuerySet:
    return comments.filter(pk__in=waiting_edits().order_by().values("comment"))


TABS = [
    _of(Status.HELD, "Needs you", "Nothing waits for a person. Well done."),
    Tab(
        "edits",
        "Edits",
        _edited,
        lambda _: capped(waiting_edits()),
        "No change to a comment waits for a person.",
    ),
    Tab(
        "reported",
        "Reported",
        CommentQuerySet.reported,
        lambda _: capped(Report.objects.open().order_by().values("comment").distinct()),
        "Readers have reported nothing that is still to be looked at.",
    ),
    _of(Status.UNCHECKED, "Waiting for a check", "Nothing waits for the spam check."),
    _of(Status.SPAM, "Spam", "There is no spam."),
    Tab(
        "rescue",
        "Rescue",
        CommentQuerySet.doubtful,
        lambda _: capped(Comment.objects.doubtful()),
        "Nothing in Spam is doubtful.",
        order=Order("doubt"),
    ),
    _of(Status.PUBLISHED, "Published", "Nothing is published yet."),
    _of(Status.REMOVED, "Removed", "Nothing was removed."),
    Tab(
        "all",
        "All",
        lambda comments: comments,
        lambda counts: sum(counts.values()),
        "Nobody has written a comment yet.",
        is_mixed=True,
    ),
]
BY_NAME = {tab.name: tab for tab in TABS}
# Where something waits for somebody to do something.
WAITING = [BY_NAME[name] for name in ("held", "edits", "reported", "unchecked")]


class Counted(NamedTuple):
    """A tab as the page shows it."""

    tab: Tab
    shown: str


def counted(user: Any, theirs: CommentQuerySet, shown_tabs: Sequence[Tab] = TABS) -> list[Counted]:
    """Tabs with their counts of what somebody decides about, which is `theirs`.

    Counts of states are kept, not counted: four queries.
    """
    if rights.decides_all(user):
        kept = dict(StatusCount.objects.values_list("status", "comments"))
        counts = [tab.count(kept) for tab in shown_tabs]
    else:
        own = Article.objects.belonging_to(user).order_by().values("pk")
        kept = ThreadCount.objects.filter(article__in=own).by_status()
        counts = [
            tab.count(kept) if tab.is_of_states else capped(tab.narrow(theirs))
            for tab in shown_tabs
        ]
    return [Counted(tab, tab.shown(count)) for tab, count in zip(shown_tabs, counts, strict=True)]


def capped(found: QuerySet) -> int:  # type: ignore[type-arg]
    """How many there are, or one more than COUNT_UP_TO if there are more."""
    return found.order_by()[: COUNT_UP_TO + 1].count()


def shown(count: int) -> str:
    """A count that may be capped, as people read it."""
    return f"{COUNT_UP_TO:,}+" if count > COUNT_UP_TO else f"{count:,}"
