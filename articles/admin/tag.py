"""Tags in the admin, and the merging of some into another."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from articles.models import Tag
from articles.models.tag import fold


class MergeForm(forms.Form):
    """Which tag shall stand for those that were chosen."""

    into = forms.CharField(label="Merge into", max_length=100)

    def __init__(self, chosen: QuerySet[Tag], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.chosen = chosen

    def clean_into(self) -> Tag:
        """The tag of this name: one that stands for itself, and is not among the chosen."""
        tag = Tag.objects.filter(folded=fold(self.cleaned_data["into"])).first()
        if tag is None:
            raise forms.ValidationError("There is no tag of this name. Write it as it is listed.")
        if tag.merged_into:
            raise forms.ValidationError(f"This tag was merged into “{tag.merged_into.name}”.")
        if self.chosen.filter(pk=tag.pk).exists():
            raise forms.ValidationError("This is one of the tags that you want to merge.")
        return tag


@admin.action(description="Merge into another tag…", permissions=["change"])
def merge(admin_of_tags: TagAdmin, request: HttpRequest, queryset: QuerySet[Tag]) -> Any:
    """Ask into which tag, then merge; the answer comes back to this same action."""
    chosen = queryset.filter(merged_into=None).order_by("name")
    form = MergeForm(chosen, request.POST if "into" in request.POST else None)
    if not form.is_valid():
        return _ask(admin_of_tags, request, form)
    into, articles = form.cleaned_data["into"], 0
    with transaction.atomic():
        for tag in chosen:
            articles += tag.merge_into(into)
            admin_of_tags.log_change(request, tag, f"Merged into “{into.name}”.")
    done = f"Merged into “{into.name}”: articles that had the old tags: {articles}."
    admin_of_tags.message_user(request, done, messages.SUCCESS)
    return None


def _ask(admin_of_tags: TagAdmin, request: HttpRequest, form: MergeForm) -> HttpResponse:
    context = {
        **admin_of_tags.admin_site.each_context(request),
        "opts": admin_of_tags.opts,
        "title": "Merge tags",
        "form": form,
        "chosen": form.chosen,
        "checkbox": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/articles/tag/merge.html", context)


class TagAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Tags, and how much each of them is used."""

    list_display = ("name", "slug", "uses", "merged_into")
    list_select_related = ("merged_into",)
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}
    actions = (merge,)

    def save_model(self, request: HttpRequest, obj: Tag, form: Any, change: bool) -> None:
        """Write what the form shows, not what publishing or merging has written meanwhile."""
        obj.save(update_fields=["name", "folded", "slug"] if change else None)
