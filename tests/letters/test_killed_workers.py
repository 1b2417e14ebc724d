"""A worker that is killed in the middle of a letter: a real process, a real signal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from time_machine import TimeMachineFixture

from fitsite.letters.duties import send
from fitsite.letters.models import Fate, Letter
from tests.comments.together import until
from tests.letters.conftest import Post
from tests.standin.smtp import MailServer

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = "import django; django.setup(); from fitsite.letters.duties import send; send()"


@contextmanager
def worker(mail_server: MailServer) -> Iterator[Callable[[], None]]:
    """A process that sends what is due; calling it kills it."""
    found = connection.settings_dict
    address = f"sqlite:///{found['NAME']}"
    if connection.vendor == "postgresql":
        user, password = found["USER"], found["PASSWORD"]
        where = f"{found['HOST']}:{found['PORT'] or 5432}/{found['NAME']}"
        address = f"postgres://{user}:{password}@{where}"
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "ENV_FILE": os.devnull,
            "DJANGO_SETTINGS_MODULE": "fitsite.settings",
            "DATABASE_URL": address,
            "EMAIL_URL": f"smtp://{mail_server.host}:{mail_server.port}",
        },
    )

    def kill() -> None:
        process.send_signal(signal.SIGKILL)
        process.wait(30)

    yield kill
    kill()


def test_killed_while_the_server_has_the_letter_it_is_not_sent_again(
    post: Post, mail_server: MailServer, time_machine: TimeMachineFixture
) -> None:
    letter = post()
    mail_server.behave("text", "silence")
    with worker(mail_server) as kill:
        until(lambda: bool(mail_server.taken))
        kill()
    mail_server.behave()
    for minutes in (0, 1, 11):
        time_machine.move_to(timezone.now() + timedelta(minutes=minutes), tick=False)
        send()
    assert Letter.objects.get(pk=letter.pk).fate == Fate.UNKNOWN
    assert len(mail_server.taken) == 1


def test_killed_before_the_letter_was_handed_over_it_is_sent_by_the_next(
    post: Post, mail_server: MailServer, time_machine: TimeMachineFixture
) -> None:
    letter = post()
    mail_server.behave("greeting", "silence")
    with worker(mail_server) as kill:
        until(lambda: mail_server.connections == 1)
        kill()
    mail_server.behave()
    time_machine.move_to(timezone.now() + timedelta(minutes=1), tick=False)
    send()
    assert Letter.objects.get(pk=letter.pk).fate == Fate.SENT
    assert len(mail_server.taken) == 1
