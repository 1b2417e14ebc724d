"""People who can sign in."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """Accounts and the groups that give them their rights."""

    name = "fitsite.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Make the groups after each migrate, when all permissions exist."""
        from fitsite.accounts.groups import make_groups  # noqa: PLC0415 - models must be loaded

        post_migrate.connect(make_groups, dispatch_uid="accounts.make_groups")
