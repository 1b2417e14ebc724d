"""A way to send, and an author, that the tests of letters name in settings."""

from __future__ import annotations

from typing import NoReturn

from django.core.mail.backends.base import BaseEmailBackend

from fitsite.letters.contents import Contents
from fitsite.letters.models import Letter


class Unsure(BaseEmailBackend):
    """Fails without saying how far it came."""

    def send_messages(self, email_messages: object) -> NoReturn:
        """Fail."""
        raise RuntimeError("The service answered something.")


def unless_unwanted(letter: Letter) -> Contents | None:
    """Look whether somebody still wants it."""
    if letter.context["unwanted"]:
        return None
    return Contents({"cause": {"title": "Written late"}}, {"List-Id": "<late.example>"})
