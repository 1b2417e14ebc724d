"""Tells the admins by mail what is wrong with the site, and when it is over."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    """Which troubles have been told, so that each is told by one process alone."""

    name = "fitsite.alerts"
