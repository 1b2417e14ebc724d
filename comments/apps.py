"""Readers' comments: received, checked, moderated, shown."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CommentsConfig(AppConfig):
    """Comments and the road each one takes to being public."""

    name = "comments"

    def ready(self) -> None:
        """Register the system checks, and keep the index of words after each migrate."""
        from comments import checks  # noqa: F401, PLC0415 - checks register when imported
        from comments.searching import keep_index  # noqa: PLC0415 - models must be loaded

        post_migrate.connect(keep_index, sender=self, dispatch_uid="comments.keep_index")
