"""Articles: writing them, publishing them, reading them. Knows nothing of comments."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """Articles and what they are filed under."""

    name = "articles"
