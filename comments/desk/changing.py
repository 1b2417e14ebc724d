"""Changing one comment by what a moderator types: on a page of its own, or within its card."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, NamedTuple, cast

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods

from comments import rights
from comments.desk.answers import answer, with_surroundings
from comments.desk.cards import cards
from comments.desk.deciding import Chosen, Outcome, refuse_if_outdated
from comments.desk.forms import AnswerForm, BlockForm, CorrectionForm, MoveForm
from comments.desk.guard import for_moderators
from comments.desk.looking import stamp
from comments.desk.verbs import ANSWER, BLOCK, CORRECT, MOVE, Verb
from comments.desk.view import View
from comments.models import Block, Check, Comment
from comments.models.catch import counted_afterwards
from comments.models.moderation import lock_lineages
from comments.models.submitting import SubmissionRefused
from comments.spam.blocking import BlockRefused
from comments.spam.evidence import Submission
from comments.spam.judge import judge_for_reader
from comments.states import MoveRefused
from fitsite.accounts.models import User
from fitsite.client_ip import client_ip

Form = Any


class Change(NamedTuple):
    """A verb that takes what is typed into a form; `field` is where a refusal is shown.

    `may` says of an account whether the verb is for it.
    """

    verb: Verb
    form: Callable[..., forms.Form]
    field: str
    apply: Callable[[Comment, Form, User, str], object]
    may: Callable[[Any], bool] = rights.decides_some


def _correct(comment: Comment, form: Form, by: User, address: str) -> bool:
    return comment.correct(form.cleaned_data["body"], by=by)


def _move(comment: Comment, form: Form, by: User, address: str) -> bool:
    return comment.move(form.cleaned_data["under"], by=by)


def _answer(comment: Comment, form: Form, by: User, address: str) -> Check:
    reply = Submission(
        article=comment.article,
        parent=comment,
        body=form.cleaned_data["body"],
        name=by.public_name,
        email=by.email,
        user=by,
        address=address,
    )
    return comment.answer(reply, by=by)


def _block(comment: Comment, form: Form, by: User, address: str) -> Block:
    given = form.cleaned_data
    terms = {"effect": given["effect"], "why": given["why"], "until": form.until}
    return comment.block(given["kind"], given["word"], by=by, own_address=address, **terms)


CHANGES = {
    change.verb.name: change
    for change in (
        Change(CORRECT, CorrectionForm, "body", _correct),
        Change(ANSWER, AnswerForm, "body", _answer),
        Change(MOVE, MoveForm, "under", _move),
        # It looks at all comments from then on.
        Change(BLOCK, BlockForm, "kind", _block, rights.blocks),
    )
}


@for_moderators
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Show the form of one of the CHANGES, or do what it says."""
    theirs = Comment.objects.decidable_by(request.user)
    comment = get_object_or_404(with_surroundings(theirs), pk=pk)
    if verb not in CHANGES:
        raise Http404
    chosen = CHANGES[verb]
    if not chosen.may(request.user):
        raise PermissionDenied
    # Several may be open on one page of the queue.
    form = chosen.form(request.POST or None, comment=comment, auto_id=f"change-{pk}-%s")
    given = request.POST or request.GET
    view = View.of(QueryDict(given.get("query", "")), request.user)
    if request.method == "POST" and form.is_valid() and _apply(chosen, comment, form, request):
        outcome = Outcome(chosen.verb, [Chosen(pk)], changed=[pk])
        return answer(request, view, outcome)
    return _show(request, chosen.verb, form, comment, view)


def _apply(chosen: Change, comment: Comment, form: forms.Form, request: HttpRequest) -> bool:
    """Do it; where a rule is in the way, the form says so."""
    try:
        with counted_afterwards(), transaction.atomic():
            if under := form.cleaned_data.get("under"):
                lock_lineages(comment, under)
            refuse_if_outdated(comment, _decisions(request), request)
            by = cast("User", request.user)  # The guard has seen to it.
            done = chosen.apply(comment, form, by, client_ip(request))
    except (MoveRefused, SubmissionRefused, BlockRefused) as refused:
        form.add_error(chosen.field, str(refused))
        return False
    if isinstance(done, Check):
        judge_for_reader(done)
    return True


def _decisions(request: HttpRequest) -> int | None:
    typed = request.POST.get("decisions", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


def _show(
    request: HttpRequest, verb: Verb, form: forms.Form, comment: Comment, view: View
) -> HttpResponse:
    context = {"verb": verb, "form": form, "comment": comment, "view": view, "seen_at": stamp()}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    if not request.accepts("text/html"):
        printed = render_to_string("desk/_change.html", context, request)
        return JsonResponse({"form": printed}, status=status)
    [card] = cards([comment])
    context |= {**admin.site.each_context(request), "title": verb.label, "card": card}
    return render(request, "desk/change.html", context, status=status)
