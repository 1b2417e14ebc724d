"""The questions this site asks Akismet. Each waits at most its deadline and raises only NoAnswer.

Deadlines are seconds from now and cover all of a question, from the name look-up to the last byte.
Two mistakes of the calling code raise something else: ValueError for fields that are not declared
to Akismet, RuntimeError for asking inside a database transaction, whose locks would be held as
long as Akismet takes.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Final, TypeVar, cast

import akismet
import httpx
from django.db import connections

from comments.spam.akismet.answers import Answer, KeyAnswer, NoAnswer, Usage
from comments.spam.akismet.configuration import Configuration, configuration
from comments.spam.akismet.exchange import Exchange
from comments.spam.akismet.fields import Fields, declared
from comments.spam.akismet.headers import recheck_after
from comments.spam.akismet.network_thread import network_thread

T = TypeVar("T")
Question = Callable[[akismet.AsyncClient], Coroutine[Any, Any, T]]

# The deadline is kept by the event loop. A busy machine may be late to tell the waiting thread.
GRACE: Final = 0.5


def check_comment(fields: Fields, *, deadline: float) -> Answer:
    """Ask whether a comment is spam."""
    verdict, headers = _ask_about(fields, deadline, akismet.AsyncClient.comment_check)
    is_ham = verdict is akismet.CheckResponse.HAM
    return Answer(
        verdict="ham" if is_ham else "spam",
        discard=not is_ham and headers.get("pro-tip") == "discard",
        guid=headers.get("guid", ""),
        recheck_after=recheck_after(headers) if is_ham else None,
        headers=headers,
    )


def submit_spam(fields: Fields, *, deadline: float) -> None:
    """Report a comment that Akismet took for ham: the fields of its check, plus who reports it."""
    _ask_about(fields, deadline, akismet.AsyncClient.submit_spam)


def submit_ham(fields: Fields, *, deadline: float) -> None:
    """Report a comment that Akismet took for spam: the fields of its check, plus who reports it."""
    _ask_about(fields, deadline, akismet.AsyncClient.submit_ham)


def verify_key(*, deadline: float) -> KeyAnswer:
    """Ask whether the configured key is good for this site."""
    valid, headers = _ask(akismet.AsyncClient.verify_key, {}, deadline)
    return KeyAnswer(valid, headers.get("debug-help", ""))


def usage_limit(*, deadline: float) -> Usage:
    """Ask how much of this month's calls are used up."""
    usage, _ = _ask(_usage, {}, deadline)
    return usage


def _ask_about(
    fields: Fields,
    deadline: float,
    operation: Callable[[akismet.AsyncClient, str], Coroutine[Any, Any, T]],
) -> tuple[T, dict[str, str]]:
    form = declared(fields)
    if _settings().is_test:
        form.setdefault("is_test", "1")
    return _ask(lambda client: operation(client, str(form["user_ip"])), form, deadline)


def _ask(question: Question[T], form: Fields, deadline: float) -> tuple[T, dict[str, str]]:
    _refuse_inside_a_transaction()
    settings, thread = _settings(), network_thread()
    exchange = Exchange(thread.transport, settings, form, deadline)
    client = akismet.AsyncClient(
        akismet.Config(settings.key, str(form.get("blog", settings.site_url))),
        http_client=cast("httpx.AsyncClient", exchange),
    )
    work = _outcome(question, client, exchange, deadline)
    try:
        outcome = thread.run(work, patience=deadline + GRACE)
    except TimeoutError:
        outcome = NoAnswer("deadline")
    if isinstance(outcome, NoAnswer):
        # Without the frames and errors it came through: their variables and texts hold the key.
        outcome.__cause__ = outcome.__context__ = None
        raise outcome.with_traceback(None)
    return outcome, exchange.headers


async def _outcome(
    question: Question[T], client: akismet.AsyncClient, exchange: Exchange, deadline: float
) -> T | NoAnswer:
    try:
        async with asyncio.timeout(deadline):
            return await question(client)
    except (akismet.AkismetError, TimeoutError, ValueError, RecursionError) as error:
        return _no_answer(error, exchange.headers)


def _no_answer(error: Exception, headers: dict[str, str]) -> NoAnswer:
    match error:
        case akismet.RequestError(__cause__=NoAnswer() as known):
            return known
        case TimeoutError():
            return NoAnswer("deadline", headers=headers)
        case akismet.APIKeyError():
            return NoAnswer("invalid", headers=headers)
        case akismet.ProtocolError() | ValueError() | RecursionError():
            return NoAnswer("protocol", headers=headers)
    kind = type(error.__cause__ or error).__name__
    return NoAnswer("unexpected", f"The question to Akismet failed: {kind}.", headers=headers)


async def _usage(client: akismet.AsyncClient) -> Usage:
    document = await client.usage_limit()
    try:
        return Usage(
            limit=None if document["limit"] == "none" else int(document["limit"]),
            usage=int(document["usage"]),
            percentage=float(document["percentage"]),
            throttled=document["throttled"] is True,
        )
    except (KeyError, TypeError, OverflowError) as error:
        raise ValueError("not a usage-limit document") from error


def _settings() -> Configuration:
    try:
        return configuration()
    except ValueError as error:
        raise NoAnswer("misconfigured", str(error)) from None


def _refuse_inside_a_transaction() -> None:
    for connection in connections.all(initialized_only=True):
        for block in connection.atomic_blocks:
            # TestCase wraps each test in a block of its own, which Django's `durable` ignores too.
            if not getattr(block, "_from_testcase", False):
                raise RuntimeError("Akismet must not be asked inside a database transaction.")
