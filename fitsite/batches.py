"""Deleting many rows without keeping others waiting for long."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

AT_ONCE = 500


def delete_in_batches(rows: QuerySet[Any, Any], at_once: int = AT_ONCE) -> int:
    """Delete all of them, some in each transaction; returns how many rows went, dependents too.

    What has changed meanwhile, so that it is not among them any more, stays.
    """
    total, pks = 0, rows.values_list("pk", flat=True)
    while batch := list(pks[:at_once]):
        total += rows.order_by().filter(pk__in=batch).delete()[0]
    return total
