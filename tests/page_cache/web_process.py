"""A web process of its own on the database of the tests: gunicorn, as in production."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
START_PATIENCE = 60


@dataclass(frozen=True)
class Got:
    """A page as this process serves it."""

    status: int
    body: bytes
    was_kept: bool


class WebProcess:
    """One gunicorn with one worker. It keeps pages although its DEBUG is 1."""

    def __init__(self, **environment: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        given = {
            "PATH": os.environ["PATH"],
            "ENV_FILE": os.devnull,
            "DATABASE_URL": database_url(),
            "COMMENT_CHECKER": "hold",
            "PAGE_CACHE_MB": "16",
        }
        command = [sys.executable, "-m", "gunicorn", "fitsite.wsgi", "--threads", "2"]
        command += ["--bind", f"127.0.0.1:{self.port}", "--no-control-socket"]
        command += ["--log-level", "warning", "--graceful-timeout", "1"]
        self._process = subprocess.Popen(command, cwd=ROOT, env=given | environment)
        self._wait()

    def get(self, address: str) -> Got:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.request("GET", address, headers={"Host": "localhost"})
            response = connection.getresponse()
            body = response.read()
        return Got(response.status, body, response.headers.get("X-Request-ID") is None)

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(30)

    def _wait(self) -> None:
        last = time.monotonic() + START_PATIENCE
        while True:
            try:
                self.get("/healthz")
            except OSError:
                assert self._process.poll() is None, "The web process ended by itself."
                assert time.monotonic() < last, "The web process did not start."
                time.sleep(0.05)
            else:
                return


def database_url() -> str:
    """The address of the database that this test uses."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    user = quote(settings["USER"], safe="")
    password = quote(settings["PASSWORD"], safe="")
    login = f"{user}:{password}@" if password else f"{user}@"
    where = f"{quote(settings['HOST'] or '', safe='')}:{settings['PORT'] or 5432}"
    return f"postgres://{login}{where}/{settings['NAME']}"
