"""A page that breaks is mailed to the admins: once, and without anything that was sent to it."""

from __future__ import annotations

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django import Settings

from fitsite.worker.models import beat
from tests.operations.conftest import Lines
from tests.operations.urls import TEXT

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.operations.urls")]


def test_the_admins_see_where_it_broke_and_nothing_of_the_reader(
    admins: None, settings: Settings, failing: Client, mailoutbox: list[EmailMessage]
) -> None:
    settings.AKISMET_API_KEY = "abc123def456"
    typed = {"name": "Ada Lovelace", "body": TEXT}
    response = failing.post("/breaks/", typed, REMOTE_ADDR="192.0.2.77", HTTP_COOKIE="a=stolen")
    [mail] = mailoutbox
    assert mail.to == ["ann@example.org", "bob@example.org"]
    assert mail.subject.endswith("ERROR: Internal Server Error: /breaks/")
    assert "urls.py" in mail.body
    assert "RuntimeError: [key] [e-mail] [address] [address]" in mail.body
    assert response.headers["X-Request-ID"] in mail.body
    whole = mail.message().as_string()
    for secret in ("abc123def456", "ada@", "10.20.30.40", "192.0.2.77", TEXT, "Lovelace", "stolen"):
        assert secret not in whole


def test_the_same_fault_is_mailed_once_in_ten_minutes(
    admins: None, failing: Client, mailoutbox: list[EmailMessage], clock
) -> None:
    for _ in range(3):
        failing.get("/breaks/")
    assert len(mailoutbox) == 1
    clock.shift(599)
    beat("one")
    failing.get("/breaks/")
    assert len(mailoutbox) == 1
    clock.shift(1)
    failing.get("/breaks/")
    assert len(mailoutbox) == 2


def test_refusals_are_not_mailed(
    admins: None, failing: Client, mailoutbox: list[EmailMessage]
) -> None:
    for address in ("/nothing/", "/forbids/", "/healthz"):
        failing.get(address)
    assert mailoutbox == []


def test_nothing_is_mailed_while_developing(
    admins: None, settings: Settings, failing: Client, mailoutbox: list[EmailMessage]
) -> None:
    settings.DEBUG = True
    failing.get("/breaks/")
    assert mailoutbox == []


def test_no_admins_no_mail(failing: Client, mailoutbox: list[EmailMessage]) -> None:
    failing.get("/breaks/")
    assert mailoutbox == []


def test_a_mail_server_that_is_away_is_logged_and_the_reader_gets_the_error_page(
    admins: None, settings: Settings, failing: Client, lines: Lines
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert failing.get("/breaks/").status_code == 500
    assert "An error could not be mailed to the admins" in [line["message"] for line in lines()]
