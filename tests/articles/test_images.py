"""Uploaded pictures: re-encoded, so that nothing but the picture is kept (NV19)."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image as Pillow
from pytest_django import Settings

from articles.models import Image
from fitsite.accounts.models import User
from tests.articles.pictures import (
    annotated_png,
    camera_picture,
    picture,
    profile_that_swaps_red_and_blue,
    upload,
)

SignIn = Callable[[User], Client]
Send = Callable[..., Any]


def kept() -> bytes:
    with Image.objects.get().file.open() as file:
        content: bytes = file.read()
    return content


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_is_kept_with_its_size(kind: str, send: Send) -> None:
    assert send(picture(kind), f"photo.{kind.lower()}").status_code == 302
    image = Image.objects.get()
    assert (image.width, image.height) == (8, 4)
    assert Pillow.open(BytesIO(kept())).format in {"JPEG", "PNG"}


@pytest.mark.parametrize("content", [camera_picture(), annotated_png()], ids=["JPEG", "PNG"])
def test_a_picture_forgets_who_made_it_and_where(content: bytes, send: Send) -> None:
    send(content)
    assert b"Ann" not in kept()
    with Pillow.open(BytesIO(kept())) as found:
        assert not found.getexif()
        technical = {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert set(found.info) <= technical | {"progressive", "progression"}


def test_a_photograph_with_spoilt_notes_is_a_photograph(send: Send) -> None:
    text_as_number = camera_picture().replace(b"\x01\x0f\x00\x02", b"\x01\x0f\x00\x05")
    assert send(text_as_number).status_code == 302
    assert Image.objects.get().height == 8


def test_a_photograph_that_lay_on_its_side_stands_upright(send: Send) -> None:
    send(camera_picture())
    image = Image.objects.get()
    assert (image.width, image.height) == (4, 8)
    with Pillow.open(BytesIO(kept())) as found:
        red, _, blue = found.convert("RGB").getpixel((2, 1))  # type: ignore[misc]
    assert red > blue


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_what_trails_behind_a_picture_is_left_behind(kind: str, send: Send) -> None:
    assert send(picture(kind) + b"<script>alert(1)</script>").status_code == 302
    assert b"script" not in kept()


def test_a_transparent_picture_stays_transparent(send: Send) -> None:
    content = BytesIO()
    Pillow.new("RGBA", (4, 4), (0, 0, 0, 0)).save(content, "PNG")
    send(content.getvalue(), "photo.png")
    with Pillow.open(BytesIO(kept())) as found:
        assert found.mode == "RGBA"


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [
        ("Läufer am Morgen.JPEG", "images/Läufer_am_Morgen.jpg"),
        ("photo.jfif", "images/photo.jpg"),
        ("photo.php.jpg", "images/photo.php.jpg"),
        ("../../evil.jpg", "images/evil.jpg"),
        ("<script>.jpg", "images/script.jpg"),
    ],
)
def test_a_file_is_named_after_what_it_is(name: str, kept_as: str, send: Send) -> None:
    send(picture(), name)
    assert Image.objects.get().file.name == kept_as


def test_a_second_file_of_the_same_name_replaces_nothing(send: Send) -> None:
    send(picture("PNG"))
    send(picture())
    names = set(Image.objects.values_list("file", flat=True))
    assert len(names) == 2


def test_new_words_leave_the_file_alone(send: Send, editor: User, signed_in: SignIn) -> None:
    send(picture())
    before, image = kept(), Image.objects.get()
    filled_in = {"alt": "Three", "focal_x": 50, "focal_y": 50}
    signed_in(editor).post(f"/admin/articles/image/{image.pk}/change/", filled_in)
    image.refresh_from_db()
    assert image.alt == "Three"
    assert kept() == before


def test_only_editors_upload(
    moderator: User, client: Client, signed_in: SignIn, settings: Settings
) -> None:
    for browser, status in ((signed_in(moderator), 403), (client, 302)):
        response = browser.post("/admin/articles/image/add/", {"file": upload(picture())})
        assert response.status_code == status
    assert not Image.objects.exists()
    assert not settings.MEDIA_ROOT.exists()


@pytest.mark.parametrize("content", [camera_picture(), annotated_png()], ids=["JPEG", "PNG"])
def test_whichever_way_a_picture_takes_it_forgets(content: bytes, db: None) -> None:
    Image.objects.create(file=ContentFile(content, name="photo.jpg"))
    assert b"Ann" not in kept()
    assert Image.objects.get().width == Pillow.open(BytesIO(kept())).width


def test_a_picture_that_was_re_encoded_is_not_encoded_twice(send: Send) -> None:
    send(picture(size=(64, 64)))
    with Pillow.open(BytesIO(picture(size=(64, 64)))) as sent:
        once = BytesIO()
        sent.save(once, "JPEG", quality=88, progressive=True)
    assert kept() == once.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_colours_look_the_same_without_their_profile(kind: str, send: Send) -> None:
    send(picture(kind, size=(64, 64), icc_profile=profile_that_swaps_red_and_blue()))
    with Pillow.open(BytesIO(kept())) as found:
        assert "icc_profile" not in found.info
        left, right = (found.convert("RGB").getpixel((x, 32)) for x in (8, 56))
    for half, channel in ((left, 2), (right, 0)):
        assert isinstance(half, tuple)
        assert half[channel] > 200
        assert sum(half) - half[channel] < 100


@pytest.mark.parametrize(
    ("mode", "colour", "seen"),
    [
        ("1", 1, (255, 255, 255)),
        ("L", 100, (100, 100, 100)),
        ("I;16", 25_700, (100, 100, 100)),
        ("P", 0, (0, 0, 0)),
        ("CMYK", (0, 255, 255, 0), (255, 0, 0)),
        ("LA", (100, 255), (100, 100, 100)),
        ("RGBA", (0, 200, 0, 255), (0, 200, 0)),
    ],
)
def test_every_way_to_write_colours_is_understood(
    mode: str, colour: Any, seen: tuple[int, int, int], send: Send
) -> None:
    encoded = BytesIO()
    Pillow.new(mode, (32, 32), colour).save(encoded, "JPEG" if mode == "CMYK" else "PNG")
    assert send(encoded.getvalue()).status_code == 302
    with Pillow.open(BytesIO(kept())) as found:
        assert (found.format, found.mode) == ("JPEG", "RGB")
        pixel = found.getpixel((16, 16))
    assert isinstance(pixel, tuple)
    assert all(abs(one - other) <= 6 for one, other in zip(pixel, seen, strict=True))
