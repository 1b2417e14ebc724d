"""An owner's settings in the admin: one page in place of a list and its records."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import capfirst


class OneRowAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Read by whoever may view it, changed by whoever may change it; nobody adds or deletes it.

    The form stands where other models have their list. Until it is saved once there is no row, and
    it shows the defaults, which hold.
    """

    change_form_template = "admin/one_row.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """It is there as soon as it is changed."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The defaults are the way back."""
        return False

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Model:
        """The one there is, whatever was asked for."""
        row: Model = self.get_queryset(request).first() or self.model()
        return row

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the form, and take what was typed."""
        return self.change_view(request, "one", extra_context=extra_context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Call it by its name, and not "Change" and the name."""
        named = {"title": capfirst(self.opts.verbose_name), "subtitle": None}
        plain = {**named, "show_save_and_continue": False}
        return super().render_change_form(request, {**context, **plain}, *args, **kwargs)

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        """Make the row if nobody has yet; of two who come at once the second changes it."""
        form.instance.pk = self.model._default_manager.get_or_create(only=True)[0].pk
        form.instance._state.adding = False
        return super().save_form(request, form, change)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Stay on the page."""
        self.message_user(request, f"{capfirst(self.opts.verbose_name)}: saved.", messages.SUCCESS)
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
