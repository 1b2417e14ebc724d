"""Files that are not pictures, or claim to be larger than any camera's, are refused (NV19)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import Settings

from articles.models import Image
from tests.articles.pictures import EPS, SVG, picture, png_that_claims

Send = Callable[..., Any]


@pytest.mark.parametrize(
    "content",
    [
        EPS,
        SVG,
        *(picture(kind) for kind in ("TIFF", "GIF", "BMP", "ICO", "PPM", "PDF", "TGA")),
        png_that_claims(8000, 8000),
        png_that_claims(30_000, 30_000),
        picture()[:200],
        picture("PNG")[:60],
        picture("AVIF")[:-40] + b"\xff" * 40,
        b"<script>alert(1)</script>",
        b"\xff\xd8\xff" + b"a" * 100,
        b"",
    ],
    ids=[
        *("EPS", "SVG", "TIFF", "GIF", "BMP", "ICO", "PPM", "PDF", "TGA", "bomb", "big bomb"),
        *("half a JPEG", "half a PNG", "spoilt AVIF", "script", "noise", "nothing"),
    ],
)
@pytest.mark.parametrize("name", ["photo.jpg", "photo.png"])
def test_whatever_is_not_a_usable_picture_is_refused_in_a_sentence(
    content: bytes, name: str, send: Send, settings: Settings
) -> None:
    response = send(content, name)
    assert response.status_code == 200
    assert 'class="errorlist' in response.text
    assert not Image.objects.exists()
    assert not settings.MEDIA_ROOT.exists()


@pytest.mark.parametrize("name", ["photo.svg", "photo.html", "photo"])
def test_a_name_that_is_not_a_pictures_is_refused(name: str, send: Send) -> None:
    assert send(picture(), name).status_code == 200
    assert not Image.objects.exists()
