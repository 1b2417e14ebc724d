"""On what terms an article takes comments: what its editor and the owner of the site have decided.

Pages ask for it in the request that makes them: what a process remembered from an earlier one
could be kept in a page that says it is up to date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import QuerySet, Subquery
from django.db.models.functions import Coalesce

from articles.models import Article
from comments.models.counts import ThreadCount
from comments.models.settings import CommentSettings
from fitsite.prepared import Prepared

if TYPE_CHECKING:
    from comments.models import Comment

CLOSED = "Comments on this article are closed."
DEEP = "This thread is as deep as it goes. Answer the comment above instead."


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What holds for one article's thread."""

    order: str
    depth: int
    close_at: datetime | None
    are_open: bool

    def takes_replies(self, depth: int) -> bool:
        """Whether comments at this depth can be answered."""
        return self.are_open and depth < self.depth

    def refusal(self, parent: Comment | None) -> str:
        """Why the article, or the comment that is answered, takes no comment; "" where it does."""
        if not self.are_open:
            return CLOSED
        return DEEP if parent and not self.takes_replies(parent.depth) else ""


class Decided(NamedTuple):
    """What the owner has decided about all threads, by the names of CommentSettings."""

    close_after_days: int | None
    depth: int
    order: str


def terms(article: Article, owner: CommentSettings | Decided) -> Terms:
    """The terms of a published article."""
    return Terms(
        order=owner.order,
        depth=owner.depth,
        close_at=article.comments_close_at(owner.close_after_days),
        are_open=article.accepts_comments(owner.close_after_days),
    )


def terms_and_count(article: Article) -> tuple[Terms, int]:
    """The same, with the number of comments that are published. One query for both."""
    [(published, *decided)] = _BOTH.run(article=article.pk)
    # Without a row there are none; what may be empty is so by default, too.
    known = zip(decided, _DEFAULTS, strict=True)
    owner = Decided._make(default if value is None else value for value, default in known)
    return terms(article, owner), published


_DEFAULTS = Decided._make(getattr(CommentSettings(), name) for name in Decided._fields)


def _both(article: Any) -> QuerySet[Article, Any]:
    count = ThreadCount.objects.filter(article=article).values("published")
    decided = [Subquery(CommentSettings.objects.values(name)[:1]) for name in Decided._fields]
    return Article.objects.filter(pk=article).values_list(Coalesce(Subquery(count), 0), *decided)


_BOTH = Prepared(_both)
