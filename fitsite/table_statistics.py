"""What the database knows of its tables when it chooses between indexes.

PostgreSQL looks at its tables by itself. SQLite does so only when it is told, and takes a table of
a million comments for a small one until then.
"""

from __future__ import annotations

from django.db import connection

# Rows of each index that are looked at: enough to tell rare from frequent, and done in a moment
# (https://sqlite.org/lang_analyze.html).
SAMPLE = 1_000


def renew_table_statistics() -> None:
    """Have SQLite look at its tables anew; connections that are opened from now on know of it."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit = {SAMPLE}")
            cursor.execute("ANALYZE")
