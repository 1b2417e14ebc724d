"""Letters at the desk: what waits, what was lost and why. To be looked at only."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from fitsite.accounts.roles import VIEW_ADDRESS
from fitsite.letters.masking import masked
from fitsite.letters.models import Letter


@admin.register(Letter)
class LetterAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """The outbox and, for a month, what became of its letters. Addresses are masked."""

    list_display = ("template", "masked_address", "fate", "attempts", "created_at", "last_failure")
    list_filter = ("fate", "template")
    show_full_result_count = False
    fields = (
        *("template", "masked_address", "fate", "last_failure", "attempts"),
        *("created_at", "due_at", "handed_over_at", "closed_at"),
    )

    @admin.display(description="To")
    def masked_address(self, letter: Letter) -> str:
        """As much of the address as tells one from another."""
        return masked(letter.to)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Each goes to an address, which a filter would find out."""
        return super().has_view_permission(request, obj) and request.user.has_perm(VIEW_ADDRESS)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Letters are written by what causes them."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody edits a letter."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Its key must stay: it is why there is no second one."""
        return False
