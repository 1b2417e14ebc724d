"""Counts in rows that many processes change at once."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import models

from fitsite.prepared import PreparedUpsert, Write, carry_out

# What a column of a row becomes: see PreparedUpsert.
ADDED = "{kept} + {new}"
REPLACED = "{new}"


def count(model: type[models.Model], key: dict[str, Any], column: str, amount: int) -> None:
    """Add `amount` to a column of the row with this key, making the row if need be.

    The addition is done by the database, so that concurrent ones all count.
    """
    carry_out(counting(model, key, column, amount))


def counting(
    model: type[models.Model], key: dict[str, Any], column: str, amount: int
) -> list[Write]:
    """What `count` does, to be carried out together with other things; nothing for nothing."""
    if not amount:
        return []
    return [_addition(model, tuple(key), column).write(**key, **{column: amount})]


@cache
def _addition(model: type[models.Model], key: tuple[str, ...], column: str) -> PreparedUpsert:
    return PreparedUpsert(model, key, **{column: ADDED})
