"""The site itself: what belongs to no single app."""

from django.apps import AppConfig


class FitsiteConfig(AppConfig):
    """Templates, checks and commands of the whole site."""

    name = "fitsite"

    def ready(self) -> None:
        """Register the system checks."""
        from fitsite import checks  # noqa: F401, PLC0415 - checks register when imported
