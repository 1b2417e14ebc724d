"""Pages offer each picture in three formats at fixed widths, made by the worker (ED08)."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from PIL import Image as Pillow

from articles.duties import make_renditions, render_articles
from articles.models import Article, Image
from tests.articles.pictures import picture

MakeArticle = Callable[..., Article]
Send = Callable[..., Any]
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


@pytest.fixture
def photograph(send: Send) -> Image:
    """A wide picture, uploaded at the desk."""
    assert send(picture(size=(1600, 900))).status_code == 302
    return Image.objects.get()


def test_until_they_are_made_a_page_shows_the_original(
    photograph: Image, make_article: MakeArticle, client: Client
) -> None:
    article = make_article(hero=photograph)
    ((shown, files),) = pictures(client, article.get_absolute_url())
    assert shown["src"] == photograph.file.url
    assert (shown["width"], shown["height"]) == ("1600", "900")
    assert files == {"": []}
    assert fetched(client, shown["src"]).size == (1600, 900)


def test_then_it_offers_them_in_every_width_and_format(
    photograph: Image, make_article: MakeArticle, client: Client
) -> None:
    article = make_article(hero=photograph)
    work()
    ((shown, files),) = pictures(client, article.get_absolute_url())
    assert (shown["width"], shown["height"]) == ("1600", "900")
    assert list(files) == ["image/avif", "image/webp", ""]
    for media_type, choices in files.items():
        assert [width for _, width in choices] == [320, 640, 960, 1280, 1600]
        for address, width in choices:
            found = fetched(client, address)
            assert found.size == (width, width * 9 // 16)
            assert f"image/{found.format}".lower() == (media_type or "image/jpeg")
            assert not found.getexif()
            assert re.search(r"/renditions/\d+/[0-9a-f]{20}\.(avif|webp|jpg)$", address)
    assert shown["src"] == files[""][-1][0]
