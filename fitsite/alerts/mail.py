"""One mail to the admins, from its templates: subject, text and HTML."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.core import mail
from django.template import Context
from django.template.loader import get_template, render_to_string

logger = logging.getLogger(__name__)


def mail_admins(name: str, context: dict[str, Any]) -> None:
    """Send `emails/<name>`. A mail that cannot be sent is logged; it stops nothing."""
    context = {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL, **context}
    try:
        mail.mail_admins(
            " ".join(_plain(f"emails/{name}.subject.txt", context).split()),
            _plain(f"emails/{name}.txt", context),
            html_message=render_to_string(f"emails/{name}.html", context),
        )
    except Exception:
        logger.exception("The mail %s to the admins could not be sent", name)


def _plain(template: str, context: dict[str, Any]) -> str:
    """A text, in which & is an &."""
    compiled = get_template(template).template  # type: ignore[attr-defined]
    return str(compiled.render(Context(context, autoescape=False)))
