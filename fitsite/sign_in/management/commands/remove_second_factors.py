"""manage.py remove_second_factors: for the owner who has lost the phone."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from fitsite.accounts.models import User
from fitsite.sign_in import factors


class Command(BaseCommand):
    """The same as the action in the admin, for who cannot get in there."""

    help = "Removes all second factors of an account, so that the password alone leads in."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Say whose."""
        parser.add_argument("username")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        """Remove them, and say so."""
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is no account {username!r}.")
        count = factors.remove_all(user, by="the command line")
        self.stdout.write(f"{username}: {count} removed.")
