"""Pages of a thread: each is one range of paths, however long the thread."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from articles.models import Article
from comments.entries import Entry, Row, entries, nested
from comments.models import Comment, ThreadCount
from comments.models.comment import CommentQuerySet
from comments.models.moderation import thread_scope
from comments.models.threading import MAX_DEPTH, REPLIES_SHOWN, STEP, path_step
from fitsite.page_cache.sharing import changes_at, depends_on
from fitsite.prepared import Prepared

PER_PAGE = 50


def _page(comments: CommentQuerySet) -> QuerySet[Comment, Any]:
    # One more than fits tells whether there is a next page.
    return comments.order_by("path").values_list(*Row._fields)[: PER_PAGE + 1]


_ON_ARTICLE = Prepared(
    lambda article, start: _page(
        Comment.objects.filter(article_id=article, on_article_page=True, path__gte=start)
    )
)
_ROOT = Prepared(lambda root: _page(Comment.objects.filter(pk=root)))
_REPLIES = Prepared(
    lambda root, after: _page(Comment.objects.in_thread().filter(root_id=root, path__gt=after))
)
_COUNT = Prepared(lambda article: ThreadCount.objects.filter(pk=article).values_list("published"))


@dataclass(frozen=True, kw_only=True)
class ThreadPage:
    """Some comments, each with its replies, and where the pages before and after begin.

    `earlier` and `later` are root ids for an article's thread and paths for the replies of one
    root; `earlier` is 0 or "" where it leads to the first page, None where this is the first.
    """

    comments: list[Entry]
    earlier: int | str | None = None
    later: int | str | None = None


def article_thread(article: Article, *, start: int = 0) -> ThreadPage:
    """A page of comments from the root `start` on, each root with its first replies.

    A page ends where a root begins. One query for the first page, one more for any other.
    """
    found = entries(_ON_ARTICLE.run(article=article.pk, start=path_step(start)), article)
    later = None
    if len(found) > PER_PAGE:
        cut = max(at for at, entry in enumerate(found) if entry["is_root"])
        later = found[cut]["pk"]
        found = found[:cut]
    _count_hidden_replies(found)
    return ThreadPage(
        comments=nested(found),
        later=later,
        earlier=_earlier_root(article, start) if start else None,
    )


def replies(root: Comment, *, after: str = "") -> ThreadPage:
    """A root with a page of all replies to it, those behind the path `after`. Two queries."""
    [top] = entries(_ROOT.run(root=root.pk), root.article)
    found = entries(_REPLIES.run(root=root.pk, after=after or root.path), root.article)
    return ThreadPage(
        comments=nested(found[:PER_PAGE], below=top),
        later=found[PER_PAGE - 1]["path"] if len(found) > PER_PAGE else None,
        earlier="" if after else None,
    )


def address(comment: Comment) -> str:
    """The page of the thread on which a comment stands, at its anchor. At most one query."""
    anchor = f"#{comment.anchor}"
    if comment.place is None or comment.place > REPLIES_SHOWN:
        # Behind all that stands below the comment before it, whose replies may fill pages.
        before_it = comment.path[:-STEP] + path_step(comment.pk - 1)
        start = before_it.ljust(STEP * (MAX_DEPTH + 1), "z")
        return f"{reverse('comments:replies', args=[comment.root_id])}?after={start}{anchor}"
    page = comment.article.get_absolute_url()
    before = comment.article.comments.filter(on_article_page=True, path__lt=comment.path)
    # The first page ends where a root begins, so it may end this much early.
    surely_first = before[: PER_PAGE - REPLIES_SHOWN].count() < PER_PAGE - REPLIES_SHOWN
    return f"{page}{anchor}" if surely_first else f"{page}?from={comment.root_id}{anchor}"


def shown_on(request: HttpRequest, article: Article) -> None:
    """Say that a shared page shows this article's thread, and whether it takes comments."""
    depends_on(request, thread_scope(article.pk))
    changes_at(request, article.comments_close_at)


def published_count(article: Article) -> int:
    """How many comments of an article the public may read."""
    [(published,)] = _COUNT.run(article=article.pk) or [(0,)]
    return int(published)


def _earlier_root(article: Article, start: int) -> int | None:
    before = article.comments.filter(on_article_page=True, path__lt=path_step(start))
    paths = list(before.order_by("-path").values_list("pk", "depth")[: PER_PAGE + 1])
    if not paths:
        return None
    if len(paths) <= PER_PAGE:
        return 0
    return [pk for pk, depth in paths[:PER_PAGE] if depth == 0][-1]


def _count_hidden_replies(found: list[Entry]) -> None:
    """Let each root know how many of its replies stand on a page of their own only."""
    shown = Counter(entry["root_id"] for entry in found if entry["is_published"])
    for root in found:
        if root["is_root"]:
            of_root = shown[root["pk"]] - root["is_published"]
            root["hidden_replies"] = root["replies_published"] - of_root
