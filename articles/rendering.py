"""An article's body as its page shows it: made of the clean text once, when it is published.

What is derived from the body belongs here, so that a reader's request finds it ready.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db.models import QuerySet

from articles.models.image import Image
from articles.outline import Outline, outline
from articles.pictures import Picture, html
from articles.rewriting import Attributes, Rewriter
from fitsite.markup import clean_rendered

# One more whenever render() would make something else of the same body: the worker then renders
# every article again.
RENDERING = 5
# A picture that has less text than this before it is probably seen without scrolling.
ABOVE_THE_FOLD = 600
# A table may be wider than a telephone: it scrolls in a box, which the keyboard can reach.
TABLE_BOX = '<div class="scrolls" role="group" tabindex="0" aria-label="Table">'
# How wide a picture in the text is, by the class of its figure: static/css/components/prose.css.
SIZES = {
    "": "(min-width: 46rem) 42rem, calc(100vw - 2rem)",
    "wide": "(min-width: 64rem) min(60rem, 100vw - 22rem), calc(100vw - 2rem)",
    "aside": "(min-width: 46rem) 20rem, calc(100vw - 2rem)",
}


@dataclass(frozen=True)
class Rendered:
    """What a body becomes, and the pictures that stand in it."""

    html: str
    images: tuple[Image, ...]
    outline: Outline


def pictures_in(body: str) -> QuerySet[Image]:
    """The pictures of ours that a body shows."""
    reader = _Reader()
    reader.feed(body)
    reader.close()
    return Image.objects.filter(file__in=reader.names)


def render(body: str, images: Iterable[Image], *, leads: bool) -> Rendered:
    """Render an author's body, which is clean already. Takes about a millisecond; store it.

    `images` are those of `pictures_in(body)`. `leads` says that no other picture stands above.
    """
    known = {image.file.name or "": image for image in images}
    outlined = outline(body)
    html = _Page(known, leads=leads).rewrite(outlined.html)
    return Rendered(clean_rendered(html), tuple(known.values()), outlined)


def _name(src: str | None) -> str:
    """The name of the uploaded file that an address leads to, "" for any other address."""
    path = unquote(urlsplit(src or "").path)
    return path.removeprefix(settings.MEDIA_URL) if path.startswith(settings.MEDIA_URL) else ""


class _Reader(HTMLParser):
    """Collects the names of our pictures."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if tag == "img" and (name := _name(dict(attrs).get("src"))):
            self.names.add(name)


class _Page(Rewriter):
    """Writes down what it reads, with pictures to choose from, and tables that scroll."""

    def __init__(self, images: dict[str, Image], *, leads: bool) -> None:
        super().__init__()
        self._images, self._leads, self._read = images, leads, 0
        self._sizes = SIZES[""]

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if tag == "img":
            self.parts.append(self._img(dict(attrs)))
            return
        if tag == "figure":
            self._sizes = SIZES.get(dict(attrs).get("class") or "", SIZES[""])
        if tag == "table":
            self.parts.append(TABLE_BOX)
        super().handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "figure":
            self._sizes = SIZES[""]
        super().handle_endtag(tag)
        if tag == "table":
            self.parts.append("</div>")

    def handle_data(self, data: str) -> None:
        self._read += len(data)
        super().handle_data(data)

    def _img(self, attributes: dict[str, str | None]) -> str:
        image = self._images.get(_name(attributes.get("src")))
        priority = self._leads and self._read < ABOVE_THE_FOLD
        self._leads = False
        if image is None:
            return (self.get_starttag_text() or "").rstrip("/>") + ' loading="lazy">'
        picture = image.shown("wide", attributes.get("alt"))
        sizes = self._sizes
        if narrower := _narrower(attributes.get("width"), picture):
            picture, sizes = narrower, f"{narrower.width}px"
        return html(picture, sizes, priority=priority).strip()


def _narrower(width: str | None, picture: Picture) -> Picture | None:
    """The picture as narrow as its editor wants it."""
    wanted = int(width) if width and width.isascii() and width.isdecimal() else 0
    if not 0 < wanted < picture.width:
        return None
    height = round(picture.height * wanted / picture.width)
    return replace(picture, width=wanted, height=max(height, 1))
