"""Counts in rows that many processes change at once."""

from typing import Any

from django.db import models
from django.db.models import F


def count(model: type[models.Model], key: dict[str, Any], column: str, amount: int) -> None:
    """Add `amount` to a column of the row with this key, making the row at zero if need be.

    The addition is done by the database, so that concurrent ones all count.
    """
    if not amount:
        return
    rows = model._default_manager.filter(**key)
    if not rows.update(**{column: F(column) + amount}):
        model._default_manager.get_or_create(**key)
        rows.update(**{column: F(column) + amount})
