"""What the database knows of its tables when it chooses between indexes.

PostgreSQL looks at its tables by itself. SQLite does so only when it is told, and takes what a
million comments have in common for something rare until then (https://sqlite.org/lang_analyze.html).
A sample is not enough: it takes no value for more frequent than it has looked at rows.
"""

from __future__ import annotations

from django.db import connection

# Of a smaller table any way of reading it is quick.
WORTH_IT = 1_000
# A table is looked at anew when it has grown so many times as large.
GROWTH = 2


def renew_table_statistics() -> None:
    """Have SQLite look at the tables that have grown; new connections know of it.

    Index by index, since nobody writes meanwhile: a million rows take a second at most.
    """
    if connection.vendor != "sqlite":
        return
    known = _known_sizes()
    for table in connection.introspection.django_table_names(only_existing=True):
        if _size(table) >= max(WORTH_IT, GROWTH * known.get(table, 0)):
            for index in _indexes(table):
                _run(f'ANALYZE "{index}"')


def _size(table: str) -> int:
    [(rows,)] = _run(f'SELECT count(*) FROM "{table}"')  # noqa: S608 - a table of ours
    return int(rows)


def _known_sizes() -> dict[str, int]:
    """How many rows each table had when it was looked at."""
    sizes: dict[str, int] = {}
    if _run("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'"):
        for table, stat in _run("SELECT tbl, stat FROM sqlite_stat1"):
            sizes[table] = max(sizes.get(table, 0), int(stat.split()[0]))
    return sizes


def _indexes(table: str) -> list[str]:
    rows = _run("SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = %s", [table])
    return [name for (name,) in rows]


def _run(sql: str, values: list[str] | None = None) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
