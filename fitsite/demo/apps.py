"""A magazine to look at before one has written any."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Demo articles, authors and comments, and the command that loads them."""

    name = "fitsite.demo"
    label = "demo"
