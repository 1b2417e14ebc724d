"""/metrics: the numbers are right, few queries find them, and strangers do not see them."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from functools import partial

import pytest
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import Settings

from comments.metrics import note_attempt
from comments.models import Check, Comment
from comments.models.tally import counting_outcome
from fitsite.accounts.models import User
from fitsite.prepared import carry_out
from fitsite.worker.models import beat
from tests.comments.together import together
from tests.conftest import Say
from tests.operations.conftest import Lines
from tests.standin import AkismetStandIn

SAMPLE = re.compile(r'([a-z_]+(?:\{[a-z]+="[^"\\]*"(?:,[a-z]+="[^"\\]*")*\})?) (-?[0-9.e+-]+)')

Numbers = Callable[[], dict[str, float]]


@pytest.fixture
def numbers(client: Client, db: None) -> Numbers:
    """What Prometheus reads: each sample, with its labels as written."""

    def read() -> dict[str, float]:
        response = client.get("/metrics")
        assert response.status_code == 200
        assert response.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
        assert response.text.endswith("\n")
        found = {}
        for line in response.text.splitlines():
            if line.startswith("#"):
                assert re.fullmatch(r"# (HELP|TYPE) fitsite_[a-z_]+ .+", line)
                continue
            sample = SAMPLE.fullmatch(line)
            assert sample, line
            assert sample[1] not in found
            found[sample[1]] = float(sample[2])
        return found

    return read


def test_comments_are_counted_by_state(numbers: Numbers, say: Say, moderator: User) -> None:
    assert not any(name.startswith("fitsite_comments{") for name in numbers())
    for _ in range(3):
        say()
    say().approve(by=moderator)
    found = numbers()
    assert found['fitsite_comments{status="held"}'] == 3
    assert found['fitsite_comments{status="published"}'] == 1


def test_outcomes_only_grow(numbers: Numbers) -> None:
    for status, basis in [("published", "ham"), ("published", "ham"), ("held", "rule")]:
        carry_out(counting_outcome(status, basis))
    found = numbers()
    assert found['fitsite_comment_outcomes_total{status="published",basis="ham"}'] == 2
    assert found['fitsite_comment_outcomes_total{status="held",basis="rule"}'] == 1


def test_attempts_are_counted_by_result_and_time(numbers: Numbers) -> None:
    for result, seconds in [("ham", 0.05), ("ham", 0.06), ("spam", 1.4), ("deadline", 60)]:
        note_attempt(result, seconds)
    found = numbers()
    assert found['fitsite_check_attempts_total{result="ham"}'] == 2
    assert found['fitsite_check_attempts_total{result="deadline"}'] == 1
    buckets = {
        le: found[f'fitsite_check_seconds_bucket{{le="{le}"}}']
        for le in ("0.05", "0.1", "1", "1.5", "10", "+Inf")
    }
    assert buckets == {"0.05": 1, "0.1": 2, "1": 2, "1.5": 3, "10": 3, "+Inf": 4}
    assert found["fitsite_check_seconds_count"] == 4
    assert found["fitsite_check_seconds_sum"] == pytest.approx(61.51)


def test_a_histogram_is_there_before_anything_was_asked(numbers: Numbers) -> None:
    found = numbers()
    assert found['fitsite_check_seconds_bucket{le="+Inf"}'] == 0
    assert found["fitsite_check_seconds_sum"] == 0


@pytest.mark.django_db(transaction=True)
def test_attempts_of_several_processes_all_count(numbers: Numbers) -> None:
    together(*[partial(note_attempt, "ham", 0.2)] * 12)
    found = numbers()
    assert found['fitsite_check_attempts_total{result="ham"}'] == 12
    assert found["fitsite_check_seconds_sum"] == pytest.approx(2.4)


def test_one_more_attempt_is_one_write(db: None, django_assert_num_queries: Callable) -> None:
    note_attempt("ham", 0.2)
    with django_assert_num_queries(1) as asked:
        note_attempt("ham", 0.19)
    assert [query["sql"][:6] for query in asked.captured_queries] == ["INSERT"]


def test_an_attempt_that_cannot_be_counted_breaks_nothing(numbers: Numbers, lines: Lines) -> None:
    def refuse(execute, sql, params, many, context):
        if "tally" in sql:
            raise OperationalError("disk full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        note_attempt("ham", 0.2)
    assert [line["level"] for line in lines()] == ["ERROR"]
    assert numbers()["fitsite_check_seconds_count"] == 0


def test_the_queue_has_a_length_and_an_age(
    akismet: AkismetStandIn, numbers: Numbers, say: Say, clock
) -> None:
    assert numbers()["fitsite_checks_oldest_seconds"] == 0
    akismet.behave("html")
    say()
    clock.shift(90)
    say()
    clock.shift(10)
    found = numbers()
    assert found["fitsite_checks_waiting"] == 2
    assert found["fitsite_checks_oldest_seconds"] == 100


def test_the_breaker_and_the_key_are_seen(
    akismet: AkismetStandIn, numbers: Numbers, say: Say
) -> None:
    say()
    found = numbers()
    assert found["fitsite_checker_failing"] == found["fitsite_key_refused"] == 0
    akismet.behave("invalid")
    for _ in range(3):
        say()
    found = numbers()
    assert (found["fitsite_checker_failing"], found["fitsite_checker_failures"]) == (1, 3)


def test_the_workers_age_is_told_once_there_was_one(numbers: Numbers, clock) -> None:
    assert "fitsite_worker_seen_seconds" not in numbers()
    beat("one")
    clock.shift(30)
    beat("two")
    clock.shift(7)
    assert numbers()["fitsite_worker_seen_seconds"] == 7


def test_corrections_that_are_not_confirmed_are_seen(
    akismet: AkismetStandIn, numbers: Numbers, say: Say, moderator: User, clock
) -> None:
    assert numbers()["fitsite_feedback_waiting"] == 0
    say("casino").approve(by=moderator)
    clock.shift(20)
    found = numbers()
    assert found["fitsite_feedback_waiting"] == 1
    assert found["fitsite_feedback_oldest_seconds"] == 20


def test_more_comments_take_no_more_queries(
    akismet: AkismetStandIn, numbers: Numbers, say: Say, django_assert_max_num_queries: Callable
) -> None:
    for _ in range(2):
        say()
    with django_assert_max_num_queries(12):
        numbers()
    for _ in range(8):
        say()
    with django_assert_max_num_queries(12):
        numbers()
    assert Check.objects.count() == Comment.objects.count() == 10


# Who asks: the address that speaks to us, and what it says of whom it speaks for.
NEAR = [("127.0.0.1", None), ("::1", None), ("::ffff:127.0.0.1", None), ("", None)]
FAR = [
    ("192.0.2.9", None),
    ("192.0.2.9", "127.0.0.1"),
    ("10.0.0.5", "192.0.2.9"),
    ("10.0.0.5", "127.0.0.1, 192.0.2.9"),
    ("10.0.0.5", None),
    # A proxy on this machine that nobody told us of.
    ("127.0.0.1", "192.0.2.9"),
    ("127.0.0.1", "127.0.0.1"),
    ("", "192.0.2.9"),
]


def _ask(client: Client, nearest: str, forwarded: str | None) -> int:
    passed_on = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return client.get("/metrics", REMOTE_ADDR=nearest, headers=passed_on).status_code


@pytest.mark.django_db
@pytest.mark.parametrize(("nearest", "forwarded"), NEAR)
def test_this_machine_sees_the_numbers(client: Client, nearest: str, forwarded: None) -> None:
    assert _ask(client, nearest, forwarded) == 200


@pytest.mark.django_db
@pytest.mark.parametrize(("nearest", "forwarded"), FAR)
def test_for_a_stranger_there_are_no_numbers(
    client: Client, settings: Settings, nearest: str, forwarded: str | None
) -> None:
    settings.TRUSTED_PROXIES = [ipaddress.ip_network("10.0.0.0/8")]
    assert _ask(client, nearest, forwarded) == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("nearest", "forwarded", "status"),
    [
        ("192.0.2.9", None, 200),
        ("10.0.0.5", "192.0.2.9", 200),
        ("10.0.0.5", "192.0.2.9, 198.51.100.1", 404),
        ("127.0.0.1", None, 404),
    ],
)
def test_the_owner_says_who_sees_them(
    client: Client, settings: Settings, nearest: str, forwarded: str | None, status: int
) -> None:
    settings.METRICS_ALLOW = [ipaddress.ip_network("192.0.2.0/24")]
    settings.TRUSTED_PROXIES = [ipaddress.ip_network("10.0.0.0/8")]
    assert _ask(client, nearest, forwarded) == status
