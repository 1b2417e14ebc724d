"""What the worker does for letters."""

from __future__ import annotations

import logging
from typing import Any

from django.core import mail

from fitsite.letters.delivery import (
    NotTaken,
    RefusedForGood,
    ServerAway,
    Uncertain,
    connected,
    deliver,
    written,
)
from fitsite.letters.models import Fate, Letter, MailServer

logger = logging.getLogger(__name__)

# Letters sent before looking around again; the worker has other things to do, too.
BATCH = 20


def send() -> bool:
    """Send the letters that are due, over one connection. Returns whether there may be more."""
    due = list(Letter.objects.due()[:BATCH])
    if not due:
        return False
    server = MailServer.objects.here()
    if server.is_away:
        return False
    try:
        with connected() as connection:
            for letter in due:
                if letter.claim() and _send(connection, letter):
                    server.took()
    except ServerAway as failure:
        logger.warning("The mail server fails: %s", failure)
        server.failed(str(failure))
        return False
    return len(due) == BATCH


def forget() -> None:
    """Forget letters that were done with long ago."""
    Letter.objects.forget()


def _send(connection: Any, letter: Letter) -> bool:
    """Send a letter whose lease we hold; whether it was taken.

    Raises ServerAway where no other is worth trying.
    """
    if letter.handed_over_at:
        letter.end(Fate.UNKNOWN, "Whoever sent it died before it was known to have arrived.")
        return False
    message = _written(letter)
    if message is None or not letter.hand_over():
        return False
    try:
        deliver(connection, message)
    except ServerAway as failure:
        letter.postpone(str(failure))
        raise
    except RefusedForGood as refusal:
        letter.end(Fate.REFUSED, str(refusal))
    except NotTaken as failure:
        letter.postpone(str(failure))
    except Uncertain as failure:
        letter.end(Fate.UNKNOWN, str(failure))
        raise ServerAway(str(failure)) from failure
    else:
        return letter.end(Fate.SENT)
    return False


def _written(letter: Letter) -> mail.EmailMessage | None:
    """The letter's words; None if it is not to be sent now, which is then written down."""
    try:
        message = written(letter)
    except RefusedForGood as refusal:
        letter.end(Fate.REFUSED, str(refusal))
        return None
    except Exception as error:
        # Our own mistake in this one letter; the others go on.
        logger.exception("Letter %s cannot be written", letter.pk)
        letter.postpone(f"It cannot be written: {type(error).__name__}")
        return None
    if message is None:
        letter.end(Fate.UNWANTED)
    return message
