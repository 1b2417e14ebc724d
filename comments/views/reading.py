"""Reading single comments: permalinks, and the replies of one comment."""

from __future__ import annotations

import re
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from articles.models import Article
from comments import threads
from comments.models import Comment
from comments.models.moderation import thread_scope
from fitsite.addresses import address_of
from fitsite.page_cache.sharing import depends_on, shared_page

_PATH = re.compile(r"[0-9a-z]{1,35}")


def _readable(pk: int) -> Comment:
    """A comment that stands in the thread of a published article, else 404."""
    comment = get_object_or_404(Comment.objects.in_thread().select_related("root"), pk=pk)
    articles = Article.objects.published().with_bylines()
    comment.article = get_object_or_404(articles, pk=comment.article_id)
    return comment


def published_or_404(pk: int) -> Comment:
    """A comment whose text the public reads now, under a published article, else 404."""
    comments = Comment.objects.published().select_related("article")
    comment = get_object_or_404(comments, pk=pk)
    if not comment.article.is_published:
        raise Http404
    return comment


@require_safe
@shared_page()
def count(request: HttpRequest, slug: str) -> HttpResponse:
    """How many comments of an article are published, for pages that were made a while ago.

    And where the one stands that appeared last; None where there is none.
    """
    article = get_object_or_404(Article.objects.published().only("pk"), slug=slug)
    depends_on(request, thread_scope(article.pk))
    published, newest = threads.news(article)
    link = address_of("comments:permalink", newest) if newest else None
    return JsonResponse({"published": published, "newest": link})


@require_safe
def permalink(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the page of the thread on which the comment stands, in the order of `?order=`."""
    try:
        comment = _readable(pk)
    except Http404:
        gone = Article.objects.gone()
        if not Comment.objects.in_thread().filter(pk=pk, article__in=gone).exists():
            raise
        return render(request, "410.html", status=HTTPStatus.GONE)
    return redirect(threads.address(comment, request.GET.get("order", "")))


@require_safe
@shared_page("after")
def replies(request: HttpRequest, pk: int) -> HttpResponse:
    """All replies to one comment on the article, page by page."""
    root = _readable(pk)
    if not root.is_root:
        return redirect(threads.address(root))
    after = request.GET.get("after", "")
    if after and not _PATH.fullmatch(after):
        raise Http404
    terms, _ = threads.shown_on(request, root.article)
    page = threads.replies(root, terms, after=after)
    return render(request, "comments/replies.html", {"root": root, "page": page})
