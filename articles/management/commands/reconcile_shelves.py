"""manage.py reconcile_shelves: looks at every article's place in every list, and mends."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.reconciler import reconcile


class Command(BaseCommand):
    """Safe at any time, also while editors publish."""

    help = "Looks whether every article stands in the lists where it belongs, and mends."

    def handle(self, *args: Any, **options: Any) -> None:
        """Reconcile, and say how much was wrong."""
        self.stdout.write(f"{reconcile()} places were wrong.")
