"""What a letter says, asked when it is about to be sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from fitsite.letters.models import Letter


@dataclass(frozen=True)
class Contents:
    """What the templates are filled with, and headers beside those that every letter has."""

    context: dict[str, Any]
    headers: dict[str, str] = field(default_factory=dict)


# What settings.LETTERS names: None says that nobody wants the letter any more.
Author = Callable[[Letter], "Contents | None"]


def contents_of(letter: Letter) -> Contents | None:
    """What its author says; without one, what it was posted with."""
    path = settings.LETTERS.get(letter.template)
    if path is None:
        return Contents(letter.context, letter.headers)
    author: Author = import_string(path)
    return author(letter)
