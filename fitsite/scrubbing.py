"""Takes out of a text what no log and no mail may hold: the Akismet key and people's addresses."""

import re
from urllib.parse import quote

from django.conf import settings

# Rather too much than too little: whatever stands at both sides of an @, or of its URL form.
# The bound keeps a long text without one from being read again from each of its letters.
EMAIL = re.compile(r"[^\s@<>(),;:]{1,254}(?:@|%40)\[?[\w.:-]+\]?")
IPV4 = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}")
_GROUPS = r"[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,6}"
IPV6 = re.compile(
    rf"(?<![0-9A-Za-z:])(?:(?:[0-9A-Fa-f]{{1,4}}:){{7}}[0-9A-Fa-f]{{1,4}}|(?:{_GROUPS})?::(?:{_GROUPS})?)"
)


def scrub(text: str) -> str:
    """The text with names in brackets where something was taken out."""
    key = settings.AKISMET_API_KEY
    if key:
        text = text.replace(key, "[key]").replace(quote(key, safe=""), "[key]")
    if "@" in text or "%40" in text:
        text = EMAIL.sub("[e-mail]", text)
    return IPV6.sub("[address]", IPV4.sub("[address]", text))
