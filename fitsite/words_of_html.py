"""The words of a rendered comment: how it reads where there is no HTML, as in a letter."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_SPACE = re.compile(r"\s+")
# Blocks that stand apart from what is before them, and a line of a list, which does not.
_APART = {"p", "pre", "blockquote", "ul", "ol"}
_LINE = "li"


def words_of(html: str) -> str:
    """What `render_comment` made, in plain words: paragraphs, lists, and quotations in “ ”.

    Addresses that nobody reads are left out; those among the words are still there.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text.strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        # Whether the block in hand has no words yet; whether white space counts.
        self._is_empty, self._is_verbatim = True, False
        # What the next line of each open list begins with; 0 where lines are not numbered.
        self._numbers: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, or a block."""
        if tag == "br":
            self.text += "\n"
        elif tag in _APART:
            self._break("\n" if self._numbers else "\n\n")
        elif tag == _LINE:
            self._break("\n")
            self._open(self._marker())
        if tag in {"ul", "ol"}:
            self._numbers.append(int(dict(attrs).get("start") or 1) if tag == "ol" else 0)
        elif tag == "blockquote":
            self._open("“")
        self._is_verbatim |= tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        """End a block."""
        if tag in {"ul", "ol"}:
            self._numbers.pop()
        elif tag == "blockquote":
            self.text = self.text.rstrip() + "”"
        self._is_verbatim &= tag != "pre"

    def handle_data(self, data: str) -> None:
        """Take words, with their white space as a browser would show it."""
        if not self._is_verbatim:
            data = _SPACE.sub(" ", data)
            if self._is_empty or self.text.endswith("\n"):
                data = data.lstrip()
        self.text += data
        self._is_empty &= not data

    def _break(self, gap: str) -> None:
        if not self._is_empty:
            self.text = self.text.rstrip() + gap
            self._is_empty = True

    def _open(self, mark: str) -> None:
        self.text += mark
        self._is_empty = True

    def _marker(self) -> str:
        if not self._numbers or not self._numbers[-1]:
            return "• "
        self._numbers[-1] += 1
        return f"{self._numbers[-1] - 1}. "
