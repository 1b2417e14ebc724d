"""What somebody who runs the site looks at: its lines, its mails, its numbers."""

from __future__ import annotations

import io
import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from time_machine import TimeMachineFixture

from fitsite.logs import AdminMail, JsonLine, ReadableLine
from fitsite.worker.watch import watch

ROOT = Path(__file__).resolve().parents[2]
LOUDER = ("", "comments", "fitsite", "django", "django.request", "httpx", "httpcore", "asyncio")

START = """
import django
from django.conf import settings
from django.test import Client
# Nobody has collected the static files here.
settings.STORAGES["staticfiles"]["BACKEND"] = "django.core.files.storage.InMemoryStorage"
django.setup()
client = Client(raise_request_exception=False)
"""

Lines = Callable[[], list[dict[str, Any]]]
InProduction = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def clock(time_machine: TimeMachineFixture) -> TimeMachineFixture:
    """A clock that stands still until a test moves it with `shift(seconds)`."""
    time_machine.move_to(timezone.now(), tick=False)
    return time_machine


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[Lines]:
    """The log lines of a live site, with every logger at DEBUG."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLine())
    for name in LOUDER:
        monkeypatch.setattr(logging.getLogger(name), "level", logging.DEBUG)
    logging.getLogger().addHandler(handler)
    logging.Logger.manager._clear_cache()  # type: ignore[attr-defined]
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)
    monkeypatch.undo()
    logging.Logger.manager._clear_cache()  # type: ignore[attr-defined]


@pytest.fixture
def admins(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who is told, and a process that has told nothing yet."""
    settings.ADMINS = [("", "ann@example.org"), ("", "bob@example.org")]
    settings.SITE_NAME = "Salt & Pepper"
    monkeypatch.setattr(watch, "looked_at", None)
    handler = AdminMail()
    handler.setLevel(logging.ERROR)
    handler.setFormatter(ReadableLine())
    [configured] = logging.getLogger("django.request").handlers
    for one in configured.filters:
        handler.addFilter(one)
    monkeypatch.setattr(logging.getLogger("django.request"), "handlers", [handler])


@pytest.fixture
def failing() -> Client:
    """A browser that is shown the error page, as a reader's is."""
    return Client(raise_request_exception=False)


@pytest.fixture(scope="session")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The database of a site that was just set up."""
    url = f"sqlite:///{tmp_path_factory.mktemp('site') / 'db.sqlite3'}"
    made = _run(["manage.py", "migrate", "--verbosity=0"], {"DATABASE_URL": url})
    assert made.returncode == 0, made.stderr
    return url


@pytest.fixture
def in_production(empty_site: str) -> InProduction:
    """Run a program as a process of the live site; keyword arguments are its environment."""

    def run(program: str, **environment: str) -> subprocess.CompletedProcess[str]:
        live = {
            "DEBUG": "0",
            "SECRET_KEY": "Vq3k8wZpR1tYxN6bJm0sHfLc9dGa7uEo2iKr5vTyBnQhWzXjMe",
            "ALLOWED_HOSTS": "testserver",
            "SITE_URL": "http://testserver",
            "DATABASE_URL": empty_site,
        }
        return _run(["-c", START + program], live | environment)

    return run


def _run(arguments: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    bare = {
        "PATH": os.environ["PATH"],
        "ENV_FILE": os.devnull,
        "DJANGO_SETTINGS_MODULE": "fitsite.settings",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONWARNINGS": "ignore",
    }
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=bare | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
