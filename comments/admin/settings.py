"""What the owner decides about comments: one form, with the record of who has changed what."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse

from comments.admin.caught import caught
from comments.models import Change, CommentSettings
from fitsite.one_row import OneRowAdmin

# The rules that are set here, as their findings name them.
RULES = (("strangers", "What waits"), ("links", "Links"), ("pace", "Floods"), ("repeats", "Copies"))
# So many changes stand under the form.
SHOWN = 50


class AsTheServerSays(forms.NullBooleanSelect):
    """Yes, no, or what stands in the environment, in words that say so."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        choices = {"unknown": "As the server's settings say", "true": "Yes", "false": "No"}
        self.choices = list(choices.items())


class SettingsForm(forms.ModelForm):  # type: ignore[type-arg]
    """The fields of the model; one says in other words what no choice means."""

    class Meta:
        model = CommentSettings
        fields = ("discards",)
        widgets = {"discards": AsTheServerSays}
        help_texts = {
            "discards": (
                "Whether spam of which Akismet is certain goes to Removed at once instead of Spam."
                " The server's setting is AKISMET_DISCARD."
            )
        }


@admin.register(CommentSettings)
class CommentSettingsDesk(OneRowAdmin):
    """For whoever was given the right to change them."""

    form = SettingsForm
    change_form_template = "admin/comments/commentsettings/change_form.html"
    formfield_overrides = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 4})}}
    fieldsets = (
        ("What waits for a person", {"fields": ("holds", "holds_only_logs")}),
        ("Links", {"fields": ("links_hold", "links_refuse", "links_only_log")}),
        (
            "How many comments are taken",
            {
                "fields": (
                    *("email_per_minute", "email_per_hour"),
                    *("network_per_minute", "network_per_hour"),
                    *("article_per_minute", "pace_only_logs"),
                )
            },
        ),
        ("Threads", {"fields": ("close_after_days", "depth", "order")}),
        ("Mail to moderators", {"fields": ("mail_to", "mail_pace", "mail_authors")}),
        ("What is kept", {"fields": ("discards", "spam_days", "evidence_days")}),
    )

    def save_model(
        self, request: HttpRequest, obj: CommentSettings, form: Any, change: bool
    ) -> None:
        """Store what was changed and nothing else, and keep who did it."""
        before = CommentSettings.objects.current()
        obj.save(update_fields=form.changed_data)
        Change.objects.note(obj, before, form.changed_data, by=request.user)  # type: ignore[arg-type]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the form, and below it who has changed what."""
        row = self.get_object(request)
        context = {
            "changes": Change.objects.of(row)[:SHOWN],
            "rules": [(title, caught(rule)) for rule, title in RULES],
        }
        return super().change_view(
            request, object_id, form_url, {**(extra_context or {}), **context}
        )
