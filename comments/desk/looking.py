"""When a moderator looked: nobody decides on a text that its author has changed since."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from comments.models.editing import MARGIN


def stamp() -> str:
    """What a page carries in its forms: the texts on it are at least as new as this."""
    return (timezone.now() - MARGIN).isoformat()


def looked_at(request: HttpRequest) -> datetime | None:
    """When the page was made on which the button was pressed; None where it does not say."""
    try:
        found = parse_datetime(request.POST.get("seen_at", ""))
    except ValueError:
        return None
    return found if found and timezone.is_aware(found) else None
