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


def prepare(slug: str) -> None:
    """Make the tables, the static files and one article."""
    import django  # noqa: PLC0415 - after the environment has been set
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)

    from articles.models import Article  # noqa: PLC0415
    from comments.models import CommentSettings  # noqa: PLC0415

    # Hundreds come under one article at once, as they never do in life.
    CommentSettings.objects.create(article_per_minute=0)
    article = Article.objects.draft(title="What readers say", slug=slug, body="<p>Say it.</p>")
    article.publish(article.revisions.get())


class RunningSite:
    """The web server and the worker. Each is a group of processes that can be killed as one."""

    def __init__(self, port: int, log: Path) -> None:
        self.port, self.log = port, log
        self.groups: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        """Start both, and wait until a page is served."""
        gunicorn = [sys.executable, "-m", "gunicorn", "fitsite.wsgi"]
        web = ["--bind", f"127.0.0.1:{self.port}", "--workers", "2", "--threads", "4"]
        quiet = ["--no-control-socket", "--log-level", "warning"]
        with self.log.open("ab") as log:
            self.groups = [
                subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, start_new_session=True)
                for command in ([*gunicorn, *web, *quiet], [sys.executable, "manage.py", "work"])
            ]
        self._wait()

    def stop(self) -> None:
        """Ask both to end, and wait for it."""
        self._signal(signal.SIGTERM)

    def kill(self) -> None:
        """End both at this very instant, whatever they are doing."""
        self._signal(signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        for group in self.groups:
            if group.poll() is None:
                os.killpg(group.pid, number)
        for group in self.groups:
            group.wait(timeout=30)

    def _wait(self) -> None:
        give_up = time.monotonic() + START_PATIENCE
        while time.monotonic() < give_up:
            try:
                connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
                connection.request("GET", "/privacy/comments/")
                connection.getresponse().read()
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise SystemExit(f"The site did not start; see {self.log}.")


@contextmanager
def running(port: int, folder: Path) -> Iterator[RunningSite]:
    """A site that runs until the block ends."""
    site = RunningSite(port, folder / "log")
    site.start()
    try:
        yield site
    finally:
        site.stop()


@contextmanager
def folder() -> Iterator[Path]:
    """A folder for what a run leaves behind."""
    with tempfile.TemporaryDirectory(prefix="fitsite-bench-") as name:
        # PostgreSQL, which does not run as root, must get through.
        Path(name).chmod(0o755)
        yield Path(name)
