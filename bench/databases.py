"""Databases of one's own for a run: a file, or a whole PostgreSQL that may be restarted."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.running_site import free_port

NAMES = ("sqlite", "postgres")


class ScratchPostgres:
    """A PostgreSQL cluster in a folder. Durable as in production: nothing is switched off."""

    def __init__(self, folder: Path) -> None:
        self.data, self.port = folder / "postgres", free_port()
        self.bin = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]

    @property
    def url(self) -> str:
        """What DATABASE_URL is to be."""
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    @property
    def pid(self) -> int:
        """The process that all others of the cluster descend from."""
        return int((self.data / "postmaster.pid").read_text().splitlines()[0])

    def create(self) -> None:
        """Make the cluster and start it."""
        self.data.mkdir()
        if os.geteuid() == 0:
            # PostgreSQL refuses to run as root; Debian's package brings a user for it.
            shutil.chown(self.data, "postgres", "postgres")
        self._run("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8")
        self.start()

    def start(self) -> None:
        """Start, and wait until it answers."""
        options = f"-p {self.port} -h 127.0.0.1 -k ''"
        self._run("pg_ctl", "start", "--wait", "-o", options, "-l", str(self.data / "log"))

    def stop(self, *, how: str = "fast") -> None:
        """Stop; `immediate` is as good as pulling the plug."""
        self._run("pg_ctl", "stop", "--mode", how)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.bin / program), "-D", str(self.data), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


@contextmanager
def scratch_postgres(folder: Path) -> Iterator[ScratchPostgres]:
    """A cluster that runs until the block ends."""
    server = ScratchPostgres(folder)
    server.create()
    try:
        yield server
    finally:
        server.stop(how="immediate")


@contextmanager
def kept_postgres(folder: Path) -> Iterator[ScratchPostgres]:
    """A cluster that is made once and is there the next time."""
    server = ScratchPostgres(folder)
    if server.data.exists():
        server.start()
    else:
        server.create()
    try:
        yield server
    finally:
        server.stop()


def hand_over() -> None:
    """Leave the database as if it had numbered the comments and lived with them a while.

    PostgreSQL looks at its tables by itself within a minute, SQLite when the worker has it do so.
    """
    from django.db import connection  # noqa: PLC0415 - after the environment has been set

    from fitsite.table_statistics import renew_table_statistics  # noqa: PLC0415
    from tests.comments.grow import number_behind_them  # noqa: PLC0415

    number_behind_them()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    renew_table_statistics()
