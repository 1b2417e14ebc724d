"""Times as pages print them.

Django's `date` filter and `strftime` ask the locale for each, which takes several times as long.
"""

from calendar import month_name
from datetime import date, datetime
from math import ceil

_MONTHS = tuple(month_name)


def day(at: date) -> str:
    """Such as "7 May 2026"."""
    return f"{at.day} {_MONTHS[at.month]} {at.year}"


def minute(at: datetime) -> str:
    """Such as "7 May 2026, 09:05"."""
    return f"{at.day} {_MONTHS[at.month]} {at.year}, {at.hour:02}:{at.minute:02}"


def iso(at: datetime) -> str:
    """To the second, with the offset: for machines."""
    return at.isoformat(timespec="seconds")


def wait(seconds: int) -> str:
    """Such as "40 seconds", "12 minutes" and "3 hours": when something may be tried again."""
    if seconds < 100:
        return f"{seconds} seconds"
    if seconds < 2 * 3600:
        return f"{ceil(seconds / 60)} minutes"
    return f"{ceil(seconds / 3600)} hours"
