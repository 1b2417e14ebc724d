"""HTML read tag by tag and written down again, so that a reader can change it on the way."""

from __future__ import annotations

from html.parser import HTMLParser

Attributes = list[tuple[str, str | None]]


class Rewriter(HTMLParser):
    """Writes down what it reads, unchanged; what is made of some tags is up to those who inherit.

    For HTML that a cleaner has written: every tag is closed and every value stands in quotes.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []

    def rewrite(self, html: str) -> str:
        """What becomes of this HTML."""
        self.feed(html)
        self.close()
        return "".join(self.parts)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Write it down as it stands."""
        self.parts.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        """Write it down."""
        self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Write it down."""
        self.parts.append(data)

    def handle_entityref(self, name: str) -> None:
        """Write it down."""
        self.parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Write it down."""
        self.parts.append(f"&#{name};")
