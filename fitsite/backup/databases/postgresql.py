"""PostgreSQL: copied by pg_dump from one snapshot, replaced in one transaction."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import Error as DatabaseError
from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient
from django.db.backends.utils import CursorWrapper

from fitsite.backup.databases.contract import Contents, NothingChanged
from fitsite.backup.migrating import bring_up_to_date
from fitsite.serving.speech import Refusal

# What an earlier restore kept aside is no part of the site.
ASIDE = "before_restore_"
OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
# Whoever owns the tables may do this, without any right over the schema `public` or the server.
MOVE_ASIDE = """
CREATE SCHEMA {aside};
DO $$
DECLARE moved record;
BEGIN
  FOR moved IN
    SELECT format('ALTER TABLE %s SET SCHEMA {aside}', oid::regclass) AS command
    FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
      AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass
                      AND objid = pg_class.oid AND deptype IN ('a', 'i', 'e'))
    UNION ALL
    SELECT format('ALTER ROUTINE %s SET SCHEMA {aside}', oid::regprocedure)
    FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass
                      AND objid = pg_proc.oid AND deptype IN ('i', 'e'))
  LOOP
    EXECUTE moved.command;
  END LOOP;
END
$$;
"""


class PostgreSQL:
    """A database on a server; the site's tables are in its schema `public`."""

    engine = "postgresql"
    title = "PostgreSQL"
    part = "database.pgdump"

    def __init__(self, configured: dict[str, Any]) -> None:
        self.configured = configured

    def beside(self) -> None:
        """Copies go over the network anyway."""

    def copy_to(self, copy: Path) -> Contents:
        """Dump and count the same snapshot, which holds up no writer."""
        with _cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            contents = _contents(cursor)
            if not contents.rows:
                raise Refusal("The database holds no tables; there is nothing to back up.")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
            self._dump(snapshot, copy)
            cursor.execute("ROLLBACK")
        return contents

    def _dump(self, snapshot: str, copy: Path) -> None:
        only = [f"--exclude-schema={ASIDE}*", "--no-owner", "--no-privileges"]
        # The archive around it is compressed already.
        how = ["--format=custom", "--compress=0", f"--snapshot={snapshot}", f"--file={copy}"]
        self._run("pg_dump", *how, *only)

    def refuse_if_in_use(self) -> None:
        """Refuse when anybody else is connected."""
        with _cursor() as cursor:
            cursor.execute(OTHERS)
            others = cursor.fetchone()[0]
        if others:
            raise Refusal(
                "The site runs, or somebody else works with its database: stop the web server and"
                f" the worker first (connections: {others})."
            )

    def is_empty(self) -> bool:
        """Whether no table has content."""
        with _cursor() as cursor:
            return _contents(cursor).is_empty

    def stage(self, copy: Path, expected: Contents) -> None:
        """Turn the dump into the commands that restore it."""
        self._run("pg_restore", "--file", str(_commands(copy)), *QUIETLY, str(copy), connect=False)

    def replace(self, copy: Path, stamp: str, expected: Contents) -> str:
        """Move the old tables into a schema aside and restore, both or neither; then migrate."""
        aside = ASIDE + stamp.replace("-", "_")
        with _cursor() as cursor:
            is_there = bool(_contents(cursor).rows)
        connection.close()
        moving = copy.with_name("aside.sql")
        moving.write_text(MOVE_ASIDE.format(aside=aside) if is_there else "")
        files = [f"--file={moving}", f"--file={_commands(copy)}"]
        once = ["--single-transaction", "--set=ON_ERROR_STOP=1"]
        try:
            self._run("psql", "--no-psqlrc", "--quiet", "--output=/dev/null", *once, *files)
        except Refusal as error:
            raise NothingChanged(f"{error} Nothing was changed.") from error
        with _cursor() as cursor:
            if _contents(cursor) != expected:
                raise Refusal("The restored database does not match the backup's manifest.")
        connection.close()
        bring_up_to_date(self.configured["NAME"])
        return f"schema {aside} of the database" if is_there else ""

    def _run(self, program: str, *arguments: str, connect: bool = True) -> None:
        """Run one of PostgreSQL's own programs, with Django's way to name the database."""
        whom: list[str] = []
        added: dict[str, str] | None = None
        if connect:
            (_, *whom), added = DatabaseClient.settings_to_cmd_args_env(self.configured, [])
        command = [program, *whom, *arguments]
        environment = {**os.environ, "LC_ALL": "C", **(added or {})}
        try:
            done = subprocess.run(  # noqa: S603
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
            )
        except FileNotFoundError as error:
            raise Refusal(
                f"{program} is not installed; on Debian: apt-get install postgresql-client."
            ) from error
        if done.returncode:
            raise Refusal(f"{program} failed: {_first_error(done.stderr)}.")


QUIETLY = ["--no-owner", "--no-privileges", "--no-comments"]


def _commands(copy: Path) -> Path:
    return copy.with_suffix(".sql")


def _first_error(printed: str) -> str:
    lines = [line for line in printed.strip().splitlines() if line]
    telling = [line for line in lines if "ERROR" in line or "FATAL" in line or "error:" in line]
    return (telling or lines or ["it did not say why"])[0].rstrip(".")


@contextmanager
def _cursor() -> Iterator[CursorWrapper]:
    try:
        with connection.cursor() as cursor:
            yield cursor
    except DatabaseError as error:
        why = str(error).strip().splitlines()[0].rstrip(".")
        raise Refusal(f"The database cannot be used: {why}.") from error
    except ImproperlyConfigured as error:
        raise Refusal(str(error).splitlines()[0]) from error


def _contents(cursor: CursorWrapper) -> Contents:
    cursor.execute(TABLES)
    names = [name for (name,) in cursor.fetchall()]
    rows = {}
    for name in names:
        cursor.execute(f'SELECT count(*) FROM public."{name}"')  # noqa: S608
        rows[name] = cursor.fetchone()[0]
    migrations = []
    if "django_migrations" in rows:
        cursor.execute("SELECT app || '.' || name FROM public.django_migrations")
        migrations = sorted(name for (name,) in cursor.fetchall())
    return Contents(rows, migrations)
