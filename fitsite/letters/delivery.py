"""The boundary to the mail server: hands over one letter and says plainly what came of it."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formataddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.crypto import salted_hmac

from fitsite.letters.contents import contents_of
from fitsite.letters.models import Letter
from fitsite.letters.wording import word

# RFC 5321: the server closes the connection, whatever it was that we had asked.
SHUTTING_DOWN = 421
FOR_GOOD = 500


class NotTaken(Exception):
    """Nobody got the letter."""


class RefusedForGood(NotTaken):
    """The server will never take this letter (5xx), or there is no writing to its address."""


class ServerAway(NotTaken):
    """The server does not answer, or takes nothing from us: the letter is not to blame."""


class Uncertain(Exception):
    """The letter was under way when the connection broke: somebody may have got it, or not."""


@contextmanager
def connected() -> Iterator[Any]:
    """An open way to send letters. Raises ServerAway."""
    connection = mail.get_connection()
    try:
        try:
            connection.open()
        except (OSError, smtplib.SMTPException) as error:
            raise ServerAway(_in_words(error)) from error
        yield connection
    finally:
        connection.close()


def deliver(connection: Any, message: mail.EmailMessage) -> None:
    """Hand one letter over. Raises NotTaken or Uncertain."""
    try:
        connection.send_messages([message])
    except smtplib.SMTPRecipientsRefused as refusal:
        [(code, words)] = refusal.recipients.values()
        raise _refusal(code, words) from refusal
    except smtplib.SMTPDataError as refusal:
        raise _refusal(refusal.smtp_code, refusal.smtp_error) from refusal
    except smtplib.SMTPResponseException as refusal:
        # Greeting, sign-in or sender: a matter between the server and this site.
        raise ServerAway(_said(refusal.smtp_code, refusal.smtp_error)) from refusal
    except Exception as error:
        # A way to send that cannot tell how far it came is taken to have sent.
        if getattr(connection, "text_was_begun", True):
            raise Uncertain(_in_words(error)) from error
        raise ServerAway(_in_words(error)) from error


def host() -> str:
    """The name under which letters and lists are known."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def digest(value: str) -> str:
    """Stands for an address or a key in what others read; cannot be undone or guessed at."""
    return salted_hmac("fitsite.letters", value, algorithm="sha256").hexdigest()[:20]


def written(letter: Letter) -> mail.EmailMessage | None:
    """The letter as a mail, in the words that are true now; None if nobody wants it any more.

    Raises RefusedForGood where there is no writing to its address.
    """
    try:
        validate_email(letter.to)
    except ValidationError as error:
        raise RefusedForGood("It is not an e-mail address.") from error
    contents = contents_of(letter)
    if contents is None:
        return None
    words = word(letter.template, contents.context)
    message = mail.EmailMultiAlternatives(
        words.subject,
        words.text,
        from_email=formataddr((words.site_name, settings.MAIL_FROM)),
        to=[letter.to],
        alternatives=[(words.html, "text/html")],
        headers={
            "Message-ID": f"<letter-{digest(letter.key)}@{host()}>",
            "Auto-Submitted": "auto-generated",
            **contents.headers,
        },
    )
    message.message()  # Raises BadHeaderError here, where nothing was handed over yet.
    return message


def _refusal(code: int, words: bytes | str) -> NotTaken:
    if code == SHUTTING_DOWN:
        return ServerAway(_said(code, words))
    return (RefusedForGood if code >= FOR_GOOD else NotTaken)(_said(code, words))


def _said(code: int, words: bytes | str) -> str:
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    return f"{code} {text}"


def _in_words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
