"""Articles in the admin: every save is a revision, and publishing is a button of its own."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from articles.forms import ArticleForm
from articles.models import Article, Revision
from articles.models.publishing import SlugTaken


class ArticleAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """The form shows the newest revision; the live article changes by publish and withdraw."""

    form = ArticleForm
    list_display = ("__str__", "state", "publish_at", "modified_at")
    search_fields = ("title", "revisions__title")
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = ("hero",)
    view_on_site = False  # A draft has no page; the template links to one where there is.
    fieldsets = (
        (None, {"fields": ("title", "slug", "bylines", "summary", "body", "hero", "based_on")}),
        ("Filed under", {"fields": ("categories", "tags", "featured")}),
        ("When", {"fields": ("publish_at", "unpublish_at")}),
        ("Comments", {"fields": ("comments_open", "comments_close_after")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """Load revisions along: an unpublished article has its title from the newest one."""
        return super().get_queryset(request).prefetch_related("revisions")

    @admin.display(description="State")
    def state(self, article: Article) -> str:
        """Where the article stands, in a word."""
        now = timezone.now()
        if article.publish_at is None:
            return "Draft"
        if article.unpublish_at and article.unpublish_at <= now:
            return "Withdrawn"
        return "Scheduled" if article.publish_at > now else "Published"

    def save_model(
        self, request: HttpRequest, obj: Article, form: ArticleForm, change: bool
    ) -> None:
        """Keep a revision, and do what the button says."""
        if change:
            revision = Article.objects.get(pk=obj.pk).revise(by=request.user, **form.content())
        else:
            revision = Article.objects.draft(by=request.user, **form.content()).revisions.get()
            obj.pk, obj._state.adding = revision.article_id, False
        if "_publish" in request.POST:
            self._publish(request, revision)
        elif "_withdraw" in request.POST:
            Article.objects.get(pk=obj.pk).withdraw(by=request.user)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Nothing: what an article is filed under is part of the revision."""

    def _publish(self, request: HttpRequest, revision: Revision) -> None:
        try:
            revision.article.publish(revision, by=request.user)
        except SlugTaken:
            self.message_user(
                request,
                f"Not published, but kept as a draft: another article is at “{revision.slug}”.",
                messages.ERROR,
            )
