"""manage.py lock_secrets: before an old key is taken out of ENCRYPTION_KEYS."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from fitsite.sign_in import factors
from fitsite.sign_in.vault import Unreadable


class Command(BaseCommand):
    """Changes all or nothing."""

    help = "Locks the secrets of all second factors with the first of ENCRYPTION_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        """Lock them, and say how many."""
        try:
            self.stdout.write(f"{factors.lock_again()} secrets locked with the first key.")
        except Unreadable as error:
            raise CommandError("A secret cannot be read; its key is missing.") from error
