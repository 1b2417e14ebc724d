"""Brings a restored database to where this code wants it."""

from __future__ import annotations

from django.core.management import call_command
from django.db import Error as DatabaseError
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from fitsite.serving.speech import Refusal, say


def bring_up_to_date(name: str) -> None:
    """Migrate the database of this name. Refuses one that is newer than the code."""
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        loader = MigrationLoader(connection)
        applied, known = set(loader.applied_migrations), set(loader.disk_migrations)
        ours = {app for app, _ in known}
        if newer := sorted(f"{app}.{name}" for app, name in applied - known if app in ours):
            raise Refusal(
                f"The backup was made by a newer version, with the migration {newer[-1]};"
                " restore it with that version or a later one."
            )
        if missing := sorted(f"{app}.{name}" for app, name in known - applied):
            say(f"Migrating what is older than this version: {', '.join(missing)}.")
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        why = str(error).strip().splitlines()[0]
        raise Refusal(f"The restored database could not be migrated: {why}.") from error
    finally:
        connection.close()
