"""Texts made alike, so that how something is written does not hide what it is."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\w+")
# Marks above and below letters, and what is there and cannot be seen.
_DROPPED = {"Mn", "Cf"}


def words_of(text: str) -> list[str]:
    """Its words in their order, without case, accents and invisible characters.

    Whatever is neither letter nor digit only divides: "Casino.example" is two words. A run of
    letters in a script that sets no spaces is one.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    seen = "".join(each for each in decomposed if unicodedata.category(each) not in _DROPPED)
    return _WORD.findall(seen)


def folded(text: str) -> str:
    """Its words with single spaces between them; "" where it has none."""
    return " ".join(words_of(text))
