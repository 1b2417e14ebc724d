"""Pages offer each picture in three formats at fixed widths, made by the worker (ED08)."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from PIL import Image as Pillow

from articles.models import Article, Author, Image
from fitsite.page_cache.models import PageVersion
from tests.articles.pictures import picture
from tests.articles.shown_pictures import fetched, pictures, work

MakeArticle = Callable[..., Article]
Send = Callable[..., Any]
ADDRESS = re.compile(r"/media/renditions/\d+/[0-9a-f]{20}\.(avif|webp|jpg|png)")


def test_until_they_are_made_a_page_shows_the_original(
    photograph: Image, make_article: MakeArticle, client: Client
) -> None:
    article = make_article(hero=photograph)
    ((shown, files),) = pictures(client, article.get_absolute_url())
    assert shown["src"] == photograph.file.url
    assert (shown["width"], shown["height"]) == ("1600", "900")
    assert files == {"": []}
    assert fetched(client, shown["src"]).size == (1600, 900)


def test_then_it_offers_every_width_in_every_format(
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
            assert "icc_profile" not in found.info
            assert ADDRESS.fullmatch(address)
    assert shown["src"] == files[""][-1][0]


def test_a_reader_asks_for_nothing_that_is_made_for_him(
    photograph: Image, make_article: MakeArticle, client: Client
) -> None:
    article = make_article(hero=photograph)
    for address in ("/", article.get_absolute_url()):
        client.get(address)
    assert not Image.objects.get().renditions


@pytest.mark.parametrize(
    ("size", "widths"),
    [
        ((8, 4), [8]),
        ((320, 10), [320]),
        ((321, 321), [320, 321]),
        ((700, 1400), [320, 640, 700]),
        ((1920, 1080), [320, 640, 960, 1280, 1920]),
        ((2600, 40), [320, 640, 960, 1280, 1920]),
        ((1, 900), [1]),
    ],
)
def test_no_rendition_is_larger_than_the_picture_or_than_a_page_can_use(
    size: tuple[int, int],
    widths: list[int],
    send: Send,
    make_article: MakeArticle,
    client: Client,
) -> None:
    send(picture(size=size))
    article = make_article(hero=Image.objects.get())
    work()
    ((shown, files),) = pictures(client, article.get_absolute_url())
    for choices in files.values():
        assert [width for _, width in choices] == widths
    for address, width in files[""]:
        found = fetched(client, address)
        assert found.width == width
        assert abs(found.height - max(width * size[1] / size[0], 1)) <= 0.5
    assert (int(shown["width"]), int(shown["height"])) == fetched(client, shown["src"]).size


def test_a_picture_with_holes_keeps_them_in_every_format(
    send: Send, make_article: MakeArticle, client: Client
) -> None:
    holed = Pillow.new("RGBA", (400, 300), (255, 0, 0, 0))
    holed.paste((0, 0, 255, 255), (0, 0, 200, 300))
    article = make_article(hero=_sent(send, holed))
    work()
    ((_, files),) = pictures(client, article.get_absolute_url())
    assert [address.rpartition(".")[2] for (address, _), *_ in files.values()] == [
        *("avif", "webp", "png")
    ]
    for choices in files.values():
        found = fetched(client, choices[-1][0]).convert("RGBA")
        assert found.getpixel((390, 150))[3] < 10  # type: ignore[index]
        assert found.getpixel((10, 150))[3] > 245  # type: ignore[index]


def _sent(send: Send, drawn: Pillow.Image) -> Image:
    encoded = BytesIO()
    drawn.save(encoded, "PNG")
    send(encoded.getvalue(), "photo.png")
    return Image.objects.get()


def test_cards_faces_and_links_show_their_own_cut(
    photograph: Image, make_article: MakeArticle, client: Client
) -> None:
    author = Author.objects.create(name="Ann", slug="ann", photo=photograph)
    article = make_article(hero=photograph, author_ids=[author.pk])
    work()
    ((card, card_files),) = pictures(client, "/")
    assert [width for _, width in card_files["image/avif"]] == [320, 640, 960, 1280]
    assert (card["width"], card["height"]) == ("1280", "720")
    face = pictures(client, article.get_absolute_url())[0]
    assert [width for _, width in face[1]["image/webp"]] == [96, 192, 288]
    assert fetched(client, face[0]["src"]).size == (288, 288)
    page = client.get(article.get_absolute_url()).text
    link = re.search(r'property="og:image" content="[^"]*?(/media/[^"]+)"', page)
    assert link is not None
    assert fetched(client, link[1]).size == (1200, 630)
    assert '<meta property="og:image:width" content="1200">' in page


def test_the_first_picture_comes_at_once_and_the_others_when_they_are_near(
    photograph: Image, make_article: MakeArticle, client: Client
) -> None:
    body = f'<p>Text.</p><img src="{photograph.file.url}" alt="A">' * 2
    article = make_article(hero=photograph, body=body)
    make_article(hero=photograph)
    work()
    for address in ("/", article.get_absolute_url()):
        first, *others = (shown for shown, _ in pictures(client, address))
        assert first["fetchpriority"] == "high"
        assert "loading" not in first
        assert others
        for shown in others:
            assert shown["loading"] == "lazy"
            assert "fetchpriority" not in shown


def test_when_they_are_there_every_cached_page_is_out_of_date(
    photograph: Image, make_article: MakeArticle
) -> None:
    make_article(hero=photograph)
    before = PageVersion.objects.get(scope="site").number
    work()
    assert PageVersion.objects.get(scope="site").number > before


def test_pages_ask_no_more_of_the_database_than_before(
    photograph: Image,
    make_article: MakeArticle,
    client: Client,
    django_assert_max_num_queries: Any,
) -> None:
    article = make_article(hero=photograph, body=f'<img src="{photograph.file.url}" alt="A">')
    for address in ("/", article.get_absolute_url()):
        client.get(address)
        with django_assert_max_num_queries(100) as before:
            client.get(address)
        work()
        with django_assert_max_num_queries(len(before)):
            client.get(address)


def test_its_files_may_be_kept_for_ever(
    photograph: Image, make_article: MakeArticle, client: Client
) -> None:
    article = make_article(hero=photograph)
    work()
    ((shown, _),) = pictures(client, article.get_absolute_url())
    kept = client.get(shown["src"])
    kept.close()
    assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "sandbox" in kept.headers["Content-Security-Policy"]
