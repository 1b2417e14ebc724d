"""The pictures of a page as a browser reads them, and the worker that makes them."""

from __future__ import annotations

from html.parser import HTMLParser
from io import BytesIO

from django.test import Client
from PIL import Image as Pillow

from articles.duties import make_renditions, render_articles

Files = dict[str, list[tuple[str, int]]]


class Pictures(HTMLParser):
    """The pictures of a page: for each the attributes of its `<img>` and its files by format."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[dict[str, str], Files]] = []
        self._sources: Files = {}
        self.feed(html.partition("<main")[2])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "picture":
            self._sources = {}
        elif tag == "source":
            assert given["sizes"]
            self._sources[given["type"]] = files_in(given["srcset"])
        elif tag == "img":
            plain = files_in(given["srcset"]) if "srcset" in given else []
            self.found.append((given, {**self._sources, "": plain}))
            self._sources = {}


def files_in(srcset: str) -> list[tuple[str, int]]:
    return [(address, int(width[:-1])) for address, width in map(str.split, srcset.split(", "))]


def pictures(client: Client, address: str) -> list[tuple[dict[str, str], Files]]:
    return Pictures(client.get(address).text).found


def fetched(client: Client, address: str) -> Pillow.Image:
    response = client.get(address)
    assert response.status_code == 200
    found = Pillow.open(BytesIO(response.getvalue()))
    assert response.headers["Content-Type"] == f"image/{(found.format or '').lower()}"
    return found


def work() -> None:
    while make_renditions() or render_articles():
        pass
