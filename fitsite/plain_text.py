"""What strangers typed, made fit for a mail: no control characters, no links, not too long."""

from __future__ import annotations

import re
import unicodedata

# Joiners make letters of some scripts, and emoji, what they are.
_JOINERS = "\u200c\u200d"
# `[words](address)` and `![words](address)` of Markdown.
_NAMED_LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\]\([^()\n]{0,2000}\)")
# Whatever a mail program makes a link of: with a scheme, with an @, or with dots and a last part of
# letters. Rather too much than too little; browsers take other full stops for dots, too.
_ADDRESS = re.compile(
    r"[a-z][a-z0-9+.-]{0,20}://\S*"
    r"|(?:mailto|tel|sms|data|javascript):\S+"
    r"|[^\s@<>()]{1,64}@[^\s@<>()]{2,}"
    r"|(?<![\w-])(?:[\w-]{1,63}[.\u3002\uff0e\uff61])+[^\W\d_]{2,63}(?![\w-])(?:[/?#:]\S*)?",
    re.IGNORECASE,
)


def without_controls(text: str) -> str:
    """The text without what is not seen but does something: controls, direction marks."""
    return "".join(
        character
        for character in text
        if character in "\n\t" + _JOINERS or unicodedata.category(character)[0] != "C"
    )


def one_line(text: str, limit: int) -> str:
    """A text as one line, for subjects and names. `limit` counts characters."""
    return shortened(" ".join(without_controls(" ".join(text.split())).split()), limit)


def without_links(text: str) -> str:
    """The text with what stood on its links, and `[link]` in place of each address."""
    return _ADDRESS.sub("[link]", _NAMED_LINK.sub(r"\1", text))


def shortened(text: str, limit: int) -> str:
    """The text, cut with an ellipsis where it is longer than `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
