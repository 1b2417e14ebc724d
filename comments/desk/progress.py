"""How far a bulk decision is, in numbers and in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from comments.desk.verbs import ALL
from comments.models.bulk import BulkState


@dataclass(frozen=True)
class Progress:
    """A bulk decision that was found `with_counts()`, as the desk shows it."""

    bulk: Any

    @property
    def size(self) -> str:
        """What it is about: "1,240 comments, 3 articles"."""
        bulk = self.bulk
        return f"{_number(bulk.total, 'comment')}, {_number(bulk.articles, 'article')}"

    @property
    def verb(self) -> str:
        """The button that was pressed."""
        return ALL[self.bulk.verb].label

    @property
    def most(self) -> int:
        """How many comments there are to go through."""
        return int(self.bulk.done if self._is_taking_back else self.bulk.total)

    @property
    def value(self) -> int:
        """How many it has gone through."""
        return int(self.bulk.undone if self._is_taking_back else self.bulk.done)

    @property
    def said(self) -> str:
        """What has happened to the comments."""
        bulk = self.bulk
        said = f"{_number(bulk.changed, 'comment')} {ALL[bulk.verb].done}."
        if left := bulk.done - bulk.changed:
            said += f" {left:,} left as they were."
        if bulk.undone:
            said += f" {bulk.restored:,} put back."
        return said

    @property
    def _is_taking_back(self) -> bool:
        return self.bulk.state in (BulkState.UNDOING, BulkState.UNDONE)


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
