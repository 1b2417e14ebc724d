"""Counts in rows that many processes change at once."""

from functools import cache
from typing import Any

from django.db import models
from django.db.models import F

from fitsite.prepared import Parameter, PreparedUpdate


def count(model: type[models.Model], key: dict[str, Any], column: str, amount: int) -> None:
    """Add `amount` to a column of the row with this key, making the row at zero if need be.

    The addition is done by the database, so that concurrent ones all count.
    """
    if not amount:
        return
    change(model, key, _addition(model, tuple(key), column), amount=amount)


def change(
    model: type[models.Model], key: dict[str, Any], update: PreparedUpdate, **given: Parameter
) -> None:
    """Run an update of the row with this key, making the row first if need be."""
    if not update.run(**key, **given):
        model._default_manager.get_or_create(**key)
        update.run(**key, **given)


@cache
def _addition(model: type[models.Model], key: tuple[str, ...], column: str) -> PreparedUpdate:
    def build(amount: Any, **given: Any) -> tuple[models.QuerySet[Any], dict[str, Any]]:
        return model._default_manager.filter(**given), {column: F(column) + amount}

    return PreparedUpdate(build)
