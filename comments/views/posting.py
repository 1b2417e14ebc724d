"""Sending a comment: the form is answered with a redirect, or shown again with what was typed."""

from __future__ import annotations

import logging
from http import HTTPStatus

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from articles.models import Article
from articles.opening import published_at
from comments.blank_form import blank_fields
from comments.forms import CommentForm
from comments.models import Comment, CommentSettings, Revision
from comments.models.submitting import SubmissionRefused
from comments.own_link import own_link
from comments.signed_in import signed_in_user
from comments.spam.findings import Finding
from comments.spam.judge import judge_for_reader
from comments.terms import Terms, terms
from fitsite.same_origin import same_origin_only

logger = logging.getLogger(__name__)


@same_origin_only
@require_http_methods(["GET", "HEAD", "POST"])
def post_comment(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a comment on an article; a GET leads back to the form."""
    article = published_at(slug)
    if article is None:
        return _gone_or_404(request, slug)
    if request.method != "POST":
        return redirect(f"{article.get_absolute_url()}#respond")
    form = CommentForm(request.POST, article=article, user=signed_in_user(request))
    if "preview" in request.POST:
        preview = form.preview()
        status = HTTPStatus.OK if preview else HTTPStatus.UNPROCESSABLE_ENTITY
        return _show_again(request, form, status, preview)
    if not form.is_valid():
        return _show_again(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        check = Comment.objects.submit(form.submission(request))
    except SubmissionRefused as refused:
        return _refuse(request, form, refused.finding)
    except DatabaseError:
        # A full disk, a database that is away: nothing was stored, and nothing typed is lost.
        logger.exception("A comment could not be stored")
        form.add_error("body", "Your comment could not be stored just now. Please send it again.")
        return _show_again(request, form, HTTPStatus.SERVICE_UNAVAILABLE)
    judge_for_reader(check)
    # Not `redirect`, which takes an address for the name of a view first.
    return HttpResponseRedirect(own_link(check.revision.comment))


@never_cache
def _gone_or_404(request: HttpRequest, slug: str) -> HttpResponse:
    """Say of an article that was taken away that it is gone, and give back what was typed."""
    if not Article.objects.gone().filter(slug=slug).exists():
        raise Http404
    typed = request.POST.get("body", "")
    return render(request, "comments/gone.html", {"typed": typed}, status=HTTPStatus.GONE)


@require_safe
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """The form on a page of its own, under the comment that is answered; needs no JavaScript."""
    parent = get_object_or_404(Comment.objects.published().select_related("article"), pk=pk)
    article = get_object_or_404(Article.objects.published(), pk=parent.article_id)
    context = {
        "article": article,
        "parent": parent,
        "parent_id": parent.pk,
        "fields": blank_fields(),
        "refusal": _terms(article).refusal(parent),
    }
    return render(request, "comments/reply.html", context)


def _terms(article: Article) -> Terms:
    return terms(article, CommentSettings.objects.current())


@never_cache
def _show_again(
    request: HttpRequest,
    form: CommentForm,
    status: int,
    preview: Revision | None = None,
) -> HttpResponse:
    parent = form.cleaned_data.get("parent")
    context = {
        "article": form.article,
        "parent": parent if parent and parent.is_published else None,
        "parent_id": parent.pk if parent else None,
        "form": form,
        "fields": form.fields_html,
        "preview": preview,
        "refusal": _terms(form.article).refusal(parent),
    }
    return render(request, "comments/reply.html", context, status=status)


def _refuse(request: HttpRequest, form: CommentForm, finding: Finding) -> HttpResponse:
    form.add_error("body", finding.why)
    form.earlier_link = finding.link
    too_many = finding.retry_after is not None
    status = HTTPStatus.TOO_MANY_REQUESTS if too_many else HTTPStatus.CONFLICT
    response = _show_again(request, form, status)
    if too_many:
        response.headers["Retry-After"] = str(finding.retry_after)
    return response
