"""Counts in rows that many processes change at once."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import models

from fitsite.prepared import PreparedUpsert, Write, carry_out

# What a column of a row becomes: see PreparedUpsert.
ADDED = "{kept} + {new}"
REPLACED = "{new}"


def count(model: type[models.Model], key: dict[str, Any], **amounts: int) -> None:
    """Add to columns of the row with this key, making the row if need be.

    The addition is done by the database, so that concurrent ones all count.
    """
    carry_out([counting(model, key, **amounts)])


def counting(model: type[models.Model], key: dict[str, Any], **amounts: int) -> Write:
    """What `count` does, to be carried out together with other things."""
    return _addition(model, tuple(key), tuple(amounts)).write(**key, **amounts)


@cache
def _addition(
    model: type[models.Model], key: tuple[str, ...], columns: tuple[str, ...]
) -> PreparedUpsert:
    return PreparedUpsert(model, key, **dict.fromkeys(columns, ADDED))
