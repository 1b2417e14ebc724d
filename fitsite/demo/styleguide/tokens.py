"""What static/css/tokens.css sets, and how well its colours can be read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from fitsite.branding.colour import contrast

_COLOUR = re.compile(r"--([\w-]+): light-dark\([^#;]*(#[0-9a-f]{6})[^#;]*(#[0-9a-f]{6})\)*;")
_SIZE = re.compile(r"--(text-[\w-]+|space-\d): ")


class Colour(NamedTuple):
    """A colour on light and on dark paper, and its contrast with each: 1 to 21."""

    name: str
    light: str
    dark: str
    on_light: float
    on_dark: float


def colours() -> list[Colour]:
    """The colours in the order of the file, each against the paper."""
    pairs = dict.fromkeys(_COLOUR.findall(_tokens()))
    _, paper_light, paper_dark = next(pair for pair in pairs if pair[0] == "paper")
    return [
        Colour(name, light, dark, contrast(light, paper_light), contrast(dark, paper_dark))
        for name, light, dark in pairs
    ]


def sizes() -> list[str]:
    """The names of the sizes of text and space, in the order of the file."""
    return _SIZE.findall(_tokens())


def _tokens() -> str:
    """The file as far as it holds for everybody."""
    text = (Path(settings.BASE_DIR) / "static/css/tokens.css").read_text()
    return text.partition("@media (prefers-contrast")[0]
