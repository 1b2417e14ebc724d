"""Letters in the outbox, and how the mail server does."""

from fitsite.letters.models.letter import Fate, Letter
from fitsite.letters.models.mail_server import MailServer

__all__ = ["Fate", "Letter", "MailServer"]
