"""Readers' subscriptions at the desk: to be looked at, and a reader's silence to be lifted."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from comments.models import Reader, Subscription
from comments.rights import sees_addresses
from fitsite.letters.masking import masked


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]
    """Readers decide about these themselves. Their addresses are masked."""

    show_full_result_count = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Behind each stands an address, which search finds whole."""
        return super().has_view_permission(request, obj) and sees_addresses(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody is subscribed by somebody else."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody decides for a reader."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """They are forgotten by themselves."""
        return False


@admin.register(Subscription)
class SubscriptionAdmin(ReadOnly):
    """Who gets mail about what."""

    list_display = ("who", "article", "scope", "requested_at", "confirmed_at", "ended_at")
    list_select_related = ("reader", "article")
    list_filter = ("scope",)
    fields = ("who", "article", "scope", "requested_at", "confirmed_at", "ended_at")

    @admin.display(description="Reader")
    def who(self, subscription: Subscription) -> str:
        """As much of the address as tells one from another."""
        return masked(subscription.reader.address)


@admin.register(Reader)
class ReaderAdmin(ReadOnly):
    """Addresses that have shown or asked something."""

    list_display = ("who", "confirmed_at", "silent_since")
    fields = ("who", "confirmed_at", "silent_since")
    search_fields = ("=address",)
    search_help_text = "Finds a whole address."
    actions = ("write_again",)

    @admin.display(description="Reader")
    def who(self, reader: Reader) -> str:
        """As much of the address as tells one from another."""
        return masked(reader.address)

    def has_change_of_mind_permission(self, request: HttpRequest) -> bool:
        """Whether this person may lift a reader's silence."""
        return request.user.has_perm("comments.change_reader")

    @admin.action(description="Write to the selected readers again", permissions=["change_of_mind"])
    def write_again(self, request: HttpRequest, chosen: QuerySet[Reader]) -> None:
        """Lift their silence, because they told us that they have changed their minds."""
        lifted = chosen.update(silent_since=None)
        self.message_user(request, f"We may write to {lifted} readers again.")
