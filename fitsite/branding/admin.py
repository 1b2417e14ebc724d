"""The owner's settings in the admin: one form in place of a list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from fitsite.branding.models import Branding


@admin.register(Branding)
class BrandingDesk(admin.ModelAdmin):  # type: ignore[type-arg]
    """For whoever was given the right; the list leads to the one form."""

    formfield_overrides = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 6})}}

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Once."""
        return super().has_add_permission(request) and not Branding.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Branding | None = None) -> bool:
        """Empty fields are the way back to the defaults."""
        return False

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the form; who may not see it is refused there."""
        row = Branding.objects.first()
        where = (
            ["admin:branding_branding_change", row.pk] if row else ["admin:branding_branding_add"]
        )
        return redirect(*where)
