"""manage.py end_sessions: after a backup was lost, in which sessions are as good as signed in."""

from typing import Any

from django.core.management.base import BaseCommand

from fitsite.sign_in.models import Recognition, Session


class Command(BaseCommand):
    """May be repeated."""

    help = "Signs everybody out, ends what waits for a code, and knows no browser any more."

    def handle(self, *args: Any, **options: Any) -> None:
        """End them, and say how many there were."""
        Recognition.objects.all().delete()
        self.stdout.write(f"{Session.objects.all().end()} sessions ended.")
