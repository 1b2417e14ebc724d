"""The admins hear by mail that comments are not being checked: once per cause, and when it ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.test import Client
from pytest_django import Settings

from comments.alerts import raise_alerts
from comments.duties import watch_key
from comments.models import CheckerState
from fitsite.alerts.models import Alert
from fitsite.worker.models import beat
from tests.comments.together import together
from tests.conftest import Say
from tests.operations.conftest import Lines
from tests.standin import AkismetStandIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("admins", "clock")]

DOWN = "The spam checker does not answer"
REFUSED = "Akismet refuses the key"
LATE = "Comments wait for too long"
SILENT = "No worker is running"

Told = Callable[[], list[str]]


@pytest.fixture
def told(mailoutbox: list[EmailMessage], settings: Settings) -> Told:
    """What was mailed since the last look."""
    settings.EMAIL_SUBJECT_PREFIX = "[S] "

    def look() -> list[str]:
        found = [mail.subject.removeprefix("[S] ") for mail in mailoutbox]
        mailoutbox.clear()
        return found

    return look


@pytest.fixture
def outage(akismet: AkismetStandIn, say: Say) -> AkismetStandIn:
    """Akismet has failed often enough that nobody waits for it any more."""
    akismet.behave("html")
    for _ in range(3):
        say()
    return akismet


def answers_again() -> None:
    CheckerState.objects.of("akismet").answered()


def test_a_site_that_is_well_mails_nothing(akismet: AkismetStandIn, say: Say, told: Told) -> None:
    say()
    watch_key()
    raise_alerts()
    assert told() == []


def test_a_checker_that_is_down_is_told_once_and_again_when_it_is_over(
    outage: AkismetStandIn, told: Told, clock
) -> None:
    for _ in range(19):
        raise_alerts()
        clock.shift(30)
    assert told() == [DOWN]
    answers_again()
    for _ in range(3):
        raise_alerts()
        clock.shift(30)
    assert told() == [f"Over: {DOWN}"]


def test_while_it_lasts_it_is_told_every_ten_minutes(
    outage: AkismetStandIn, settings: Settings, told: Told, clock
) -> None:
    settings.ALERT_QUEUE_MINUTES = 1000
    for _ in range(61):
        raise_alerts()
        clock.shift(60)
    assert told() == [DOWN] * 7


def test_a_checker_that_comes_and_goes_is_not_told_more_often(
    outage: AkismetStandIn, settings: Settings, told: Told, clock
) -> None:
    settings.ALERT_QUEUE_MINUTES = 1000
    for _ in range(4):
        CheckerState.objects.update(failures=3)
        raise_alerts()
        clock.shift(60)
        CheckerState.objects.update(failures=0)
        raise_alerts()
        clock.shift(60)
    assert told() == [DOWN, f"Over: {DOWN}"]
    CheckerState.objects.update(failures=3)
    clock.shift(120)
    raise_alerts()
    assert told() == [DOWN]


def test_a_refused_key_is_told_with_the_remedy(
    akismet: AkismetStandIn, settings: Settings, mailoutbox: list[EmailMessage]
) -> None:
    settings.AKISMET_API_KEY = "anotherkey"
    watch_key()
    raise_alerts()
    [mail] = mailoutbox
    assert REFUSED in mail.subject
    assert "Correct AKISMET_API_KEY" in mail.body
    assert "anotherkey" not in mail.message().as_string()


def test_a_comment_that_waits_for_too_long_is_told(
    akismet: AkismetStandIn, say: Say, settings: Settings, told: Told, clock
) -> None:
    settings.ALERT_QUEUE_MINUTES = 5
    akismet.behave("html")
    say()
    clock.shift(299)
    raise_alerts()
    assert told() == []
    clock.shift(1)
    raise_alerts()
    assert told() == [LATE]


def test_each_cause_is_told_for_itself(
    outage: AkismetStandIn, told: Told, settings: Settings, clock
) -> None:
    raise_alerts()
    clock.shift(300)
    settings.ALERT_QUEUE_MINUTES = 5
    raise_alerts()
    assert told() == [DOWN, LATE]


def test_a_mail_says_what_is_wrong_in_plain_words(
    outage: AkismetStandIn, mailoutbox: list[EmailMessage], settings: Settings
) -> None:
    raise_alerts()
    [mail] = mailoutbox
    assert mail.to == ["ann@example.org", "bob@example.org"]
    assert "Akismet's answer was not one the protocol knows." in mail.body
    assert "Salt & Pepper" in mail.body
    assert isinstance(mail, EmailMultiAlternatives)
    [(html, kind)] = mail.alternatives
    assert kind == "text/html"
    assert "Salt &amp; Pepper" in str(html)
    assert "Akismet&#x27;s answer" in str(html)


def test_nobody_to_tell_is_nothing_to_remember(
    outage: AkismetStandIn, settings: Settings, told: Told
) -> None:
    settings.ADMINS = []
    raise_alerts()
    assert told() == []
    assert not Alert.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_several_workers_one_tells(outage: AkismetStandIn, told: Told) -> None:
    together(*[raise_alerts] * 6)
    assert told() == [DOWN]
    answers_again()
    together(*[raise_alerts] * 6)
    assert told() == [f"Over: {DOWN}"]


def test_a_clock_that_was_years_ahead_silences_nothing(
    outage: AkismetStandIn, told: Told, clock
) -> None:
    clock.shift(2 * 365 * 24 * 3600)
    raise_alerts()
    assert DOWN in told()
    clock.shift(-2 * 365 * 24 * 3600)
    raise_alerts()
    assert DOWN in told()


def test_a_mail_server_that_is_away_is_logged_and_stops_nothing(
    outage: AkismetStandIn, settings: Settings, lines: Lines, told: Told, clock
) -> None:
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    raise_alerts()
    assert "could not be sent" in " ".join(line["message"] for line in lines())
    settings.EMAIL_BACKEND = backend
    clock.shift(600)
    raise_alerts()
    assert told() == [DOWN]


# --- The silent worker, which the web tells of. ---


def visit() -> None:
    """A reader comes by, and has the whole answer."""
    Client().get("/healthz").close()


@pytest.mark.django_db(transaction=True)
def test_a_silent_worker_is_told_by_the_web(told: Told, clock) -> None:
    beat("one")
    visit()
    for _ in range(4):
        clock.shift(30)
        visit()
    assert told() == [SILENT]
    beat("two")
    clock.shift(59)
    visit()
    assert told() == []
    clock.shift(1)
    beat("two")
    visit()
    assert told() == [f"Over: {SILENT}"]


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_starts_with_the_web_has_a_minute_to_do_so(told: Told, clock) -> None:
    visit()
    clock.shift(59)
    visit()
    assert told() == []
    clock.shift(1)
    visit()
    assert told() == [SILENT]


@pytest.mark.django_db(transaction=True)
def test_the_web_looks_once_a_minute(
    told: Told, clock, django_assert_num_queries: Callable
) -> None:
    visit()
    clock.shift(60)
    visit()
    clock.shift(59)
    with django_assert_num_queries(0):
        for _ in range(5):
            visit()


@pytest.mark.django_db(transaction=True)
def test_without_admins_the_web_does_not_look(
    settings: Settings, clock, django_assert_num_queries: Callable
) -> None:
    settings.ADMINS = []
    with django_assert_num_queries(0):
        for _ in range(3):
            visit()
            clock.shift(100)
