"""Counts in rows that many processes change at once."""

from functools import cache
from typing import Any

from django.db import models
from django.db.models import F

from fitsite.prepared import PreparedUpdate


def count(model: type[models.Model], key: dict[str, Any], column: str, amount: int) -> None:
    """Add `amount` to a column of the row with this key, making the row at zero if need be.

    The addition is done by the database, so that concurrent ones all count.
    """
    if not amount:
        return
    addition = _addition(model, tuple(key), column)
    if not addition.run(amount=amount, **key):
        model._default_manager.get_or_create(**key)
        addition.run(amount=amount, **key)


@cache
def _addition(model: type[models.Model], key: tuple[str, ...], column: str) -> PreparedUpdate:
    def build(amount: Any, **given: Any) -> tuple[models.QuerySet[Any], dict[str, Any]]:
        return model._default_manager.filter(**given), {column: F(column) + amount}

    return PreparedUpdate(build)
