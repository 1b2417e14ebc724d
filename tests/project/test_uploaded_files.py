"""Uploaded files are handed out as files: nothing of them runs, nothing else is reachable."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from pytest_django import Settings


@pytest.fixture(autouse=True)
def files(settings: Settings, db: None) -> None:
    default_storage.save("images/page.html", ContentFile(b"<script>alert(1)</script>"))
    Path(settings.MEDIA_ROOT).with_name("secret_key").write_text("the secret")


def test_a_file_is_served_so_that_nothing_of_it_runs(client: Client) -> None:
    response = client.get("/media/images/page.html")
    assert response.getvalue() == b"<script>alert(1)</script>"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "public, max-age=86400"
    assert not response.cookies


def test_a_browser_that_has_the_file_is_told_so(client: Client) -> None:
    first = client.get("/media/images/page.html")
    seen = {"If-Modified-Since": first.headers["Last-Modified"]}
    first.close()
    again = client.get("/media/images/page.html", headers=seen)
    assert again.status_code == 304
    assert "sandbox" in again.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path",
    [
        *("../secret_key", "images/../../secret_key", "..%2fsecret_key", "%2e%2e/secret_key"),
        *("..\\secret_key", "/etc/passwd", "//etc/passwd", "images", "images/", "missing.jpg"),
    ],
)
def test_nothing_else_is_reachable(path: str, client: Client) -> None:
    response = client.get(f"/media/{path}")
    assert response.status_code in {400, 404}
    assert b"the secret" not in response.content
    assert b"root:" not in response.content


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
def test_files_are_only_read(verb: str, client: Client) -> None:
    assert getattr(client, verb)("/media/images/page.html").status_code == 405
