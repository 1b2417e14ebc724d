"""One mail to the admins, from its templates: subject, text and HTML."""

from __future__ import annotations

import logging
from typing import Any

from django.core import mail

from fitsite.letters.wording import word

logger = logging.getLogger(__name__)


def mail_admins(name: str, context: dict[str, Any]) -> None:
    """Send `emails/<name>`. A mail that cannot be sent is logged; it stops nothing."""
    try:
        words = word(f"emails/{name}", context)
        mail.mail_admins(words.subject, words.text, html_message=words.html)
    except Exception:
        logger.exception("The mail %s to the admins could not be sent", name)
