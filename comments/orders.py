"""The orders in which the thread of an article can be read, and the addresses of their pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from articles.models import Article
from comments.models.settings import Order
from comments.terms import Terms
from comments.threads import ThreadPage, newest_first, oldest_first

# Seven digits in base 36, as in a path, are eleven in base ten.
MAX_DIGITS = 10


@dataclass(frozen=True)
class Way:
    """One way to read a thread: what leads along it, and how a page of it is found."""

    order: Order
    to_previous: str
    to_next: str
    page: Callable[..., ThreadPage]

    def address(self, article: Article, terms: Terms, start: int = 0) -> str:
        """The page that begins with the root `start`; 0 is the first one."""
        named = "" if self.order == terms.order else self.order.value
        query = {name: value for name, value in (("order", named), ("from", start)) if value}
        return f"{article.get_absolute_url()}{'?' if query else ''}{urlencode(query)}#comments"


WAYS = {
    Order.OLDEST.value: Way(Order.OLDEST, "Earlier comments", "Later comments", oldest_first),
    Order.NEWEST.value: Way(Order.NEWEST, "Newer comments", "Older comments", newest_first),
}


def asked_for(request: HttpRequest, article: Article, terms: Terms) -> dict[str, Any]:
    """What a template needs of the page of the thread that `order` and `from` name."""
    way = WAYS.get(request.GET.get("order", ""), WAYS[terms.order])
    page = way.page(article, terms, start=_root_id(request.GET.get("from", "")))

    def leads_to(root: int | None) -> str | None:
        return None if root is None else way.address(article, terms, root)

    return {
        "page": page,
        "way": way,
        "ways": [
            {
                "label": each.order.label,
                "address": each.address(article, terms),
                "is_current": each is way,
            }
            for each in WAYS.values()
        ],
        "previous": leads_to(page.earlier),
        "next": leads_to(page.later),
    }


def _root_id(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS else 0
