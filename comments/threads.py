"""Pages of a thread: each is one range of paths, however long the thread."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet, Subquery
from django.http import HttpRequest

from articles.models import Article
from comments.entries import Entry, Row, entries, nested
from comments.models import Comment, CommentSettings, ThreadCount
from comments.models.comment import CommentQuerySet
from comments.models.moderation import thread_scope
from comments.models.settings import Order
from comments.models.threading import MAX_DEPTH, REPLIES_SHOWN, STEP, path_step
from comments.terms import Terms, terms_and_count
from fitsite.addresses import address_of
from fitsite.page_cache.sharing import changes_at, depends_on
from fitsite.prepared import Prepared

PER_PAGE = 50
# Greater than any path.
BEHIND_ALL = "~"


def _rows(comments: CommentQuerySet, order: str = "path") -> QuerySet[Comment, Any]:
    # One more than fits tells whether there is a next page.
    return comments.order_by(order).values_list(*Row._fields)[: PER_PAGE + 1]


def _on_article(article: Any) -> CommentQuerySet:
    return Comment.objects.filter(article_id=article, on_article_page=True)


_ON_ARTICLE = Prepared(lambda article, start: _rows(_on_article(article).filter(path__gte=start)))
_BACKWARDS = Prepared(
    lambda article, end: _rows(_on_article(article).filter(path__lt=end), "-path")
)
_ROOT = Prepared(lambda root: _rows(Comment.objects.filter(pk=root)))
_REPLIES = Prepared(
    lambda root, after: _rows(Comment.objects.in_thread().filter(root_id=root, path__gt=after))
)


def _news(article: Any) -> QuerySet[ThreadCount, Any]:
    public = Comment.objects.published().filter(article=article)
    newest = public.order_by("-published_at").values("pk")[:1]
    return ThreadCount.objects.filter(pk=article).values_list("published", Subquery(newest))


_NEWS = Prepared(_news)


@dataclass(frozen=True, kw_only=True)
class ThreadPage:
    """Some comments, each with its replies, and where the pages before and after begin.

    These are numbers of roots; `earlier` is 0 where it leads to the first page, None where this is
    the first. In the order of reading, whichever that is.
    """

    comments: list[Entry]
    earlier: int | None = None
    later: int | None = None


@dataclass(frozen=True, kw_only=True)
class RepliesPage:
    """A comment on the article with some of the replies to it. `later` is a path."""

    comments: list[Entry]
    is_first: bool
    later: str | None


def oldest_first(article: Article, terms: Terms, *, start: int = 0) -> ThreadPage:
    """A page of comments from the root `start` on, the oldest first, each with its first replies.

    A page ends where a root begins. One query for the first page, one more for any other.
    """
    found = entries(_ON_ARTICLE.run(article=article.pk, start=path_step(start)), article, terms)
    later = None
    if len(found) > PER_PAGE:
        cut = max(at for at, entry in enumerate(found) if entry["is_root"])
        later = found[cut]["pk"]
        found = found[:cut]
    _count_hidden_replies(found)
    return ThreadPage(
        comments=nested(found),
        later=later,
        earlier=_root_before(article, start) if start else None,
    )


def newest_first(article: Article, terms: Terms, *, start: int = 0) -> ThreadPage:
    """The same backwards: from the root `start` to older ones, the replies to each oldest first.

    One query for the first page, one more for any other.
    """
    end = path_step(start + 1) if start else BEHIND_ALL
    found = entries(_BACKWARDS.run(article=article.pk, end=end), article, terms)
    later = None
    if len(found) > PER_PAGE:
        cut = 1 + max(at for at, entry in enumerate(found[:PER_PAGE]) if entry["is_root"])
        later = found[cut]["root_id"]
        found = found[:cut]
    _count_hidden_replies(found)
    return ThreadPage(
        comments=nested(reversed(found))[::-1],
        later=later,
        earlier=_root_after(article, start) if start else None,
    )


def replies(root: Comment, terms: Terms, *, after: str = "") -> RepliesPage:
    """A root with a page of all replies to it, those behind the path `after`. Two queries."""
    [top] = entries(_ROOT.run(root=root.pk), root.article, terms)
    found = entries(_REPLIES.run(root=root.pk, after=after or root.path), root.article, terms)
    return RepliesPage(
        comments=nested(found[:PER_PAGE], below=top),
        is_first=not after,
        later=found[PER_PAGE - 1]["path"] if len(found) > PER_PAGE else None,
    )


def address(comment: Comment, asked: str = "") -> str:
    """The page of the thread on which a comment stands, at its anchor. At most two queries.

    In the order that is asked for, and in the owner's where none is.
    """
    anchor = f"#{comment.anchor}"
    if comment.place is None or comment.place > REPLIES_SHOWN:
        # Behind all that stands below the comment before it, whose replies may fill pages.
        before_it = comment.path[:-STEP] + path_step(comment.pk - 1)
        start = before_it.ljust(STEP * (MAX_DEPTH + 1), "z")
        return f"{address_of('comments:replies', comment.root_id)}?after={start}{anchor}"
    owners = CommentSettings.objects.current().order
    order = asked if asked in Order.values else owners
    query = {} if order == owners else {"order": order}
    if not _is_surely_on_first_page(comment, order):
        query["from"] = str(comment.root_id)
    page = comment.article.get_absolute_url()
    return f"{page}{'?' if query else ''}{urlencode(query)}{anchor}"


def shown_on(request: HttpRequest, article: Article) -> tuple[Terms, int]:
    """Say that a shared page shows this article's thread: its terms, and its length. One query."""
    depends_on(request, thread_scope(article.pk))
    terms, published = terms_and_count(article)
    changes_at(request, terms.close_at)
    return terms, published


def news(article: Article) -> tuple[int, int | None]:
    """How many comments of an article the public may read, and which was the last to appear."""
    [(published, newest)] = _NEWS.run(article=article.pk) or [(0, None)]
    return published, newest


def _is_surely_on_first_page(comment: Comment, order: str) -> bool:
    shown = comment.article.comments.filter(on_article_page=True)
    if order == Order.NEWEST:
        # Pages are read from the end, and each ends with a root.
        first = shown.filter(path__gte=comment.path[:STEP])[: PER_PAGE + 1]
        return first.count() <= PER_PAGE
    # The first page ends where a root begins, so it may end this much early.
    before = shown.filter(path__lt=comment.path)[: PER_PAGE - REPLIES_SHOWN]
    return before.count() < PER_PAGE - REPLIES_SHOWN


def _root_before(article: Article, start: int) -> int | None:
    """Where the page begins that ends just before a root; 0 for the first, None for no page."""
    before = article.comments.filter(on_article_page=True, path__lt=path_step(start))
    rows = list(before.order_by("-path").values_list("pk", "depth")[: PER_PAGE + 1])
    if not rows:
        return None
    if len(rows) <= PER_PAGE:
        return 0
    return [pk for pk, depth in rows[:PER_PAGE] if depth == 0][-1]


def _root_after(article: Article, start: int) -> int | None:
    """The same, where the newest come first: the page that ends just after a root."""
    after = article.comments.filter(on_article_page=True, path__gte=path_step(start + 1))
    rows = list(after.order_by("path").values_list("pk", "depth")[: PER_PAGE + 1])
    if not rows:
        return None
    if len(rows) <= PER_PAGE:
        return 0
    # The replies to the last one may go on behind what was looked at.
    return [pk for pk, depth in rows if depth == 0][-2]


def _count_hidden_replies(found: list[Entry]) -> None:
    """Let each root know how many of its replies stand on a page of their own only."""
    shown = Counter(entry["root_id"] for entry in found if entry["is_published"])
    for root in found:
        if root["is_root"]:
            of_root = shown[root["pk"]] - root["is_published"]
            root["hidden_replies"] = root["replies_published"] - of_root
