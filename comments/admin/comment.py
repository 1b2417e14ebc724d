"""Comments in the admin: looking at them, and deciding through the same verbs as all else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ActionForm
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.text import Truncator
from django.utils.timesince import timesince
from django.views.decorators.http import require_POST

from comments import rights
from comments.admin.paging import CappedPaginator
from comments.desk.deciding import Chosen, decide
from comments.desk.looking import stamp
from comments.desk.verbs import ALL, DECISIONS, EDITS, RECHECK, UNDO, Verb
from comments.models import Check, Comment, Feedback, HistoryEntry, Report, Revision, StatusCount
from comments.models.comment import CommentQuerySet
from comments.models.history import can_be_undone
from comments.models.revision import Standing
from comments.states import Status
from fitsite.desk import NarrowedAdmin

# Columns that say who is behind a comment.
SEARCHED_ADDRESSES = ("email", "address")
ADDRESSES = (*SEARCHED_ADDRESSES, "email_domain", "network", "email_confirmed_at")


class StatusFilter(admin.SimpleListFilter):
    """The states; to whoever sees all, each with its count, which is kept, not counted."""

    title = "state"
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterator[tuple[str, str]]:
        """Label the states."""
        if not rights.sees_all(request.user):
            yield from Status.choices
            return
        counts = dict(StatusCount.objects.values_list("status", "comments"))
        for status in Status:
            yield status.value, f"{status.label} ({counts.get(status.value, 0)})"

    def queryset(self, request: HttpRequest, queryset: QuerySet[Comment]) -> QuerySet[Comment]:
        """Narrow to one state."""
        return queryset.filter(status=self.value()) if self.value() else queryset


class EditFilter(admin.SimpleListFilter):
    """Comments whose authors want to change them, and which nobody has cleared yet."""

    title = "edit"
    parameter_name = "edit"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """One choice beside "All"."""
        return [("waits", "An edit waits")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Comment]) -> QuerySet[Comment]:
        """Narrow to comments with an edit that waits; there is one at most for each."""
        return queryset.filter(revisions__standing=Standing.WAITING) if self.value() else queryset


class ReportFilter(admin.SimpleListFilter):
    """Comments of which readers say that they should not stand."""

    title = "reports"
    parameter_name = "reports"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """One choice beside "All"."""
        return [("open", "Reported by readers")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Narrow to comments with a report that nobody has dealt with."""
        return queryset.reported() if self.value() else queryset


def _bulk(verb: Verb) -> Callable[..., None]:
    @admin.action(description=f"{verb.label} the selected comments", permissions=["moderate"])
    def action(desk: CommentAdmin, request: HttpRequest, chosen: QuerySet[Comment]) -> None:
        desk.apply(request, verb, chosen)

    action.__name__ = verb.name
    return action


class DeskActions(ActionForm):
    """The choice of what to do with the selected comments."""

    seen_at = forms.CharField(widget=forms.HiddenInput, label="", required=False, initial=stamp)


@admin.register(Comment)
class CommentAdmin(NarrowedAdmin):
    """Comments are read here and moved by verbs; their fields are never edited."""

    list_display = ("excerpt", "name", "status", "on_article", "why", "open_reports", "age")
    list_filter = (StatusFilter, ReportFilter, EditFilter, "created_at", "basis")
    list_select_related = ("article",)
    search_fields = ("body", "name", "article__title", *SEARCHED_ADDRESSES)
    search_help_text = "Searches text, name, article title and the addresses that you may see."
    actions = tuple(_bulk(verb) for verb in [*DECISIONS, UNDO, RECHECK])
    action_form = DeskActions
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    fields = (
        *("status", "why", "body", "name", "email", "website", "article", "parent"),
        *("user", "address", "created_at", "published_at"),
    )
    change_form_template = "admin/comments/comment/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Comment]:
        """Count the open reports of those that are shown."""
        mine = Report.objects.open().filter(comment=OuterRef("pk")).order_by().values("comment")
        number = Subquery(mine.annotate(number=Count("pk")).values("number"))
        comments: CommentQuerySet = super().get_queryset(request)  # type: ignore[assignment]
        return comments.shown_to(request.user).annotate(reports_open=number)

    def get_search_fields(self, request: HttpRequest) -> Any:
        """Who does not see addresses does not find them out by searching, either."""
        return _without_addresses(self.search_fields, request)

    def get_fields(self, request: HttpRequest, obj: Comment | None = None) -> Any:
        """Leave addresses out for those who do not see them."""
        return _without_addresses(self.fields, request)

    def lookup_allowed(self, lookup: str, value: Any, request: Any = None) -> bool:
        """Nor by what they write into the page's address."""
        asked = lookup.partition("__")[0]
        return _without_addresses([asked], request) != [] and super().lookup_allowed(
            lookup, value, request
        )

    @admin.display(description="Reports")
    def open_reports(self, comment: Any) -> str:
        """How many readers report it, nothing where none does."""
        return str(comment.reports_open or "")

    @admin.display(description="Comment")
    def excerpt(self, comment: Comment) -> str:
        """The first words."""
        return Truncator(comment.body).words(20)

    @admin.display(description="Article", ordering="article")
    def on_article(self, comment: Comment) -> str:
        """The article's title."""
        return comment.article.title

    @admin.display(description="Age", ordering="created_at")
    def age(self, comment: Comment) -> str:
        """How long ago it came, in its largest unit."""
        return timesince(comment.created_at, depth=1)

    def has_view_permission(self, request: HttpRequest, obj: Comment | None = None) -> bool:
        """Whoever sees comments, or decides about some."""
        return rights.sees_all(request.user) or rights.decides_some(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Comments come in by the form."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Comment | None = None) -> bool:
        """Nobody edits a comment's fields."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Comment | None = None) -> bool:
        """Removing is a state."""
        return False

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        """Whether this person decides what is published, under own articles at least."""
        return rights.decides_some(request.user)

    def get_urls(self) -> list[URLPattern]:
        """Add the address behind the buttons."""
        decide = self.admin_site.admin_view(self.decide)
        return [
            path("<int:pk>/decide/", decide, name="comments_comment_decide"),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    def decide(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Apply the verb of the button that was pressed."""
        if not self.has_moderate_permission(request):
            raise PermissionDenied
        verb = ALL.get(request.POST.get("verb", ""))
        get_object_or_404(Comment.objects.decidable_by(request.user), pk=pk)
        if verb:
            self.apply(request, verb, Comment.objects.filter(pk=pk))
        return redirect(reverse("admin:comments_comment_change", args=[pk]))

    def apply(self, request: HttpRequest, verb: Verb, chosen: QuerySet[Comment]) -> None:
        """Apply a verb to each, and say how many it changed and which rule was in the way."""
        pks = chosen.values_list("pk", flat=True)
        decide(verb, [Chosen(pk) for pk in pks], request).tell(request)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the comment, the buttons, its history and what the checker was asked and said."""
        comment: Any = self.get_object(request, unquote(object_id))
        history = list(HistoryEntry.objects.filter(comment=comment).select_related("actor"))
        may_decide = comment.is_decidable_by(request.user)
        return super().change_view(
            request,
            object_id,
            form_url,
            {
                **(extra_context or {}),
                "seen_at": stamp(),
                "verbs": _verbs(history) if may_decide else [],
                "edit_verbs": EDITS if may_decide else [],
                "waiting": Revision.objects.filter(
                    comment=comment, standing=Standing.WAITING
                ).first(),
                "reports": Report.objects.open().filter(comment=comment),
                "feedback": Feedback.objects.filter(comment=comment),
                "history": history,
                "checks": Check.objects.filter(revision__comment=comment),
            },
        )


def _verbs(history: list[HistoryEntry]) -> list[Verb]:
    """The buttons; Undo where a person has changed something last, as in the queue."""
    return [*DECISIONS, *([UNDO] if can_be_undone(history) else []), RECHECK]


def _without_addresses(names: Sequence[str], request: HttpRequest) -> list[str]:
    may = rights.sees_addresses(request.user)
    return [name for name in names if may or name not in ADDRESSES]
