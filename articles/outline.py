"""What a text consists of: its headings, each with an address of its own, and its length."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape, unescape
from itertools import chain, count

from django.utils.text import slugify

from articles.rewriting import Attributes, Rewriter

HEADINGS = ("h2", "h3")
# So that no heading takes an address that something else on the page has.
PREFIX = "section-"
LONGEST_ID = 60
WORDS_PER_MINUTE = 220


@dataclass(frozen=True)
class Entry:
    """A heading: its level, the id that it has in the text, and its words."""

    level: int
    id: str
    text: str


@dataclass(frozen=True)
class Outline:
    """A text whose headings all have ids, what they are, and how many words there are."""

    html: str
    entries: list[Entry] = field(default_factory=list)
    words: int = 0

    @property
    def minutes(self) -> int:
        """How long it takes to read; at least one."""
        return max(1, round(self.words / WORDS_PER_MINUTE))


def outline(html: str) -> Outline:
    """Give each heading of a clean text an id. An author's own ids stay, unless one comes twice."""
    outliner = _Outliner()
    html = outliner.rewrite(html)
    return Outline(html, outliner.entries, outliner.words)


class _Outliner(Rewriter):
    """Holds the words of a heading until it ends, for only then its id is known."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []
        self.words = 0
        self._taken: set[str] = set()
        self._opened_at = 0
        self._own_id = ""
        self._heading: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        super().handle_starttag(tag, attrs)
        if tag in HEADINGS:
            self._heading, self._opened_at = [], len(self.parts) - 1
            self._own_id = "".join((dict(attrs).get("id") or "").split())

    def handle_endtag(self, tag: str) -> None:
        if tag in HEADINGS and self._heading is not None:
            self._close(tag, " ".join("".join(self._heading).split()))
            self._heading = None
        super().handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        super().handle_data(data)
        self.words += len(data.split())
        if self._heading is not None:
            self._heading.append(data)

    def handle_entityref(self, name: str) -> None:
        super().handle_entityref(name)
        if self._heading is not None:
            self._heading.append(unescape(f"&{name};"))

    def _close(self, tag: str, text: str) -> None:
        if text:
            entry = Entry(int(tag[1]), self._id_for(text), text)
            self._taken.add(entry.id)
            self.entries.append(entry)
            self.parts[self._opened_at] = f'<{tag} id="{escape(entry.id)}">'

    def _id_for(self, text: str) -> str:
        if self._own_id and self._own_id not in self._taken:
            return self._own_id
        wanted = PREFIX + (slugify(text, allow_unicode=True)[:LONGEST_ID].strip("-") or "1")
        candidates = chain([wanted], (f"{wanted}-{number}" for number in count(2)))
        return next(candidate for candidate in candidates if candidate not in self._taken)
