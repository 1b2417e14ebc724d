"""SQLite: a file, copied by the online backup API and replaced by renaming."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from fitsite.backup.databases.contract import Contents
from fitsite.backup.migrating import bring_up_to_date
from fitsite.serving.speech import Refusal

# The file itself, and those that SQLite keeps beside it while it is in use.
FILES = ("", "-wal", "-shm", "-journal")
IN_USE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class SQLite:
    """A database in a file."""

    engine = "sqlite"
    title = "SQLite"
    part = "database.sqlite3"

    def __init__(self, configured: dict[str, Any]) -> None:
        self.path = Path(configured["NAME"])

    def beside(self) -> Path:
        """Where a finished copy can be renamed from."""
        return self.path.parent

    def copy_to(self, copy: Path) -> Contents:
        """Copy within one read transaction, which with a write-ahead log holds up no writer."""
        if not self.path.is_file():
            raise Refusal(
                f"There is no database at {self.path}; if the site runs on another one, set"
                " DATABASE_URL as the site has it."
            )
        # Never made anew, should it vanish just now.
        existing = f"{self.path.absolute().as_uri()}?mode=rw"
        try:
            with (
                closing(sqlite3.connect(existing, uri=True)) as source,
                closing(sqlite3.connect(copy)) as target,
            ):
                source.backup(target)
                return _examine(target)
        except sqlite3.Error as error:
            raise Refusal(f"The database could not be copied: {error}.") from error

    def refuse_if_in_use(self) -> None:
        """Ask for the one thing that SQLite grants only to a connection that is alone.

        Leaving the write-ahead log also folds it into the file, which can then be moved.
        """
        if not self.path.is_file():
            return
        try:
            with closing(sqlite3.connect(self.path, timeout=1)) as connection:
                connection.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", None) in IN_USE:
                raise Refusal(
                    "The site runs: its database is in use. Stop the web server and the worker"
                    " first."
                ) from error
            # Broken: all the more reason to restore. It counts as not empty, and is kept.

    def is_empty(self) -> bool:
        """Whether the file is missing or without content; one that cannot be read is not empty."""
        if not self.path.is_file():
            return True
        try:
            with closing(sqlite3.connect(self.path)) as connection:
                return _contents(connection).is_empty
        except sqlite3.DatabaseError:
            return False

    def stage(self, copy: Path, expected: Contents) -> None:
        """Examine the copy, and migrate it where it lies."""
        try:
            with closing(sqlite3.connect(copy)) as connection:
                found = _examine(connection)
            if found != expected:
                raise Refusal("The backup is damaged: its database does not match its manifest.")
            bring_up_to_date(str(copy))
            with closing(sqlite3.connect(copy)) as connection:
                _examine(connection)
        except sqlite3.Error as error:
            raise Refusal(f"The backup's database cannot be used: {error}.") from error

    def replace(self, copy: Path, stamp: str, expected: Contents) -> str:
        """Rename the old files, then the copy."""
        aside = self.path.with_name(f"{self.path.name}.before-restore-{stamp}")
        for suffix in FILES:
            old = self.path.with_name(self.path.name + suffix)
            if old.exists():
                old.rename(aside.with_name(aside.name + suffix))
        copy.rename(self.path)
        _write_through(self.path.parent)
        return str(aside) if aside.exists() else ""


def _examine(connection: sqlite3.Connection) -> Contents:
    """Look through every page; leaves the database as one file that is on the disk."""
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA journal_mode=DELETE")
    verdict = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if verdict != "ok":
        raise Refusal(f"The database is damaged: {' '.join(str(verdict).split())}.")
    return _contents(connection)


def _contents(connection: sqlite3.Connection) -> Contents:
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%'"
        " ESCAPE '\\' ORDER BY name"
    )
    rows = {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
        for (name,) in tables.fetchall()
    }
    migrations = []
    if "django_migrations" in rows:
        applied = connection.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        migrations = [f"{app}.{name}" for app, name in applied]
    return Contents(rows, migrations)


def _write_through(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
