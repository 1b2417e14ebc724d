"""Finding comments by the words in them, through an index of the database's own.

PostgreSQL has an index over an expression. SQLite has a table of words beside that of comments
(FTS5), kept in step by triggers, so that no road on which a comment is written or deleted passes it
by. docs/adr/0016-words-in-comments.md says why.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import Any

from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Q, TextField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Concat
from django.db.models.lookups import IRegex

COLUMNS = ("name", "email", "website", "body")
# Nobody looks for more words than this.
MOST_WORDS = 10
# What stands in more comments than this is looked for by reading the newest ones: to fetch them all
# by an index, only to show some, takes seconds at a million.
RARE = 2_000
_WORD = re.compile(r"[^\W_]+")
# PostgreSQL takes an address for one word; without these it finds what is in it.
_TEXT = " || ' ' || ".join(COLUMNS)
_VECTOR = f"to_tsvector('simple', regexp_replace({_TEXT}, '[@./:_=&?#+-]+', ' ', 'g'))"
_INDEX = "comments_words"
# Each word of each comment, as SQLite's index has it; exists for one connection.
_SAID = "comments_words_said"
# By a sample that ANALYZE takes, of whole words: what is not in it is counted.
_SURELY_FREQUENT = f"""
    SELECT asked.word FROM unnest(%s::text[]) AS asked(word) WHERE %s < (
        SELECT reltuples FROM pg_class WHERE oid = 'comments_comment'::regclass
    ) * (
        SELECT sum(known.share)
        FROM pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs)
            AS known(word, share)
        WHERE schemaname = current_schema() AND tablename = '{_INDEX}'
            AND starts_with(known.word, asked.word)
    )
"""  # noqa: S608
# A word if it begins one in more comments than the second parameter; the last is one more.
_FREQUENT_ON_POSTGRESQL = f"""
    SELECT %s WHERE %s < (
        SELECT count(*) FROM (
            SELECT 1 FROM comments_comment
            WHERE {_VECTOR} @@ to_tsquery('simple', %s) LIMIT %s
        ) AS found
    )
"""  # noqa: S608
_FREQUENT_ON_SQLITE = f"""
    SELECT %s WHERE %s < (
        SELECT count(*) FROM (SELECT 1 FROM temp.{_SAID} WHERE term >= %s AND term < %s LIMIT %s)
    )
"""  # noqa: S608
_BEHIND_ALL = "\U0010ffff"


def words_in(typed: str) -> list[str]:
    """The words that somebody looks for."""
    return _WORD.findall(typed)[:MOST_WORDS]


def rare_words(typed: str) -> list[str]:
    """Those of the words that stand in few comments, by which the index finds them at once.

    Two queries.
    """
    words = [word.lower() for word in words_in(typed)]
    with connection.cursor() as cursor:
        frequent = (
            _frequent_on_postgresql(cursor, words)
            if connection.vendor == "postgresql"
            else _frequent_on_sqlite(cursor, words)
        )
    return [word for word in words if word not in frequent]


def _frequent_on_postgresql(cursor: Any, words: list[str]) -> set[str]:
    cursor.execute(_SURELY_FREQUENT, [words, RARE])
    surely = {word for (word,) in cursor.fetchall()}
    counted = [word for word in words if word not in surely]
    return surely | _asked_for_each(
        cursor,
        _FREQUENT_ON_POSTGRESQL,
        [(word, RARE, f"{word}:*", RARE + 1) for word in counted],
    )


def _frequent_on_sqlite(cursor: Any, words: list[str]) -> set[str]:
    cursor.execute(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{_SAID} USING fts5vocab(main, {_INDEX}, instance)"
    )
    return _asked_for_each(
        cursor,
        _FREQUENT_ON_SQLITE,
        [(word, RARE, word, word + _BEHIND_ALL, RARE + 1) for word in words],
    )


def _asked_for_each(cursor: Any, sql: str, values: list[tuple[str | int, ...]]) -> set[str]:
    """What one query finds for any of these values. One query, none without any."""
    if not values:
        return set()
    cursor.execute(
        " UNION ALL ".join([sql] * len(values)), [one for each in values for one in each]
    )
    return {word for (word,) in cursor.fetchall()}


def with_words(typed: str) -> Q:
    """A condition for comments in which each of these words begins some word, by index.

    One query on PostgreSQL.
    """
    words = words_in(typed)
    if connection.vendor == "postgresql":
        found = _saying(" & ".join(f"{word}:*" for word in words))
        # One parameter, however many there are.
        return Q(pk__in=RawSQL("SELECT unnest(%s::bigint[])", [found]))
    asked = " ".join(f'"{word}"*' for word in words)
    sql = f"SELECT rowid FROM {_INDEX} WHERE {_INDEX} MATCH %s"  # noqa: S608
    return Q(pk__in=RawSQL(sql, [asked]))  # noqa: S611 - what was typed is a parameter


def _saying(asked: str) -> list[int]:
    """The ids of comments, on PostgreSQL.

    It takes any beginning of a word for one that stands in some comments of a hundred, and would
    rather read all comments of a state than look for a word in the index and choose among them.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM comments_comment WHERE {_VECTOR} @@ to_tsquery('simple', %s)",  # noqa: S608
            [asked],
        )
        return [pk for (pk,) in cursor.fetchall()]


def reading_words(typed: str) -> Q:
    """The same by reading the comments, which costs some microseconds for each."""
    between = chain.from_iterable((F(column), Value(" ")) for column in COLUMNS)
    text = Concat(*between, output_field=TextField())
    return Q(*(IRegex(text, Value(rf"(^|\W|_){word}")) for word in words_in(typed)))


def keep_index(using: str = "default", **_: Any) -> None:
    """Make what the search stands on where it is missing; runs after each migrate.

    Not a migration: SQLite loses the triggers whenever a later migration rebuilds the table.
    """
    with transaction.atomic(using=using):
        if connections[using].vendor == "postgresql":
            _keep_expression(connections[using])
        else:
            _keep_table_of_words(connections[using])


def _keep_expression(database: BaseDatabaseWrapper) -> None:
    with database.cursor() as cursor:
        cursor.execute(
            f"CREATE INDEX IF NOT EXISTS {_INDEX} ON comments_comment USING gin ({_VECTOR})"
        )


def _keep_table_of_words(database: BaseDatabaseWrapper) -> None:
    columns = ", ".join(COLUMNS)
    old, new = (", ".join(f"{row}.{column}" for column in COLUMNS) for row in ("old", "new"))
    changed = " OR ".join(f"old.{column} IS NOT new.{column}" for column in COLUMNS)
    add = f"INSERT INTO {_INDEX} (rowid, {columns}) VALUES (new.id, {new});"  # noqa: S608
    drop = f"INSERT INTO {_INDEX} ({_INDEX}, rowid, {columns}) VALUES ('delete', old.id, {old});"  # noqa: S608
    triggers = {
        "added": f"AFTER INSERT ON comments_comment BEGIN {add} END",
        "deleted": f"AFTER DELETE ON comments_comment BEGIN {drop} END",
        "changed": (
            f"AFTER UPDATE OF {columns} ON comments_comment WHEN {changed} BEGIN {drop} {add} END"
        ),
    }
    with database.cursor() as cursor:
        names = [f"{_INDEX}_{event}" for event in triggers]
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        if {*names} <= {name for (name,) in cursor.fetchall()}:
            return
        cursor.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {_INDEX} USING fts5 ({columns},"
            " content='comments_comment', content_rowid='id', detail=none,"
            " tokenize='unicode61 remove_diacritics 0')"
        )
        for name, trigger in zip(names, triggers.values(), strict=True):
            cursor.execute(f"CREATE TRIGGER IF NOT EXISTS {name} {trigger}")
        cursor.execute(f"INSERT INTO {_INDEX} ({_INDEX}) VALUES ('rebuild')")  # noqa: S608
