"""manage.py housekeep: does at once what the worker does for comments by its clock."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from comments.housekeeping import chores


class Command(BaseCommand):
    """Safe at any time, also beside a worker, and safe to repeat."""

    help = (
        "Deletes spam whose time is over, forgets what is kept for a time only, and mends counts:"
        " what the worker does every hour."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """One choice."""
        parser.add_argument("--dry-run", action="store_true", help="only say how many it would be")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        """Do one after the other, and say how many it was."""
        for chore in chores():
            if dry_run:
                told = f"would be {chore.count()}" if chore.count else "cannot be told beforehand"
                self.stdout.write(f"{chore.what}: {told}")
            else:
                self.stdout.write(f"{chore.what}: {chore.do()}")
