"""The lists of what is blocked: put on them, altered, lifted; never deleted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.fields import CharField
from django.db.models.functions import Cast, Coalesce, Concat
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from comments import rights
from comments.admin.block_form import ALTERABLE, NewBlocksForm, what_it_does
from comments.admin.caught import caught
from comments.admin.paging import CappedPaginator
from comments.models import Block, Change, RuleTally
from comments.spam.blocking import PERSONAL, BlockRefused, key_of, normal


class InForceFilter(admin.SimpleListFilter):
    """What acts now, and what has ended."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Two choices beside "All"."""
        return [("in_force", "In force"), ("ended", "Ended")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Narrow to one of them."""
        acting = Block.objects.in_force().values("pk")
        match self.value():
            case "in_force":
                return queryset.filter(pk__in=acting)
            case "ended":
                return queryset.exclude(pk__in=acting)
        return queryset


class EffectFilter(admin.ChoicesFieldListFilter):
    """By the field, whose label begins a sentence that its choices end."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = "what becomes of comments"


class OnlyLogsFilter(admin.BooleanFieldListFilter):
    """By the field, whose label is what a box says."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = "whether it only logs"


@admin.register(Block)
class BlockDesk(admin.ModelAdmin):  # type: ignore[type-arg]
    """For everybody who moderates."""

    list_display = ("__str__", "does", "caught", "lasts", "reasons")
    list_select_related = ("created_by", "ended_by")
    list_filter = (
        *(InForceFilter, "kind", ("effect", EffectFilter)),
        ("only_logs", OnlyLogsFilter),
    )
    search_fields = ("value", "why")
    actions = ("lift_selected",)
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    # One field with the browser's own calendar, in place of Django's two without labels.
    formfield_overrides = {
        models.DateTimeField: {
            "form_class": forms.DateTimeField,
            "widget": forms.DateTimeInput(
                attrs={"type": "datetime-local", "step": 1}, format="%Y-%m-%dT%H:%M:%S"
            ),
        }
    }
    change_form_template = "admin/comments/block/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Block]:
        """Look up along with each what it has caught."""
        rule = Concat(Value("block "), Cast(OuterRef("pk"), CharField()))
        mine = RuleTally.objects.filter(rule=rule)
        blocks: QuerySet[Block] = super().get_queryset(request)
        return blocks.annotate(
            has_caught=Coalesce(Subquery(mine.values("caught")), 0),
            has_logged=Coalesce(Subquery(mine.values("only_logged")), 0),
            caught_last=Subquery(mine.values("last_at")),
        )

    @admin.display(description="Comments are", ordering="effect")
    def does(self, block: Block) -> str:
        """What becomes of what it catches."""
        return what_it_does(block)

    @admin.display(description="Caught", ordering="has_caught")
    def caught(self, block: Any) -> str:
        """How often it has acted, or would have as it only logs, and when last."""
        said = [f"{block.has_caught:,}"]
        if block.has_logged:
            said.append(f"would have {block.has_logged:,}")
        if block.caught_last:
            said.append(f"last {_printed(block.caught_last)}")
        return ", ".join(said)

    @admin.display(description="Until")
    def lasts(self, block: Block) -> str:
        """How long it acts, or who has ended it."""
        if block.ended_by:
            return f"lifted by {block.ended_by}"
        end = block.ended_at or block.until
        return _printed(end) if end else "it is lifted"

    @admin.display(description="Why, and by whom", ordering="created_by")
    def reasons(self, block: Block) -> str:
        """What other moderators must know, in one column: the list has little room."""
        by = block.created_by or "somebody who is gone"
        return f"{block.why} (by {by})" if block.why else f"By {by}"

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Another form for what is new."""
        if change:
            return super().get_form(request, obj, change, **kwargs)
        form: Any = super().get_form(request, obj, change, form=NewBlocksForm, **kwargs)
        form.request = request
        return form

    def get_fields(self, request: HttpRequest, obj: Block | None = None) -> tuple[str, ...]:
        """What is blocked never changes: that would be another block."""
        if obj is None:
            return ("kind", "values", "place", *ALTERABLE)
        return ("kind", "value", "place", *ALTERABLE, "created_at", "created_by", *_ENDED)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """All but what can be altered."""
        return tuple(set(self.get_fields(request, obj)) - {*ALTERABLE}) if obj else ()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Block], search_term: str
    ) -> tuple[QuerySet[Block], bool]:
        """Find a person's block by their whole name or address, too, though it is forgotten."""
        found, distinct = super().get_search_results(request, queryset, search_term)
        keys = list(_personal_keys(search_term))
        return (found | queryset.filter(key__in=keys) if keys else found), distinct

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whether the lists stand in the index."""
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Moderators see them."""
        return rights.blocks(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Moderators put something there."""
        return self.has_view_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Block | None = None) -> bool:
        """What has ended can only be read."""
        return self.has_view_permission(request) and (obj is None or obj.is_in_force)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """It is lifted, and stays to be read."""
        return False

    def save_model(self, request: HttpRequest, obj: Block, form: Any, change: bool) -> None:
        """Call the verb."""
        if change:
            terms = {name: form.cleaned_data[name] for name in form.changed_data}
            obj.alter(by=request.user, **terms)  # type: ignore[arg-type]
        else:
            form.made = form.put()
            obj.pk = form.made[0].pk

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:  # type: ignore[override]
        """Nothing: a block says itself who and when, and the log would keep what is forgotten."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:  # type: ignore[override]
        """Nothing: see above."""

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> Any:
        """Lead to the list."""
        self.message_user(request, "It is on the list.", messages.SUCCESS)
        return redirect("admin:comments_block_changelist")

    def get_urls(self) -> list[URLPattern]:
        """Add the address behind the button."""
        lift = self.admin_site.admin_view(self.lift)
        return [path("<int:pk>/lift/", lift, name="comments_block_lift"), *super().get_urls()]

    @method_decorator(require_POST)
    def lift(self, request: HttpRequest, pk: int) -> HttpResponse:
        """End one."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        block = get_object_or_404(Block, pk=pk)
        self._tell(request, int(block.lift(by=request.user)))  # type: ignore[arg-type]
        return redirect(reverse("admin:comments_block_change", args=[pk]))

    @admin.action(description="Lift the selected blocks", permissions=["change"])
    def lift_selected(self, request: HttpRequest, chosen: QuerySet[Block]) -> None:
        """End several."""
        lifted = [block.lift(by=request.user) for block in chosen]  # type: ignore[arg-type]
        self._tell(request, sum(lifted))

    def _tell(self, request: HttpRequest, lifted: int) -> None:
        level = messages.SUCCESS if lifted else messages.WARNING
        what = {0: "Nothing was lifted", 1: "1 block was lifted"}
        self.message_user(request, f"{what.get(lifted, f'{lifted} blocks were lifted')}.", level)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show what it has caught, and who has changed it."""
        block = self.get_object(request, unquote(object_id))
        shown = {"changes": Change.objects.of(block), **caught(block.rule)} if block else {}
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **shown})


_ENDED = ("ended_at", "ended_by")


def _printed(at: datetime) -> str:
    # As words: what Django prints as a time never wraps.
    return date_format(localtime(at), "DATETIME_FORMAT")


def _personal_keys(typed: str) -> Iterator[str]:
    for kind in PERSONAL:
        try:
            yield key_of(kind, normal(kind, typed))
        except BlockRefused:
            continue
