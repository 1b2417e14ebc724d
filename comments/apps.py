"""Readers' comments: received, checked, moderated, shown."""

from django.apps import AppConfig


class CommentsConfig(AppConfig):
    """Comments and the road each one takes to being public."""

    name = "comments"

    def ready(self) -> None:
        """Register the system checks."""
        from comments import checks  # noqa: F401, PLC0415 - checks register when imported
