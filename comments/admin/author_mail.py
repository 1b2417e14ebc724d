"""The admin's page on which authors say whether they want mail about their articles."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

from comments.admin.one_page import OnePage
from comments.models import AuthorMail, CommentSettings
from comments.models.settings import Pace

ADDRESS = "admin:comments_authormail_changelist"


@admin.register(AuthorMail)
class AuthorMailDesk(OnePage):
    """One box to tick, for whoever has a byline."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """It stands in the index of those who write; all others are not even looked up."""
        writes = request.user.has_perm("articles.add_article")
        return writes and super().has_module_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Authors who sign in here see it."""
        return request.user.is_staff and getattr(request.user, "author", None) is not None

    def get_urls(self) -> list[URLPattern]:
        """The page, under the name that the index links to."""
        view = self.admin_site.admin_view(self.page)
        return [path("", view, name="comments_authormail_changelist")]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def page(self, request: HttpRequest) -> HttpResponse:
        """Show how it is, or take the answer."""
        self.refuse_strangers(request)
        mine = AuthorMail.objects.filter(pk=request.user.pk)
        if request.method == "POST":
            if request.POST.get("wanted"):
                AuthorMail.objects.get_or_create(pk=request.user.pk)
            else:
                mine.delete()
            self.message_user(request, "Kept.")
            return redirect(reverse(ADDRESS))
        chosen = CommentSettings.objects.current()
        context = {
            **self.admin_site.each_context(request),
            "title": "Mail about my articles",
            "wanted": mine.exists(),
            "is_sent": chosen.mail_authors and chosen.mail_pace != Pace.NEVER,
            "pace": chosen.get_mail_pace_display(),
        }
        return render(request, "desk/author_mail.html", context)
