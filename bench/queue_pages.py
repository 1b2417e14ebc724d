"""Asks for pages of the moderators' queue and prints as JSON what each one cost.

`python -m bench.queue_pages --rounds 5`; the database is that of the environment. A page's time is
the least of its rounds, in milliseconds, within one process.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from typing import Any

import django

QUEUE = "/admin/comments/queue/"
TABS = ["held", "edits", "reported", "unchecked", "spam", "published", "removed", "all"]
FILTERS = {
    "words, in all": "words=steady",
    "words, rare": "words=marzipan",
    "words, in none": "words=nowhere",
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
    "reason, a person": "reason=person",
    "last day": "age=day",
    "last week": "age=week",
    "last month": "age=month",
    "before that": "age=older",
    "article, domain and month": "article=1&domain=busy.example&age=month",
    "article and other domain": "article=1&domain=rare.example",
}


def addresses() -> dict[str, str]:
    """What is asked for: every tab, and every filter on a small, a large and the mixed one."""
    tabs = {f"tab {tab}": f"{QUEUE}?tab={tab}" for tab in TABS}
    filters = {
        f"{tab}, {name}": f"{QUEUE}?tab={tab}&{query}"
        for name, query in FILTERS.items()
        for tab in ("held", "spam", "all")
    }
    return {**tabs, **filters, "new ones": f"{QUEUE}fresh/?tab=all&after=1"}


def main() -> None:
    """Ask, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    django.setup()
    json.dump({name: _cost(address, rounds) for name, address in addresses().items()}, sys.stdout)


def _cost(address: str, rounds: int) -> tuple[int, float]:
    from django.db import connection  # noqa: PLC0415 - after the environment has been set
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    browser = _moderators_browser()
    with CaptureQueriesContext(connection) as asked:
        _get(browser, address)
        queries = len(asked)
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        _get(browser, address)
        times.append(1000 * (time.perf_counter() - began))
    return queries, min(times)


def _get(browser: Any, address: str) -> None:
    answer = browser.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}.")


def _moderators_browser() -> Any:
    from django.test import Client  # noqa: PLC0415

    from fitsite.accounts.models import User  # noqa: PLC0415

    moderator, _ = User.objects.get_or_create(
        username="bench", defaults={"is_staff": True, "is_superuser": True}
    )
    browser = Client(headers={"host": "127.0.0.1"})
    browser.force_login(moderator)
    return browser


if __name__ == "__main__":
    main()
