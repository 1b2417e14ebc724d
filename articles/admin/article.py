"""Articles in the admin: every save is a revision, and publishing is a button of its own."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from articles.forms import ArticleForm, OwnArticleForm
from articles.models import Article, Author, Revision
from articles.models.article import ArticleQuerySet
from articles.models.own import edits_all, may_publish, sees_some, writes
from articles.models.publishing import SlugTaken
from fitsite.desk import NarrowedAdmin

# What of the form editors decide, and what others see instead.
FOR_OTHERS = {"bylines": "written_by", "featured": "leads"}


class ArticleAdmin(NarrowedAdmin):
    """The form shows the newest revision; the live article changes by publish and withdraw.

    Who may do what is said by the querysets in articles/models/own.py.
    """

    form = ArticleForm
    list_display = ("__str__", "state", "publish_at", "modified_at")
    search_fields = ("title", "revisions__title")
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = ("hero",)
    view_on_site = False  # A draft has no page; the template links to one where there is.
    fieldsets: ClassVar[Any] = (
        (None, {"fields": ("title", "slug", "bylines", "summary", "body", "hero", "based_on")}),
        ("Filed under", {"fields": ("categories", "tags", "featured")}),
        ("When", {"fields": ("publish_at", "unpublish_at")}),
        ("Comments", {"fields": ("comments_open", "comments_close_after")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """Load revisions along: an unpublished article has its title from the newest one."""
        articles: ArticleQuerySet = super().get_queryset(request)  # type: ignore[assignment]
        return articles.visible_at_the_desk_to(request.user).prefetch_related("revisions")

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """Show the form, or the text alone to whoever may not change it."""
        if obj and not self.has_change_permission(request, obj):
            return ((None, {"fields": ("as_written",)}),)
        if edits_all(request.user):
            return self.fieldsets
        return tuple(
            (title, {"fields": [FOR_OTHERS.get(name, name) for name in options["fields"]]})
            for title, options in self.fieldsets
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """What editors decide is shown to others."""
        return () if edits_all(request.user) else tuple(FOR_OTHERS.values())

    def get_form(
        self, request: HttpRequest, obj: Article | None = None, change: bool = False, **given: Any
    ) -> Any:
        """Give editors the whole form."""
        if obj and not self.has_change_permission(request, obj):
            given["form"] = forms.ModelForm
        elif not edits_all(request.user):
            given["form"] = OwnArticleForm
        return super().get_form(request, obj, change=change, **given)

    def has_view_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """All who write or look over what others write."""
        if obj is None:
            return sees_some(request.user)
        return obj.is_visible_at_the_desk_to(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Whether somebody saves texts, and those of this one."""
        if obj is None:
            return writes(request.user) or edits_all(request.user)
        return obj.is_changeable_by(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Whether somebody deletes articles, and this one."""
        if obj is None:
            return writes(request.user) or super().has_delete_permission(request)
        return obj.is_deletable_by(request.user)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Article | None = None,
    ) -> Any:
        """Say which buttons there are."""
        context["may_publish"] = self._may_publish(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    @admin.display(description="Written by")
    def written_by(self, article: Article) -> str:
        """The names over the newest text."""
        if article._state.adding:
            return "Your own name"
        return ", ".join(author.name for author in _authors_of(article.latest)) or "Nobody"

    @admin.display(description="Lead story", boolean=True)
    def leads(self, article: Article) -> bool:
        """Whether it stands first on the front page."""
        return not article._state.adding and article.latest is not None and article.latest.featured

    @admin.display(description="Newest text")
    def as_written(self, article: Article) -> SafeString:
        """The newest revision, to be read."""
        text = article.latest
        return render_to_string(
            "admin/articles/article/_as_written.html", {"text": text, "authors": _authors_of(text)}
        )

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
        pressed = {"_publish", "_withdraw"} & set(request.POST)
        if pressed and not self._may_publish(request, obj if change else None):
            raise PermissionDenied
        content = form.content(by=request.user)
        if change:
            revision = Article.objects.get(pk=obj.pk).revise(by=request.user, **content)
        else:
            revision = Article.objects.draft(by=request.user, **content).revisions.get()
            obj.pk, obj._state.adding = revision.article_id, False
        if "_publish" in pressed:
            self._publish(request, revision)
        elif "_withdraw" in pressed:
            Article.objects.get(pk=obj.pk).withdraw(by=request.user)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Nothing: what an article is filed under is part of the revision."""

    def _may_publish(self, request: HttpRequest, article: Article | None) -> bool:
        return article.is_publishable_by(request.user) if article else may_publish(request.user)

    def _publish(self, request: HttpRequest, revision: Revision) -> None:
        try:
            revision.article.publish(revision, by=request.user)
        except SlugTaken:
            self.message_user(
                request,
                f"Not published, but kept as a draft: another article is at “{revision.slug}”.",
                messages.ERROR,
            )


def _authors_of(text: Revision | None) -> list[Author]:
    author_ids = text.author_ids if text else []
    found = Author.objects.in_bulk(author_ids)
    return [found[pk] for pk in author_ids if pk in found]
