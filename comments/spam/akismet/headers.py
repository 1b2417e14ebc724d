"""Reads what Akismet says in response headers: its own `X-akismet-*` and Retry-After."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

PREFIX: Final = "x-akismet-"
# Akismet sends about ten short ones. More is not Akismet, and we store what we return.
MOST_HEADERS: Final = 32
LONGEST_NAME: Final = 64
LONGEST_VALUE: Final = 1000

LONGEST_RETRY_AFTER: Final = 3600.0
# What Akismet usually asks for. A header we cannot read still says that it is not done.
USUAL_RECHECK_AFTER: Final = 120
LONGEST_RECHECK_AFTER: Final = 86_400


def akismet_headers(headers: Mapping[str, str], *, key: str) -> dict[str, str]:
    """Pick the `X-akismet-*` headers, by name without the prefix, bounded and without the key."""
    found: dict[str, str] = {}
    for name, value in headers.items():
        short = name.lower().removeprefix(PREFIX)
        if short != name.lower() and len(found) < MOST_HEADERS:
            found[short[:LONGEST_NAME]] = _printable(value.replace(key, "[key]"))
    return found


def _printable(value: str) -> str:
    kept = "".join(char if char.isprintable() else " " for char in value[:LONGEST_VALUE])
    return kept.strip()


def recheck_after(headers: Mapping[str, str]) -> int | None:
    """Read how many seconds later Akismet wants to be asked again, None if it is done."""
    if "recheck-after" not in headers:
        return None
    seconds = _whole_number(headers["recheck-after"])
    if seconds is None:
        seconds = USUAL_RECHECK_AFTER
    return min(seconds, LONGEST_RECHECK_AFTER) or None


def retry_after(value: str | None) -> float | None:
    """Read the seconds that a Retry-After header asks for, a number or a date; at most an hour."""
    if value is None:
        return None
    seconds: float | None = _whole_number(value)
    if seconds is None:
        seconds = _seconds_until(value)
    return None if seconds is None else min(max(seconds, 0.0), LONGEST_RETRY_AFTER)


def _seconds_until(date: str) -> float | None:
    try:
        moment = parsedate_to_datetime(date)
    except (ValueError, OverflowError):
        return None
    # "-0000" gives a moment without a zone; HTTP dates are in UTC.
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (moment - datetime.now(UTC)).total_seconds()


def _whole_number(value: str) -> int | None:
    value = value.strip()
    return int(value[:9]) if value.isascii() and value.isdigit() else None
