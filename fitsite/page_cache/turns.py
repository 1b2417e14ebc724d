"""When pages change by themselves, because a time has come."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from django.utils.module_loading import import_string

from fitsite.page_cache.versions import look_after_connection

# Seconds. Nothing needs it; it bounds what a turn that nobody told of could do.
LONGEST = 3600


class Turns:
    """The next turn of the whole site: an article appears, or ends.

    Asks the functions of settings.PAGE_TURNS once, and again when it has come or when `SITE` has
    moved; each takes a time and returns the first turn after it, or None.
    """

    def __init__(self) -> None:
        self._known = (-1, 0.0)

    def next_after(self, now: float, site: int) -> float:
        """The time until which a page that is built now may be kept, in seconds since 1970.

        `site` is the number of `SITE` on which the page will stand.
        """
        known_for, turn = self._known
        if known_for != site or turn <= now:
            turn = _ask(now)
            self._known = (site, turn)
        return min(turn, now + LONGEST)


def _ask(now: float) -> float:
    look_after_connection()
    after = datetime.fromtimestamp(now, tz=UTC)
    asked = [import_string(path)(after) for path in settings.PAGE_TURNS]
    return min((turn.timestamp() for turn in asked if turn), default=float("inf"))
