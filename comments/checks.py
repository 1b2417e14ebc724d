"""System checks: what is wrong with the way comments are checked, and what to do about it."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import DatabaseError

from comments.models import CheckerState
from comments.models.checker_state import KeyState
from fitsite.worker.models import worker_is_alive


@register()
def check_checker(**kwargs: Any) -> list[CheckMessage]:
    """Say so when nothing checks comments."""
    if settings.COMMENT_CHECKER == "akismet":
        return []
    return [
        Warning(
            "No spam checker is set up: every comment waits for a person.",
            hint="Set AKISMET_API_KEY; keys are given out at https://akismet.com/.",
            id="comments.W001",
        )
    ]


@register(Tags.database)
def check_key_and_worker(**kwargs: Any) -> list[CheckMessage]:
    """Say so when the key was refused or no worker has been seen. Needs the database."""
    if not kwargs.get("databases"):
        return []
    try:
        return [*_key(), *_worker()]
    except DatabaseError:
        return []  # Before the first migrate there is nothing to look at.


def _key() -> list[CheckMessage]:
    refused = CheckerState.objects.filter(checker="akismet", key_state=KeyState.INVALID).first()
    if settings.COMMENT_CHECKER != "akismet" or refused is None:
        return []
    return [
        Warning(
            f"Akismet refuses the key: {refused.key_help or 'it did not say why'}.",
            hint="Correct AKISMET_API_KEY, or SITE_URL if the key belongs to another address.",
            id="comments.W002",
        )
    ]


def _worker() -> list[CheckMessage]:
    if worker_is_alive():
        return []
    return [
        Warning(
            "No worker has been seen for a minute: comments that Akismet did not answer at once"
            " will wait.",
            hint="Start `manage.py work` beside the web server; bin/serve does.",
            id="comments.W003",
        )
    ]
