"""Whether people see anything of a text, and who of them is misled by what they do not see."""

from __future__ import annotations

import re
import unicodedata

# Letters and symbols by their category that every font leaves blank: fillers of Hangul and the
# braille pattern without a dot (Unicode 15, Default_Ignorable_Code_Point and U+2800).
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
# Separators, controls and format characters; marks, which show on a letter alone.
_NOTHING = frozenset("ZCM")
# What turns the direction of all that follows (Unicode Standard Annex 9): "Zed\u202eevil" reads
# "Zedlive". What joins or parts letters is not among these; some languages are written with it.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def is_visible(text: str) -> bool:
    """Whether there is at least one character that shows by itself."""
    return any(
        unicodedata.category(each)[0] not in _NOTHING and each not in _BLANK for each in text
    )


def without_turns(text: str) -> str:
    """A text in whose line nothing stands elsewhere than where it was typed."""
    return _TURNING.sub("", text)
