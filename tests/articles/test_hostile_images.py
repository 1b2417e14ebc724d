"""Files that are not pictures, or claim to be larger than any camera's, are refused (NV19)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from pytest_django import Settings

from articles.images import MAX_BYTES, Unusable
from articles.models import Image
from tests.articles.pictures import EPS, SVG, moving, picture, png_that_claims

Send = Callable[..., Any]


REFUSED = {
    "EPS": (EPS, "This is a PostScript file"),
    "SVG": (SVG, "This is a SVG file"),
    "TIFF": (picture("TIFF"), "This is a TIFF file"),
    "GIF": (picture("GIF"), "This is a GIF file"),
    "BMP": (picture("BMP"), "This is a BMP file"),
    "PDF": (picture("PDF"), "This is a PDF file"),
    "HEIC": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 40, "This is a HEIC file"),
    **{kind: (picture(kind), "not a picture that can be read") for kind in ("ICO", "PPM", "TGA")},
    "bomb": (png_that_claims(8000, 8000), "more than 40 million pixels"),
    "big bomb": (png_that_claims(30_000, 30_000), "more than 40 million pixels"),
    "moving WebP": (moving("WEBP"), "The picture moves"),
    "moving PNG": (moving("PNG"), "The picture moves"),
    "moving AVIF": (moving("AVIF"), "The picture moves"),
    "half a JPEG": (picture(size=(300, 300))[:1500], "The file is damaged"),
    "a seventh of a JPEG": (picture()[:100], "The file is damaged"),
    "half a PNG": (picture("PNG")[:60], "The file is damaged"),
    "half a WebP": (picture("WEBP", size=(300, 300))[:200], "The file is damaged"),
    "spoilt AVIF": (picture("AVIF")[:-40] + b"\xff" * 40, "The file is damaged"),
    "script": (b"<script>alert(1)</script>", "not a picture that can be read"),
    "noise": (b"\xff\xd8\xff" + b"a" * 100, "not a picture that can be read"),
    "nothing": (b"", "The submitted file is empty."),
    "large file": (picture() + b"\0" * MAX_BYTES, "The file is larger than 25 MB."),
}


@pytest.mark.parametrize(("content", "why"), REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("name", ["photo.jpg", "photo.png"])
def test_whatever_is_not_a_usable_picture_is_refused_and_told_why(
    content: bytes, why: str, name: str, send: Send, settings: Settings
) -> None:
    response = send(content, name)
    assert response.status_code == 200
    assert response.text.count('class="errorlist"') == 1
    assert why in response.text
    assert "JPEG" in response.text or not why.startswith("This is")
    assert not Image.objects.exists()
    assert not settings.MEDIA_ROOT.exists()


@pytest.mark.parametrize("kind", [kind for kind in REFUSED if kind != "nothing"])
def test_no_other_way_to_the_disk_takes_it(kind: str, settings: Settings, db: None) -> None:
    content, _ = REFUSED[kind]
    with pytest.raises(Unusable):
        Image.objects.create(file=ContentFile(content, name="photo.jpg"))
    assert not Image.objects.exists()
    assert not settings.MEDIA_ROOT.exists()


@pytest.mark.parametrize("name", ["photo.svg", "photo.html", "photo"])
def test_a_name_that_is_not_a_pictures_is_refused(name: str, send: Send) -> None:
    response = send(picture(), name)
    assert "not allowed. Allowed extensions are: jpg, jpeg" in response.text
    assert not Image.objects.exists()
