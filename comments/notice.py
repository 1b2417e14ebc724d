"""What readers are told about the spam check: what is true of this site, from its settings."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from comments.spam.akismet.mapping import SOURCES
from fitsite.loopback import is_loopback


@dataclass(frozen=True)
class Notice:
    """Who looks at comments: "akismet", "practice" (a stand-in on this machine), or "people"."""

    checker: str
    fields: list[tuple[str, str]]


def notice() -> Notice:
    """The notice for this site; `fields` are the names sent and what each one is."""
    if settings.COMMENT_CHECKER != "akismet":
        return Notice("people", [])
    host = urlsplit(settings.AKISMET_API_URL).hostname or ""
    fields = [(name, source.explained) for name, source in SOURCES.items()]
    return Notice("practice" if is_loopback(host) else "akismet", fields)
