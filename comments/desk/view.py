"""What a moderator looks at: one tab, narrowed by a filter, as its address says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from comments import rights
from comments.desk.filters import UNINDEXED_UNDER_ARTICLES, QueueFilter
from comments.desk.keyset import Order
from comments.desk.tabs import BY_NAME, TABS, Tab
from comments.models.comment import CommentQuerySet
from comments.states import Status

BY_NUMBER = Order("id")


@dataclass(frozen=True)
class View:
    """A tab and a filter. An address that names no known tab means the first.

    `is_of_own` says that somebody looks who decides only about what stands under own articles.
    """

    tab: Tab
    narrowing: QueueFilter
    is_of_own: bool

    @classmethod
    def of(cls, query: QueryDict, user: Any) -> View:
        """What an address asks for, as far as somebody may ask it."""
        narrowing = QueueFilter(query, knows_addresses=rights.sees_addresses(user))
        tab = BY_NAME.get(query.get("tab", ""), TABS[0])
        return cls(tab, narrowing, is_of_own=not rights.decides_all(user))

    @property
    def query(self) -> str:
        """As it stands in an address."""
        return "&".join(filter(None, [urlencode({"tab": self.tab.name}), self.narrowing.query]))

    @property
    def order(self) -> Order | None:
        """Where it is not simply the newest first, found by time."""
        if self.tab.order or not self.narrowing.has_campaign or self.is_of_own:
            return self.tab.order
        # Copies come in the order of their numbers, in which an index has those of one campaign.
        return BY_NUMBER

    @property
    def is_looked_through(self) -> bool:
        """Whether no index has what the filter finds in the order of the tab."""
        if self.tab.order:
            return self.narrowing.is_used
        is_unindexed = self.is_of_own and self.narrowing.is_unindexed_under_articles
        return self.narrowing.has_words or is_unindexed

    def narrow(self, comments: CommentQuerySet) -> CommentQuerySet:
        """Those of these comments that stand there."""
        return self.narrowing.narrow(self.tab.narrow(comments))

    def ranges(self, comments: CommentQuerySet) -> list[CommentQuerySet]:
        """The same in parts of which each is in order in an index."""
        return [self.narrowing.narrow(part) for part in self.tab.ranges(comments)]

    def countable(self, comments: CommentQuerySet) -> CommentQuerySet:
        """Those that stand there, to be counted by the indexes that begin with a state."""
        if self.tab.is_mixed:
            comments = comments.filter(status__in=Status.values)
        return self.narrow(comments)

    def marked(self, comments: CommentQuerySet) -> list[CommentQuerySet]:
        """What is to be looked through, in parts like `ranges`: each row says if it `matches`."""
        if self.tab.order:
            return [self.narrowing.mark_all(self.tab.narrow(comments))]
        if self.order:
            return [self.narrowing.mark(self.tab.narrow(comments))]
        unindexed = UNINDEXED_UNDER_ARTICLES if self.is_of_own else ()
        return [self.narrowing.mark(part, unindexed) for part in self.tab.ranges(comments)]
