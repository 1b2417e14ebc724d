"""One's own comment, by its signed link: how it stands, changing it, withdrawing it.

Nothing here is ever in a shared page, and the address is told to no other site.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from math import ceil

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from comments.forms import TextForm
from comments.mail.confirmation import letter_about
from comments.models import Comment, Revision
from comments.models.authorship import TooLate
from comments.models.editing import Unchanged
from comments.models.submitting import SubmissionRefused
from comments.own_link import comment_of
from comments.spam.judge import judge_for_reader
from comments.states import MoveRefused
from comments.views.private import private
from fitsite.same_origin import same_origin_only

logger = logging.getLogger(__name__)


def _for_its_author(
    view: Callable[[HttpRequest, Comment, str], HttpResponse],
) -> Callable[[HttpRequest, str], HttpResponse]:
    """Find the comment for whoever holds the link; a broken rule is told in words."""

    @private
    @wraps(view)
    def found(request: HttpRequest, token: str) -> HttpResponse:
        pk = comment_of(token)
        if pk is None:
            raise Http404
        comment = get_object_or_404(Comment.objects.select_related("article", "parent"), pk=pk)
        try:
            return view(request, comment, token)
        except MoveRefused as refused:
            return _refuse(request, comment, token, refused)

    return found


@require_safe
@_for_its_author
def own(request: HttpRequest, comment: Comment, token: str) -> HttpResponse:
    """How the comment and its latest change stand, and what can still be done."""
    change = comment.revisions.latest("number")
    context = {
        "comment": comment,
        "newest": comment.newest_text,
        "change": change,
        "change_told": change.told_to_its_author,
        "letter": letter_about(comment),
        "article_is_public": comment.article.is_published,
        "minutes": ceil((comment.authors_until - timezone.now()).total_seconds() / 60),
        "token": token,
    }
    return render(request, "comments/own.html", context)


@same_origin_only
@require_http_methods(["GET", "HEAD", "POST"])
@_for_its_author
def edit(request: HttpRequest, comment: Comment, token: str) -> HttpResponse:
    """Take another text, which is checked like the first."""
    if request.method != "POST":
        form = TextForm(initial={"body": comment.newest_text.body})
        return _ask_for_text(request, comment, token, form, HTTPStatus.OK)
    form = TextForm(request.POST)
    if "preview" in request.POST:
        preview = form.preview()
        status = HTTPStatus.OK if preview else HTTPStatus.UNPROCESSABLE_ENTITY
        return _ask_for_text(request, comment, token, form, status, preview)
    if not form.is_valid():
        return _ask_for_text(request, comment, token, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        judge_for_reader(comment.edit(form.cleaned_data["body"]))
    except Unchanged:
        pass
    except SubmissionRefused as refused:
        form.add_error("body", refused.finding.why)
        return _ask_for_text(request, comment, token, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    except DatabaseError:
        logger.exception("An edit could not be stored")
        form.add_error("body", "Your change could not be stored just now. Please send it again.")
        return _ask_for_text(request, comment, token, form, HTTPStatus.SERVICE_UNAVAILABLE)
    return redirect("comments:own", token)


@same_origin_only
@require_http_methods(["GET", "HEAD", "POST"])
@_for_its_author
def withdraw(request: HttpRequest, comment: Comment, token: str) -> HttpResponse:
    """Ask whether it is meant; then take the comment away for good."""
    if request.method != "POST":
        comment.admit_its_author()
        return render(request, "comments/own_withdraw.html", {"comment": comment, "token": token})
    comment.withdraw()
    return redirect("comments:own", token)


def _ask_for_text(
    request: HttpRequest,
    comment: Comment,
    token: str,
    form: TextForm,
    status: int,
    preview: Revision | None = None,
) -> HttpResponse:
    comment.admit_its_author()
    context = {"comment": comment, "token": token, "form": form, "preview": preview}
    return render(request, "comments/own_edit.html", context, status=status)


def _refuse(
    request: HttpRequest, comment: Comment, token: str, refused: MoveRefused
) -> HttpResponse:
    """Say why not; what was typed is shown, so that it can be taken elsewhere."""
    context = {
        "comment": comment,
        "token": token,
        "why": str(refused),
        "typed": request.POST.get("body", ""),
    }
    status = HTTPStatus.GONE if isinstance(refused, TooLate) else HTTPStatus.CONFLICT
    return render(request, "comments/own_refused.html", context, status=status)
