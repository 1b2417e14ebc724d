"""A page in place of a model's list in the admin, for everybody who moderates."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from comments import rights


class OnePage(admin.ModelAdmin):  # type: ignore[type-arg]
    """It stands in the index; there is nothing to add, change or delete."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whether the page stands in the index."""
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Moderators see it."""
        return rights.decides_all(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The site makes the row."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody edits it."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes it."""
        return False

    def refuse_strangers(self, request: HttpRequest) -> None:
        """Raise PermissionDenied for whoever may not see the page."""
        if not self.has_view_permission(request):
            raise PermissionDenied
