"""Every way in which Akismet can fail is told apart, ends by the deadline and publishes nothing."""

import multiprocessing
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from time import monotonic
from typing import Any

import pytest
from pytest_django import Settings

from comments.spam.akismet import (
    Fields,
    NoAnswer,
    check_comment,
    submit_ham,
    submit_spam,
    usage_limit,
    verify_key,
)
from tests.standin import AkismetStandIn

# For faults that come at once. It is as long as a busy machine may need.
PATIENT = 10.0
# For faults that never end by themselves.
SHORT = 0.3

COMMENT: Fields = {
    "blog": "https://blog.example/",
    "user_ip": "192.0.2.7",
    "comment_author_email": "ada@example.org",
    "comment_content": "Only Ada and Akismet may read this.",
}


def failure(ask: Callable[[], object]) -> NoAnswer:
    with pytest.raises(NoAnswer) as caught:
        ask()
    return caught.value


def failed_check(deadline: float = PATIENT) -> NoAnswer:
    return failure(lambda: check_comment(COMMENT, deadline=deadline))


@pytest.mark.parametrize(
    ("way", "reason"),
    [
        ("status", "http_status"),
        ("redirect", "http_status"),
        ("html", "protocol"),
        ("empty", "protocol"),
        ("garbage", "protocol"),
        ("invalid", "invalid"),
        ("too_many_requests", "too_many_requests"),
        ("error_header", "error_header"),
        ("oversized", "too_large"),
        ("close", "network"),
        ("reset", "network"),
        ("not_http", "network"),
    ],
)
def test_each_fault_has_its_reason(akismet: AkismetStandIn, way: str, reason: str) -> None:
    akismet.behave(way)
    assert failed_check().reason == reason


@pytest.mark.parametrize("way", ["black_hole", "drip_body", "drip_headers"])
def test_what_never_ends_is_cut_at_the_deadline(akismet: AkismetStandIn, way: str) -> None:
    akismet.behave(way)
    started = monotonic()
    assert failed_check(SHORT).reason == "deadline"
    assert monotonic() - started < 5


def test_an_answer_after_the_deadline_is_none(akismet: AkismetStandIn) -> None:
    akismet.behave("well", delay=60)
    assert failed_check(SHORT).reason == "deadline"


@pytest.mark.parametrize(
    "body", ["TRUE", "True", "false ", " false", "truefalse", "true\nfalse", "1", "spam", "valid"]
)
def test_nothing_but_true_and_false_is_a_verdict(akismet: AkismetStandIn, body: str) -> None:
    akismet.behave("body", body=body)
    assert failed_check().reason == "protocol"


@pytest.mark.parametrize("status", [500, 502, 503, 403, 404, 301])
def test_a_verdict_under_an_error_status_is_none(akismet: AkismetStandIn, status: int) -> None:
    akismet.behave("status", status=status)
    error = failed_check()
    assert error.reason == "http_status"
    assert str(status) in error.detail


def test_a_server_that_is_not_there_refuses(akismet: AkismetStandIn) -> None:
    akismet.stop()
    assert failed_check().reason == "refused"


def test_a_server_that_comes_back_is_asked_again(akismet: AkismetStandIn) -> None:
    check_comment(COMMENT, deadline=PATIENT)
    akismet.stop()
    failed_check()
    akismet.start()
    assert check_comment(COMMENT, deadline=PATIENT).verdict == "ham"


def test_a_server_that_fails_half_the_time_answers_the_other_half(akismet: AkismetStandIn) -> None:
    akismet.behave("status", every=2)
    for _ in range(3):
        assert check_comment(COMMENT, deadline=PATIENT).verdict == "ham"
        assert failed_check().reason == "http_status"


def test_https_never_falls_back_to_plain_http(akismet: AkismetStandIn, settings: Settings) -> None:
    settings.AKISMET_API_URL = f"https://127.0.0.1:{akismet.port}"
    assert failed_check().reason == "tls"
    assert akismet.requests == []


def test_a_redirect_is_not_followed(akismet: AkismetStandIn) -> None:
    akismet.behave("redirect")
    failed_check()
    assert len(akismet.requests) == 1


def test_a_proxy_in_the_environment_is_not_used(
    akismet: AkismetStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert check_comment(COMMENT, deadline=PATIENT).verdict == "ham"


def in_a_minute() -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)


@pytest.mark.parametrize(
    ("header", "least", "most"),
    [
        (lambda: "30", 30, 30),
        (lambda: "0", 0, 0),
        (in_a_minute, 30, 60),
        (lambda: "Wed, 21 Oct 2015 07:28:00 GMT", 0, 0),
        (lambda: "Wed, 21 Oct 2099 07:28:00 GMT", 3600, 3600),
        (lambda: "9" * 5000, 3600, 3600),
    ],
)
def test_too_many_requests_says_how_long_to_wait(
    akismet: AkismetStandIn, header: Callable[[], str], least: float, most: float
) -> None:
    akismet.behave("too_many_requests", retry_after=header())
    wait = failed_check().retry_after
    assert wait is not None
    assert least <= wait <= most


@pytest.mark.parametrize("header", ["", "later", "-1", "Wed, 99 Oct 2015 07:28:00 GMT", "1e9"])
def test_a_retry_after_that_cannot_be_read_is_ignored(akismet: AkismetStandIn, header: str) -> None:
    akismet.behave("too_many_requests", retry_after=header)
    assert failed_check().retry_after is None


def test_an_overloaded_server_may_say_how_long_to_wait(akismet: AkismetStandIn) -> None:
    akismet.behave("status", status=503, headers={"Retry-After": "7"})
    assert failed_check().retry_after == 7


def test_no_answer_keeps_what_akismet_said_about_it(akismet: AkismetStandIn) -> None:
    akismet.behave("invalid", headers={"X-akismet-alert-code": "10003"})
    error = failed_check()
    assert error.headers["alert-code"] == "10003"
    assert error.headers["debug-help"] == "The stand-in was told to say so."


@pytest.mark.parametrize(
    "ask",
    [
        lambda: check_comment(COMMENT, deadline=SHORT),
        lambda: submit_spam(COMMENT, deadline=SHORT),
        lambda: submit_ham(COMMENT, deadline=SHORT),
        lambda: verify_key(deadline=SHORT),
        lambda: usage_limit(deadline=SHORT),
    ],
)
@pytest.mark.parametrize("way", ["html", "close", "black_hole", "status", "error_header"])
def test_every_question_fails_in_the_same_way(
    akismet: AkismetStandIn, ask: Callable[[], object], way: str
) -> None:
    akismet.behave(way)
    failure(ask)


@pytest.mark.parametrize(
    "details",
    [
        {"way": "invalid"},
        {"way": "html"},
        {"way": "status"},
        {"way": "reset"},
        {"way": "black_hole"},
        {"way": "body", "body": "practicekey0123456789 ada@example.org Only Ada and Akismet"},
        {"way": "error_header", "headers": {"X-akismet-debug-help": "practicekey0123456789"}},
    ],
)
def test_no_answer_tells_neither_key_nor_comment(
    akismet: AkismetStandIn, details: dict[str, Any]
) -> None:
    akismet.behave(**details)
    error = failed_check(SHORT)
    for text in (str(error), repr(error), error.detail, str(error.headers)):
        assert akismet.key not in text
        assert "ada@example.org" not in text
        assert "Only Ada" not in text


@pytest.mark.parametrize("way", ["invalid", "html", "reset", "black_hole"])
def test_an_error_report_with_all_variables_holds_no_key(akismet: AkismetStandIn, way: str) -> None:
    akismet.behave(way)
    report = traceback.TracebackException.from_exception(failed_check(SHORT), capture_locals=True)
    assert akismet.key not in "".join(report.format())


def test_one_hanging_question_does_not_hold_up_the_others(akismet: AkismetStandIn) -> None:
    akismet.behave("black_hole", operation="submit-spam")
    with ThreadPoolExecutor(4) as pool:
        ask = partial(submit_spam, COMMENT, deadline=PATIENT)
        hanging = [pool.submit(failure, ask) for _ in range(3)]
        assert check_comment(COMMENT, deadline=PATIENT).verdict == "ham"
        assert not any(future.done() for future in hanging)
        akismet.stop()


def test_all_questions_share_one_thread(akismet: AkismetStandIn) -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = pool.map(lambda _: check_comment(COMMENT, deadline=PATIENT), range(12))
        assert {answer.verdict for answer in answers} == {"ham"}
    assert [thread.name for thread in threading.enumerate()].count("akismet") == 1


# Python 3.12 warns of any fork in a process with threads: exactly what is tested here.
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_forked_process_asks_by_itself(akismet: AkismetStandIn) -> None:
    check_comment(COMMENT, deadline=PATIENT)
    child = multiprocessing.get_context("fork").Process(
        target=check_comment, args=(COMMENT,), kwargs={"deadline": PATIENT}
    )
    child.start()
    child.join(30)
    assert child.exitcode == 0
    assert check_comment(COMMENT, deadline=PATIENT).verdict == "ham"
    assert len(akismet.requests) == 3
