"""A menu as its owner writes it: one entry to a line, such as `About | /about/`."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.http import url_has_allowed_host_and_scheme

MAX_ENTRIES = 12
MAX_LABEL = 40


class Entry(NamedTuple):
    """What one entry says and where it leads."""

    label: str
    address: str


def entries(text: str) -> list[Entry]:
    """The entries of a menu; lines that are no entries are left out."""
    split = (line.partition("|") for line in text.splitlines())
    return [
        Entry(label.strip(), address.strip())
        for label, _, address in split
        if label.strip() and address.strip()
    ]


def check_menu(text: str) -> None:
    """Raise ValidationError that names each line in which something is wrong."""
    lines = [(at, line) for at, line in enumerate(text.splitlines(), start=1) if line.strip()]
    wrong = [f"Line {at}: {why}" for at, line in lines if (why := _trouble(line))]
    if len(lines) > MAX_ENTRIES:
        wrong.append(f"A menu has at most {MAX_ENTRIES} entries.")
    if wrong:
        raise ValidationError(wrong)


def _trouble(line: str) -> str:
    label, bar, address = (part.strip() for part in line.partition("|"))
    if not (label and bar and address):
        return "write the words, an upright bar and the address, such as “About | /about/”."
    if len(label) > MAX_LABEL:
        return f"the words are longer than {MAX_LABEL} letters."
    if not _is_address(address):
        return f"“{address}” is no address; it begins with / or https://."
    return ""


def _is_address(address: str) -> bool:
    if any(letter.isspace() for letter in address):
        return False
    if address.startswith("/"):
        # Refuses //elsewhere.example, which browsers take for another host.
        return url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("https", "http") and bool(parts.hostname)
