"""manage.py purge_spam: deletes spam that was found long enough ago, now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from comments import purging
from comments.numbers.counting import count_all


class Command(BaseCommand):
    """Safe at any time, and safe to stop and to repeat."""

    help = "Deletes spam some days after it was found to be spam, as the worker does every hour."

    def add_arguments(self, parser: CommandParser) -> None:
        """How old, and whether to do it."""
        parser.add_argument("--days", type=int, help="instead of what the comment settings say")
        parser.add_argument("--dry-run", action="store_true", help="only say how many it would be")

    def handle(self, *args: Any, days: int | None, dry_run: bool, **options: Any) -> None:
        """Delete batch after batch, and say how far it is."""
        if days is not None and days < 1:
            raise CommandError("Spam is kept for a day at least: --days 1 or more.")
        before = purging.found_before(days)
        if before is None:
            raise CommandError("This site keeps its spam. Say with --days how old it may get.")
        if dry_run:
            self.stdout.write(f"Would be deleted: {purging.due(before).count()}.")
            return
        count_all()
        total = 0
        while deleted := purging.purge(days):
            total += deleted
            self.stdout.write(f"{total} so far …")
        self.stdout.write(f"Deleted: {total}.")
