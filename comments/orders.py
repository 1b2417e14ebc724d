"""The orders in which the thread of an article can be read, and the addresses of their pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from articles.models import Article
from comments.threads import ThreadPage, newest_first, oldest_first

# Seven digits in base 36, as in a path, are eleven in base ten.
MAX_DIGITS = 10


@dataclass(frozen=True)
class Order:
    """One order: its name in addresses, what readers call it, and how a page of it is found."""

    name: str
    label: str
    to_previous: str
    to_next: str
    page: Callable[..., ThreadPage]

    def address(self, article: Article, start: int = 0) -> str:
        """The page that begins with the root `start`; 0 is the first one."""
        query = {name: value for name, value in (("order", self.name), ("from", start)) if value}
        return f"{article.get_absolute_url()}{'?' if query else ''}{urlencode(query)}#comments"


OLDEST = Order("", "Oldest first", "Earlier comments", "Later comments", oldest_first)
NEWEST = Order("newest", "Newest first", "Newer comments", "Older comments", newest_first)


def asked_for(request: HttpRequest, article: Article) -> dict[str, Any]:
    """What a template needs of the page of the thread that `order` and `from` name."""
    order = NEWEST if request.GET.get("order") == NEWEST.name else OLDEST
    page = order.page(article, start=_root_id(request.GET.get("from", "")))
    return {
        "page": page,
        "order": order,
        "orders": [
            {"label": each.label, "address": each.address(article), "is_current": each is order}
            for each in (OLDEST, NEWEST)
        ],
        "newest": NEWEST.address(article),
        "previous": None if page.earlier is None else order.address(article, page.earlier),
        "next": None if page.later is None else order.address(article, page.later),
    }


def _root_id(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS else 0
