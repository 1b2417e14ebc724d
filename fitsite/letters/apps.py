"""Mail to readers: written with what causes it, sent by the worker, once."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """The outbox and the mail server behind it; knows nothing of what the letters are about."""

    name = "fitsite.letters"
    label = "letters"
