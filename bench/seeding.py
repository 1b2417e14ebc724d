"""Fills an empty database with a magazine of any size, put straight into the tables.

`python -m bench.seeding --articles 1000 --comments 30000`; the database is that of the
environment. Five years of articles; tags as they are in life, few of them common and most of them
rare; and articles that are looked at, under addresses of their own (PROBES), with a thread of
known length each.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from random import Random
from typing import Any

import django

# Slug of the article that is measured -> the comments under it.
PROBES = {"for-posting": 0, "with-none": 0, "with-50": 50, "with-500": 500, "with-10000": 10_000}
AUTHORS, TAGS, TAGS_EACH = 20, 400, 4
YEARS = timedelta(days=5 * 365)
BATCH = 2_000
# Four in ten comments answer another one, up to this deep.
REPLIES, DEEP = 0.4, 4
WORDS = [
    "steady",
    "pace",
    "breath",
    "morning",
    "rope",
    "kettle",
    "shoulder",
    "barley",
    "walk",
    "hill",
    "slow",
    "heavy",
    "light",
    "quiet",
    "rest",
    "week",
    "minute",
]


def main() -> None:
    """Fill it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, required=True)
    parser.add_argument("--comments", type=int, required=True)
    chosen = parser.parse_args()
    django.setup()
    from bench.magazine import Magazine  # noqa: PLC0415 - after the environment has been set

    Magazine(Random(7), articles=chosen.articles, comments=chosen.comments).fill()


def prose(random: Random, words: int) -> str:
    """So many words, with a full stop now and then."""
    return " ".join(random.choices(WORDS, k=words)).capitalize() + "."


def paragraphs(random: Random, count: int, words: int) -> str:
    """HTML of so many paragraphs, a heading before every fourth one."""
    parts = []
    for at in range(count):
        if at % 4 == 0:
            parts.append(f"<h2>{prose(random, 4)}</h2>")
        parts.append(f"<p>{prose(random, words)}</p>")
    return "".join(parts)


def moments(count: int, newest: datetime) -> Iterator[datetime]:
    """So many times over five years, newest first."""
    return (newest - YEARS * at / count for at in range(count))


def batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    """Lists of BATCH rows."""
    iterator = iter(rows)
    while batch := list(islice(iterator, BATCH)):
        yield batch


if __name__ == "__main__":
    main()
