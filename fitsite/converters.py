"""Parts of addresses. PostgreSQL holds no NUL in a text, and refuses to look for one."""

from django.urls.converters import StringConverter


class WordConverter(StringConverter):
    """One part of an address, in any alphabet."""

    regex = r"[^/\x00]+"


class TreeConverter(StringConverter):
    """Several parts with their slashes."""

    regex = r"[^\x00]+"
