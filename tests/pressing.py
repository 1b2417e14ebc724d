"""Pressing a button of a page by what stands on it, as a browser reads the page."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.test import Client


class _Forms(HTMLParser):
    """The forms of a page. A browser drops a form that begins within another one."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: dict[str, str] | None = None
        self.sent: list[tuple[str, str]] = []
        self.found: dict[str, tuple[str, list[tuple[str, str]]]] = {}
        self.button: tuple[str, str] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what a form sends, and the button that is open."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and self.open is None:
            self.open, self.sent = given, []
        elif tag == "input" and given.get("type") == "hidden":
            self.sent.append((given.get("name", ""), given.get("value", "")))
        elif tag == "button":
            self.button = (given.get("name", ""), given.get("value", ""))

    def handle_data(self, words: str) -> None:
        """Where a button is named, remember what pressing it sends, and where."""
        if self.button and self.open is not None:
            self.found[words.strip()] = (self.open.get("action", ""), [*self.sent, self.button])

    def handle_endtag(self, tag: str) -> None:
        """The first end of a form ends the outer one."""
        if tag == "form":
            self.open = None
        elif tag == "button":
            self.button = None


def press(browser: Client, address: str, button: str) -> Any:
    """Open a page and press a button on it; gives the answer."""
    action, sent = _Forms(browser.get(address).text).found[button]
    return browser.post(action or address, dict(sent))
