"""An owner's settings in the admin: one form in place of a list."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse


class OneRowAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """For whoever may change it, who may also make the row; the list leads to the one form."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Once."""
        return self.has_change_permission(request) and not self.model._default_manager.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The defaults are the way back."""
        return False

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the form; who may not see it is refused there."""
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        row = self.model._default_manager.first()
        return redirect(reverse(f"{name}_change", args=[row.pk]) if row else reverse(f"{name}_add"))
