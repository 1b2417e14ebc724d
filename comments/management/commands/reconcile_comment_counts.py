"""manage.py reconcile_comment_counts: counts afresh and mends."""

from typing import Any

from django.core.management.base import BaseCommand

from comments.reconciler import reconcile


class Command(BaseCommand):
    """Safe at any time, also while comments come in."""

    help = "Counts comments afresh and mends the counts that the site keeps along the way."

    def handle(self, *args: Any, **options: Any) -> None:
        """Reconcile, and say how much was wrong."""
        self.stdout.write(f"{reconcile()} counts were wrong.")
