"""What a moderator looks at: one tab, narrowed by a filter, as its address says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from comments import rights
from comments.desk.filters import QueueFilter
from comments.desk.tabs import BY_NAME, TABS, Tab
from comments.models.comment import CommentQuerySet


@dataclass(frozen=True)
class View:
    """A tab and a filter. An address that names no known tab means the first."""

    tab: Tab
    narrowing: QueueFilter

    @classmethod
    def of(cls, query: QueryDict, user: Any) -> View:
        """What an address asks for, as far as somebody may ask it."""
        narrowing = QueueFilter(query, knows_addresses=rights.sees_addresses(user))
        return cls(BY_NAME.get(query.get("tab", ""), TABS[0]), narrowing)

    @property
    def query(self) -> str:
        """As it stands in an address."""
        return "&".join(filter(None, [urlencode({"tab": self.tab.name}), self.narrowing.query]))

    def narrow(self, comments: CommentQuerySet) -> CommentQuerySet:
        """Those of these comments that stand there."""
        return self.narrowing.narrow(self.tab.narrow(comments))

    def ranges(self, comments: CommentQuerySet) -> list[CommentQuerySet]:
        """The same in parts of which each is in order in an index."""
        return [self.narrowing.narrow(part) for part in self.tab.ranges(comments)]
