"""/healthz and /readyz tell whoever runs the site how it does, and strangers no more than that."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from comments.models import CheckerState
from comments.models.checker_state import KeyState
from fitsite.worker.models import beat
from tests.conftest import Say
from tests.operations.conftest import InProduction
from tests.standin import AkismetStandIn

ASK = "response = client.get('/readyz'); print(response.status_code, response.text)"


@pytest.fixture
def readiness(client: Client) -> Callable[[], dict[str, Any]]:
    """What /readyz says of a site that serves its readers."""

    def ask() -> dict[str, Any]:
        response = client.get("/readyz")
        assert response.status_code == 200
        report: dict[str, Any] = response.json()
        return report

    return ask


def failing(report: dict[str, Any]) -> set[str]:
    """The parts that something is wrong with."""
    return {name for name, part in report["parts"].items() if part["state"] != "ok"}


def test_a_living_process_says_so_without_a_look_at_the_database(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.text) == (200, "ok")


@pytest.mark.django_db
def test_all_is_well_where_a_worker_runs(akismet: AkismetStandIn, readiness: Callable) -> None:
    beat("one")
    assert readiness() == {
        "state": "ready",
        "parts": {
            name: {"state": "ok"}
            for name in ("database", "migrations", "worker", "checker", "queue")
        },
    }


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/metrics"])
def test_the_answers_are_never_kept_and_set_no_cookie(address: str, client: Client) -> None:
    response = client.get(address)
    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies
    assert "Vary" not in response.headers
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


@pytest.mark.django_db
def test_readers_are_served_while_no_worker_runs(readiness: Callable, clock) -> None:
    report = readiness()
    assert report["state"] == "degraded"
    assert failing(report) == {"worker"}
    assert report["parts"]["worker"]["why"] == "No worker has been seen for a minute."
    beat("one")
    assert readiness()["state"] == "ready"
    clock.shift(60)
    assert readiness()["state"] == "degraded"


@pytest.mark.django_db
def test_readers_are_served_while_the_checker_fails(
    akismet: AkismetStandIn, say: Say, readiness: Callable
) -> None:
    beat("one")
    akismet.behave("html")
    for _ in range(3):
        say()
    report = readiness()
    assert report["state"] == "degraded"
    assert failing(report) == {"checker"}
    assert "Akismet's answer was not one" in report["parts"]["checker"]["why"]


@pytest.mark.django_db
def test_a_refused_key_is_told_but_not_why(akismet: AkismetStandIn, readiness: Callable) -> None:
    beat("one")
    state = CheckerState.objects.of("akismet")
    state.key_is(KeyState.INVALID, digest="", key_help="Your blog is internal.example.org")
    report = readiness()
    assert report["parts"]["checker"] == {"state": "failing", "why": "Akismet refuses the key."}
    assert "internal" not in json.dumps(report)


@pytest.mark.django_db
def test_a_comment_may_wait_for_so_many_minutes(
    akismet: AkismetStandIn, settings: Settings, say: Say, readiness: Callable, clock
) -> None:
    settings.ALERT_QUEUE_MINUTES = 10
    akismet.behave("html")
    say()
    clock.shift(10 * 60 - 1)
    say()
    beat("one")
    assert failing(readiness()) == set()
    clock.shift(1)
    report = readiness()
    assert failing(report) == {"queue"}
    assert "for 10 minutes" in report["parts"]["queue"]["why"]


@pytest.mark.django_db
def test_migrations_that_are_all_there_are_not_looked_up_again(
    client: Client, django_assert_num_queries: Callable
) -> None:
    client.get("/readyz")
    with django_assert_num_queries(5):
        client.get("/readyz")


def test_a_site_without_its_tables_serves_nobody_yet(in_production: InProduction, tmp_path) -> None:
    asked = in_production(ASK, DATABASE_URL=f"sqlite:///{tmp_path / 'new.sqlite3'}")
    status, _, answer = asked.stdout.partition(" ")
    assert status == "503"
    report = json.loads(answer)
    assert report["state"] == "unavailable"
    assert report["parts"]["database"] == {"state": "ok"}
    assert "manage.py migrate" in report["parts"]["migrations"]["why"]


def test_a_site_without_its_database_serves_nobody_and_still_lives(
    in_production: InProduction,
) -> None:
    asked = in_production(
        ASK + "; print(client.get('/healthz').text)",
        DATABASE_URL="postgres://nobody@127.0.0.1:1/nothing",
        ADMINS_EMAIL="ann@example.org",
        EMAIL_URL="consolemail://",
    )
    answer, alive = asked.stdout.splitlines()
    assert answer.startswith("503 ")
    assert json.loads(answer[4:])["parts"]["database"]["state"] == "failing"
    assert alive == "ok"
    assert "Traceback" not in alive
    # Nobody is mailed each time that a load balancer asks.
    assert "Subject:" not in asked.stdout


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/metrics"])
def test_who_asks_from_nearby_needs_no_https(address: str, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get(address).status_code == 200
    assert Client().get("/").status_code == 301
