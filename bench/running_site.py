"""A whole site for measuring: gunicorn and the worker as processes, on a database of its own."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START_PATIENCE = 60


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def configure(folder: Path, *, port: int, akismet_url: str, akismet_key: str) -> None:
    """Set this process's environment to that of the site, so that both see one database.

    DATABASE_URL of the caller is respected; without it the database is a file in `folder`.
    """
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder / 'db.sqlite3'}")
    os.environ |= {
        "ENV_FILE": os.devnull,
        "DJANGO_SETTINGS_MODULE": "fitsite.settings",
        "DEBUG": "0",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "127.0.0.1",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "TRUSTED_PROXIES": "127.0.0.1",
        "AKISMET_API_KEY": akismet_key,
        "AKISMET_API_URL": akismet_url,
    }


@contextmanager
def running(port: int) -> Iterator[None]:
    """The web server and the worker, until the block ends."""
    gunicorn = [sys.executable, "-m", "gunicorn", "fitsite.wsgi", "--bind", f"127.0.0.1:{port}"]
    web = [*gunicorn, "--workers", "2", "--threads", "4", "--no-control-socket"]
    worker = [sys.executable, "manage.py", "work"]
    commands = [[*web, "--log-level", "warning"], worker]
    processes = [subprocess.Popen(command, cwd=ROOT) for command in commands]
    try:
        _wait_for(port)
        yield
    finally:
        for process in processes:
            process.send_signal(signal.SIGTERM)
        for process in processes:
            process.wait(timeout=30)


@contextmanager
def folder() -> Iterator[Path]:
    """A folder for what a run leaves behind."""
    with tempfile.TemporaryDirectory(prefix="fitsite-bench-") as name:
        yield Path(name)


def _wait_for(port: int) -> None:
    give_up = time.monotonic() + START_PATIENCE
    while time.monotonic() < give_up:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The site did not start.")
