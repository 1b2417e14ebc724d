"""Telling the moderators that a comment should not stand."""

from __future__ import annotations

from http import HTTPStatus

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from comments.models import Comment, Report
from comments.models.report import Reason, TooManyReports
from comments.views.private import private
from comments.views.reading import published_or_404
from fitsite.client_ip import client_ip, network_of
from fitsite.same_origin import same_origin_only

MAX_WORDS = 500


class ReportForm(forms.Form):
    """Why, and in what words."""

    reason = forms.ChoiceField(
        label="What is wrong with it?",
        choices=[("", "Choose a reason"), *Reason.choices],
        error_messages={"required": "Choose a reason first."},
    )
    words = forms.CharField(
        label="In your words",
        required=False,
        max_length=MAX_WORDS,
        help_text="Moderators read this. Leave out what nobody should know.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )


@same_origin_only
@private
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, and take the report."""
    comment = published_or_404(pk)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
        return _ask(request, comment, form, status)
    network = network_of(client_ip(request))
    try:
        Report.objects.file(comment, network=network, **form.cleaned_data)
    except TooManyReports as refused:
        form.add_error(None, "These are many reports at once. Please try again later.")
        response = _ask(request, comment, form, HTTPStatus.TOO_MANY_REQUESTS)
        response.headers["Retry-After"] = str(refused.retry_after)
        return response
    return redirect("comments:reported", pk)


@private
@require_safe
def reported(request: HttpRequest, pk: int) -> HttpResponse:
    """Say thank you, and what happens next."""
    return render(request, "comments/reported.html", {"comment": published_or_404(pk)})


def _ask(request: HttpRequest, comment: Comment, form: ReportForm, status: int) -> HttpResponse:
    context = {"comment": comment, "form": form}
    return render(request, "comments/report.html", context, status=status)
