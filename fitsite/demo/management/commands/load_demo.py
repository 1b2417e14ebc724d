"""manage.py load_demo: fills an empty database with a magazine to look at."""

import argparse
import secrets
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand
from django.db import transaction

from fitsite.accounts.models import User
from fitsite.accounts.roles import (
    ADMINISTRATORS,
    AUTHORS,
    CONTRIBUTORS,
    EDITORS,
    MODERATORS,
)
from fitsite.demo import loader

# User name -> the role; "admin" is the superuser.
PEOPLE = {
    "admin": "",
    "administrator": ADMINISTRATORS,
    "moderator": MODERATORS,
    "editor": EDITORS,
    "author": AUTHORS,
    "contributor": CONTRIBUTORS,
}


class Command(BaseCommand):
    """Does nothing where the database holds anything already."""

    help = "Loads demo articles, comments and sign-ins into an empty database."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Say where to keep the sign-ins."""
        parser.add_argument("--credentials", type=Path, help="write the sign-ins to this file")

    def handle(self, *args: Any, credentials: Path | None, **options: Any) -> None:
        """Load, with random passwords."""
        if not loader.is_empty():
            return
        passwords = {name: secrets.token_urlsafe(9) for name in PEOPLE}
        with transaction.atomic():
            people = {name: _sign_in(name, password) for name, password in passwords.items()}
            loader.load(moderator=people["moderator"])
        lines = "".join(f"{name} {password}\n" for name, password in passwords.items())
        if credentials is None:
            self.stdout.write(lines)
            return
        credentials.touch(mode=0o600)
        credentials.write_text(lines)


def _sign_in(name: str, password: str) -> User:
    user = User.objects.create_user(
        name,
        f"{name}@example.org",
        password,
        first_name=f"Demo {name}",
        is_superuser=name == "admin",
    )
    user.take_roles(Group.objects.filter(name=PEOPLE[name]))
    return user
