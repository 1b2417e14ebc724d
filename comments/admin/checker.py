"""The admin's page about the checker: how it does, and what a person can do about it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from comments import duties
from comments.admin.one_page import OnePage
from comments.models import Check, CheckerState, Feedback
from comments.notice import notice
from comments.spam.judge import confirm_key
from comments.standing import standing


@admin.register(CheckerState)
class CheckerDesk(OnePage):
    """How the checker does, with two buttons."""

    def get_urls(self) -> list[URLPattern]:
        """The page and its two buttons, under the names that the index links to."""
        view = self.admin_site.admin_view
        return [
            path("", view(self.page), name="comments_checkerstate_changelist"),
            path("test-key/", view(self.test_key), name="comments_checker_test_key"),
            path("drain/", view(self.drain), name="comments_checker_drain"),
        ]

    def page(self, request: HttpRequest) -> HttpResponse:
        """How the checker does."""
        self.refuse_strangers(request)
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": "Checker",
            "notice": notice(),
            "state": CheckerState.objects.of("akismet"),
            "standing": standing(),
            "oldest": Check.objects.open().order_by("created_at").first(),
            "corrections": Feedback.objects.open().count(),
            "failing_corrections": Feedback.objects.open().filter(attempts__gt=0).count(),
        }
        return render(request, "admin/comments/checker.html", context)

    @method_decorator(require_POST)
    def test_key(self, request: HttpRequest) -> HttpResponse:
        """Ask Akismet about the key, and about this month's usage, now."""
        self.refuse_strangers(request)
        state = CheckerState.objects.of("akismet")
        if confirm_key(state):
            duties.watch_usage()
            state.refresh_from_db()
            self.message_user(request, f"Akismet says: {state.get_key_state_display()}.")
        else:
            self.message_user(request, "Akismet did not answer.", messages.ERROR)
        return redirect(reverse("admin:comments_checkerstate_changelist"))

    @method_decorator(require_POST)
    def drain(self, request: HttpRequest) -> HttpResponse:
        """Make everything due that waits; the worker takes it up within a second."""
        self.refuse_strangers(request)
        CheckerState.objects.of("akismet").probe_now()
        Feedback.objects.hurry()
        self.message_user(request, "Everything that waits is tried again now.")
        return redirect(reverse("admin:comments_checkerstate_changelist"))
