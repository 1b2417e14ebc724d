"""Asks for pages of the moderators' queue and prints as JSON what each one cost.

`python -m bench.queue_pages --rounds 5`; the database is that of the environment. A page's cost is
the least of its rounds: milliseconds of CPU of this one process, and of PostgreSQL's for it.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

import django

from bench.load import TICKS
from bench.queue_seeding import BUSY_AUTHOR, RARE_AUTHOR

QUEUE = "/admin/comments/queue/"
NUMBERS = "/admin/comments/numbers/"
TABS = ["held", "edits", "reported", "unchecked", "spam", "rescue", "published", "removed", "all"]
FILTERS = {
    "words, in most": "words=steady",
    "words, in some": "words=saffron",
    "words, rare": "words=marzipan",
    "words, in none": "words=nowhere",
    "words, two in most": "words=steady+kettle",
    "words in most, domain, rare": "words=steady&domain=rare.example",
    "words in most, article, busy": "words=steady&article=1",
    "name, busy": "author=Busy",
    "name, rare": "author=Rare",
    "e-mail, busy": "author=busy%40busy.example",
    "e-mail, rare": "author=rare%40rare.example",
    "domain, busy": "domain=busy.example",
    "domain, rare": "domain=rare.example",
    "network, busy": "address=10.255.0.1",
    "network, rare": "address=10.255.0.2",
    "article, busy": "article=1",
    "article, rare": "article=2",
    "campaign, large": "campaign=1",
    "reason, a person": "reason=person",
    "last day": "age=day",
    "last week": "age=week",
    "last month": "age=month",
    "before that": "age=older",
    "article, domain and month": "article=1&domain=busy.example&age=month",
    "article and other domain": "article=1&domain=rare.example",
}
# On a small, a large and the mixed tab, and on the one with an order of its own.
FILTERED = ("held", "spam", "rescue", "all")
OWN_TABS = ["held", "edits", "reported", "spam", "rescue", "all"]
OWN_FILTERS = {
    "article, busy": "article=1",
    "article, rare": "article=2",
    "campaign, large": "campaign=1",
    "reason, a person": "reason=person",
    "last month": "age=month",
    "before that": "age=older",
}
MODERATOR = "bench"


class Page(NamedTuple):
    """What is asked for, and who does."""

    address: str
    user: str = MODERATOR


def pages() -> dict[str, Page]:
    """Every tab, every filter on some of them, what stands beside the queue, and others' queues."""
    tabs = {f"tab {tab}": Page(f"{QUEUE}?tab={tab}") for tab in TABS}
    filters = {
        f"{tab}, {name}": Page(f"{QUEUE}?tab={tab}&{query}")
        for name, query in FILTERS.items()
        for tab in FILTERED
    }
    beside = {
        "all, campaign, small": Page(f"{QUEUE}?tab=all&campaign=2"),
        "new ones": Page(f"{QUEUE}fresh/?tab=all&after=1"),
        "campaigns": Page(f"{QUEUE}campaigns/"),
        "a large campaign": Page(f"{QUEUE}campaigns/1/"),
        "a small campaign": Page(f"{QUEUE}campaigns/2/"),
        "many at once": Page(f"{QUEUE}many/"),
        "numbers, 30 days": Page(f"{NUMBERS}?days=30"),
        "numbers, 365 days": Page(f"{NUMBERS}?days=365"),
    }
    own: dict[str, Page] = {}
    for user in (BUSY_AUTHOR, RARE_AUTHOR):
        own |= {f"{user}, tab {tab}": Page(f"{QUEUE}?tab={tab}", user) for tab in OWN_TABS}
        own |= {
            f"{user}, {tab}, {name}": Page(f"{QUEUE}?tab={tab}&{query}", user)
            for name, query in OWN_FILTERS.items()
            for tab in ("held", "all")
        }
    return {**tabs, **filters, **beside, **own}


def main() -> None:
    """Ask, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="", help="a part of the names of pages")
    chosen = parser.parse_args()
    django.setup()
    asked = {name: page for name, page in pages().items() if chosen.only in name}
    browsers = {user: _browser(user) for user in {page.user for page in asked.values()}}
    costs = {
        name: _cost(browsers[page.user], page.address, chosen.rounds)
        for name, page in asked.items()
    }
    json.dump(costs, sys.stdout)


def _cost(browser: Any, address: str, rounds: int) -> tuple[int, float]:
    from django.db import connection  # noqa: PLC0415 - after the environment has been set
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as asked:
        _get(browser, address)
        queries = len(asked)
    costs = []
    for _ in range(rounds):
        before = _cpu_milliseconds()
        _get(browser, address)
        costs.append(_cpu_milliseconds() - before)
    return queries, min(costs)


def _cpu_milliseconds() -> float:
    """What this process has used until now, and what PostgreSQL has for it on this machine."""
    from django.db import connection  # noqa: PLC0415

    used = 1000 * time.process_time()
    if connection.vendor != "postgresql":
        return used
    connection.ensure_connection()
    backend = Path("/proc", str(connection.connection.info.backend_pid))
    parent = (backend / "stat").read_text().rpartition(")")[2].split()[1]
    # What ran beside the backend has ended with its query, and counts among its parent's children.
    ended = Path("/proc", parent, "stat").read_text().rpartition(")")[2].split()[13:15]
    nanoseconds = int((backend / "schedstat").read_text().split()[0])
    return used + nanoseconds / 1_000_000 + 1000 * sum(map(int, ended)) / TICKS


def _get(browser: Any, address: str) -> None:
    answer = browser.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}.")


def _browser(name: str) -> Any:
    from django.test import Client  # noqa: PLC0415

    from fitsite.accounts.models import User  # noqa: PLC0415

    rights = {"is_staff": True, "is_superuser": name == MODERATOR}
    user, _ = User.objects.get_or_create(username=name, defaults=rights)
    browser = Client(headers={"host": "127.0.0.1"})
    browser.force_login(user)
    # What a process asks once and keeps is no part of any page.
    _get(browser, QUEUE)
    return browser


if __name__ == "__main__":
    main()
