"""An article's body as its page shows it: made of the clean text once, when it is published.

What is derived from the body belongs here, so that a reader's request finds it ready.
"""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

from fitsite.markup import clean_rendered

# One more whenever render() would make something else of the same body: the worker then renders
# every article again.
RENDERING = 1


@dataclass(frozen=True)
class Rendered:
    """What a body becomes."""

    html: str


def render(body: str) -> Rendered:
    """Render an author's body, which is clean already. Takes about a millisecond; store it."""
    page = _Page()
    page.feed(body)
    page.close()
    return Rendered(clean_rendered("".join(page.parts)))


class _Page(HTMLParser):
    """Writes down what it reads, tag by tag."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_entityref(self, name: str) -> None:
        self.parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.parts.append(f"&#{name};")
