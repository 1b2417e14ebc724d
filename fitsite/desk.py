"""What pages of the admin have in common: they know nothing of what somebody may not see."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404


class NarrowedAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """For a model of which somebody may see a part, to which get_queryset() narrows."""

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Model:
        """What is not theirs to see is answered like what does not exist."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        found: Model | None = super().get_object(request, *args, **kwargs)
        if found is None:
            raise Http404
        return found


def view_on_site(request: HttpRequest, content_type_id: int, object_id: str) -> HttpResponse:
    """Lead from the desk to the public page of what somebody sees there.

    Stands before Django's own, which tells anybody of the staff the address of anything.
    """
    kind = get_object_or_404(ContentType, pk=content_type_id).model_class()
    desk = admin.site._registry.get(kind) if kind else None
    found = desk.get_object(request, object_id) if desk else None
    if desk is None or found is None or not desk.has_view_permission(request, found):
        raise Http404
    if desk.get_view_on_site_url(found) is None:
        raise Http404
    return shortcut(request, content_type_id, object_id)
