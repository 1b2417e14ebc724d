"""The two databases a site may run on, each with its own way to be copied and replaced."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from fitsite.backup.databases.contract import Contents, Database, NothingChanged
from fitsite.backup.databases.postgresql import PostgreSQL
from fitsite.backup.databases.sqlite import SQLite

__all__ = ["Contents", "Database", "NothingChanged", "database_of"]


def database_of(configured: dict[str, Any]) -> Database:
    """The database that an entry of settings.DATABASES describes."""
    engine = configured.get("ENGINE")
    if engine == "django.db.backends.sqlite3":
        return SQLite(configured)
    if engine == "fitsite.postgresql":
        return PostgreSQL(configured)
    raise ImproperlyConfigured("DATABASE_URL names neither SQLite nor PostgreSQL.")
