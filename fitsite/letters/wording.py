"""The words of a mail, from its three templates: subject, text and HTML."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.conf import settings
from django.template import Context
from django.template.loader import get_template, render_to_string

from fitsite.branding.models import Branding
from fitsite.plain_text import one_line

LONGEST_SUBJECT = 150


class Wording(NamedTuple):
    """One mail's words."""

    subject: str
    text: str
    html: str
    site_name: str


def word(template: str, context: dict[str, Any]) -> Wording:
    """Fill `<template>.subject.txt`, `.txt` and `.html`, which also know the site's name.

    One query.
    """
    name = Branding.objects.current().site_name
    context = {"site_name": name, "site_url": settings.SITE_URL, **context}
    return Wording(
        one_line(_plain(f"{template}.subject.txt", context), LONGEST_SUBJECT),
        _plain(f"{template}.txt", context),
        render_to_string(f"{template}.html", context),
        one_line(name, LONGEST_SUBJECT),
    )


def _plain(template: str, context: dict[str, Any]) -> str:
    """A text, in which & is an &."""
    compiled = get_template(template).template  # type: ignore[attr-defined]
    return str(compiled.render(Context(context, autoescape=False)))
