"""What tests of many at once have in common."""

from __future__ import annotations

import re
from collections import Counter

from django.test import Client

from comments.duties import carry_out_bulk_decisions
from comments.models import Comment


def work() -> None:
    """What the worker does until nothing of it is left."""
    while carry_out_bulk_decisions():
        pass


def statuses() -> Counter[str]:
    return Counter(Comment.objects.values_list("status", flat=True))


def text(browser: Client, address: str) -> str:
    page = browser.get(address).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())
