"""What strangers typed, made fit for a mail: no control characters, no links, not too long."""

from __future__ import annotations

import re
import unicodedata

# Joiners make letters of some scripts, and emoji, what they are.
_JOINERS = "\u200c\u200d"
# `[words](address)` and `![words](address)` of Markdown.
_NAMED_LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\]\([^()\n]{0,2000}\)")
# Browsers take other full stops for dots, too.
_DOTS = r".\u3002\uff0e\uff61"
_WITH_SCHEME = re.compile(
    r"[a-z][a-z0-9+.-]{0,20}://\S*|(?:mailto|tel|sms|data|javascript):\S+", re.IGNORECASE
)
_MAIL_ADDRESS = re.compile(r"[^\s@<>()]{1,64}@[^\s@<>()]{2,}")
# A run of letters, digits and dots is read once, however long it is.
_RUN = re.compile(rf"(?<![\w{_DOTS}-])[\w{_DOTS}-]+")
_HOST = re.compile(rf"\w[{_DOTS}]+[^\W\d_]{{2,}}")
_AFTER_HOST = re.compile(r"(?<=\[link\])[/?#:]\S*")


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
    """The text with what stood on its links, and `[link]` in place of each address.

    An address is whatever a mail program makes a link of: with a scheme, with an @, or with a dot
    before letters. Rather too much than too little. Takes time as the text is long, no more.
    """
    text = _NAMED_LINK.sub(r"\1", text)
    text = _MAIL_ADDRESS.sub("[link]", _WITH_SCHEME.sub("[link]", text))
    return _AFTER_HOST.sub("", _RUN.sub(_unless_a_host, text))


def _unless_a_host(run: re.Match[str]) -> str:
    word = run[0].rstrip(".")
    return f"[link]{run[0][len(word) :]}" if _HOST.search(word) else run[0]


def shortened(text: str, limit: int) -> str:
    """The text, cut with an ellipsis where it is longer than `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
