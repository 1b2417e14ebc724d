"""Patterns that take time in proportion to the text, whoever wrote the text and the pattern.

RE2 knows neither look-around nor back references, which is why it can promise that (docs/adr).
"""

from __future__ import annotations

from typing import Any

import re2

# What a pattern becomes inside; `\p{L}+` takes 1,202. A larger one is slow on a long text.
LARGEST = 2_000

_options = re2.Options()
_options.case_sensitive = False
_options.log_errors = False


class BadPattern(ValueError):
    """The text is no pattern that we can use; the exception says why."""


def compiled(pattern: str) -> Any:
    """Something with `search(text)`, which ignores case. Raises BadPattern."""
    try:
        made = re2.compile(pattern, _options)
    except re2.error as error:
        raise BadPattern(_reason(error)) from None
    if made.programsize > LARGEST:
        raise BadPattern("it is too large: repeat less, or make two of it")
    if made.search(""):
        raise BadPattern("it fits an empty text, and so every one")
    return made


def _reason(error: re2.error) -> str:
    said = error.args[0] if error.args else ""
    return said.decode(errors="replace") if isinstance(said, bytes) else str(said)
