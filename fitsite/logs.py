"""What leaves this process as a log line or an error mail, and what never does.

One formatter stands before every way out, and it cleans the finished text: whoever logs, whatever
library it comes from, with whatever traceback.
"""

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from http import HTTPStatus

from django.utils.log import AdminEmailHandler

from fitsite.request_ids import request_id
from fitsite.scrubbing import scrub

# Answers that are part of a site's normal day: wrong links, refused comments, too many of them.
EXPECTED = {
    HTTPStatus.NOT_FOUND,
    HTTPStatus.CONFLICT,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.TOO_MANY_REQUESTS,
}
# Seconds for which one fault is mailed once by each process.
MAIL_EVERY = 600


class ExpectedRefusals(logging.Filter):
    """Lowers Django's warnings about expected refusals to what they are: information."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything through, some of it less loudly."""
        if getattr(record, "status_code", None) in EXPECTED:
            record.levelno, record.levelname = logging.INFO, "INFO"
        return True


class StrangersFaults(logging.Filter):
    """Lowers what Django calls errors and anybody can cause: a wrong host, a body too large."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything through, as a warning and in one line where a stranger is at fault."""
        if record.name.startswith("django.security.") and record.levelno > logging.WARNING:
            record.levelno, record.levelname = logging.WARNING, "WARNING"
            # The message says all; a traceback would fill the log at anybody's wish.
            record.exc_info = None
        return True


class ReadableLine(logging.Formatter):
    """Lines for somebody who develops."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, and the traceback below it."""
        told = f"{_time(record):%H:%M:%S} {record.levelname} {record.name}: {record.getMessage()}"
        return scrub("\n".join(filter(None, [told, _exception(self, record)])))


class JsonLine(logging.Formatter):
    """Lines for a program: one JSON object each."""

    def format(self, record: logging.LogRecord) -> str:
        """Clean each text before its characters are escaped."""
        line = {
            "time": _time(record).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": scrub(record.getMessage()),
            "request_id": request_id(),
        }
        if exception := _exception(self, record):
            line["exception"] = scrub(exception)
        return json.dumps(line, ensure_ascii=False)


class AdminMail(AdminEmailHandler):
    """Mails errors to ADMINS: where it happened, nothing of what was sent or held in variables.

    The same fault is mailed once in MAIL_EVERY seconds. A mail that fails is logged.
    """

    def __init__(self) -> None:
        super().__init__()
        self._mailed: dict[str, float] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Send the log line with its traceback."""
        if not record.exc_info or not self._is_news(record):
            return
        text = f"{self.format(record)}\n\nRequest {request_id() or '(none)'}\n"
        subject = scrub(f"{record.levelname}: {record.getMessage()}")
        try:
            self.send_mail(self.format_subject(subject)[:200], text)
        except Exception:
            logger = logging.getLogger(__name__)
            logger.exception("An error could not be mailed to the admins")

    def connection(self) -> None:
        """Django's own choice of a connection, but one that tells when it fails."""

    def _is_news(self, record: logging.LogRecord) -> bool:
        fault = _place(record)
        last = self._mailed.get(fault)
        if last is not None and 0 <= record.created - last < MAIL_EVERY:
            return False
        self._mailed[fault] = record.created
        return True


def _time(record: logging.LogRecord) -> datetime:
    return datetime.fromtimestamp(record.created, UTC)


def _exception(formatter: logging.Formatter, record: logging.LogRecord) -> str:
    """The traceback, with the first line alone of what each error says.

    A database repeats the whole row below it, and so the comment that it did not take.
    """
    if record.exc_info is None or record.exc_info[1] is None:
        return ""
    text = formatter.formatException(record.exc_info)
    for error in _chain(record.exc_info[1], set()):
        told = str(error)
        text = text.replace(told, told.partition("\n")[0]) if "\n" in told else text
    return text


def _chain(error: BaseException | None, seen: set[int]) -> Iterator[BaseException]:
    """An error, those it came from, and those in its group."""
    if error is None or id(error) in seen:
        return
    seen.add(id(error))
    yield error
    within = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    for other in (error.__cause__, error.__context__, *within):
        yield from _chain(other, seen)


def _place(record: logging.LogRecord) -> str:
    """What went wrong where, to tell one fault from another."""
    kind, _, traceback = record.exc_info or (None, None, None)
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    line = f"{traceback.tb_frame.f_code.co_filename}:{traceback.tb_lineno}" if traceback else ""
    return f"{kind} {line}"
