"""What a page downloads to look as it does: few files, small ones, kept for ever by browsers."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from articles.models import Article

SOURCES = Path(settings.BASE_DIR) / "static"
# What every page of readers is promised, in bytes as sent. They are never sent the desk's scripts.
MOST_STYLES = 30_000
MOST_SCRIPTS = 11_500
# The roman, which is loaded at once, and the italic; letters from afar come when they occur.
MOST_FONTS = 60_000
PRODUCTION = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "fitsite.one_stylesheet.OneStylesheetStorage"},
}


@pytest.fixture
def collected(settings: Settings, tmp_path: Path) -> Path:
    """The static files as a live site serves them; the admin's stay out."""
    settings.STORAGES = PRODUCTION
    settings.STATIC_ROOT = tmp_path / "static"
    call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=["admin"])
    return tmp_path / "static"


def collected_stylesheet(collected: Path) -> str:
    address = staticfiles_storage.url("css/site.css")
    return (collected / address.removeprefix("/static/")).read_text()


def test_the_collected_stylesheet_asks_for_no_other(collected: Path) -> None:
    text = collected_stylesheet(collected)
    assert "@import" not in text
    assert text.startswith("@layer tokens, reset, base, layout, components, utilities, print;")
    assert ".masthead" in text
    assert "@media print {" in text


def test_collecting_again_gives_the_same_stylesheet(collected: Path) -> None:
    before = collected_stylesheet(collected)
    call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=["admin"])
    assert collected_stylesheet(collected) == before


def test_every_component_is_in_the_stylesheet() -> None:
    named = re.findall(r'@import url\("([^"]+)"\)', (SOURCES / "css/site.css").read_text())
    files = [str(file.relative_to(SOURCES / "css")) for file in (SOURCES / "css").rglob("*.css")]
    # These stand in pages of their own: the desk's, those around an account, and the styleguide.
    apart = ("site", "admin", "desk", "numbers", "sign_in", "styleguide")
    readers = [name for name in files if not name.startswith(apart)]
    assert sorted(named) == sorted(readers)


def test_components_name_no_other_file() -> None:
    for file in (SOURCES / "css/components").glob("*.css"):
        assert re.findall(r"url\((?!['\"]?data:)", file.read_text()) == [], file.name


def test_an_article_page_asks_for_one_stylesheet(
    collected: Path, article: Article, client: Client
) -> None:
    text = client.get(article.get_absolute_url()).text
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', text)
    assert sheets == [staticfiles_storage.url("css/site.css")]


def test_styles_and_scripts_stay_within_their_budgets(collected: Path) -> None:
    assert len(gzip.compress(collected_stylesheet(collected).encode())) < MOST_STYLES
    scripts = (SOURCES / "js").glob("*.js")
    sent = [file.read_bytes() for file in scripts if not file.name.startswith("desk")]
    assert sum(len(gzip.compress(script)) for script in sent) < MOST_SCRIPTS
    fonts = [SOURCES / "fonts/besley" / name for name in ("roman.woff2", "italic.woff2")]
    assert sum(file.stat().st_size for file in fonts) < MOST_FONTS


def test_a_font_has_a_name_of_its_own_content_wherever_it_is_named(
    collected: Path, article: Article, client: Client
) -> None:
    text = client.get(article.get_absolute_url()).text
    (preloaded,) = re.findall(r'<link rel="preload" href="([^"]+)" as="font"', text)
    assert re.search(r"/roman\.[0-9a-f]{12}\.woff2$", preloaded)
    assert f'url("..{preloaded.removeprefix("/static")}")' in collected_stylesheet(collected)


def test_every_font_comes_with_its_licence() -> None:
    for file in (SOURCES / "fonts").rglob("*.woff2"):
        assert "SIL OPEN FONT LICENSE" in (file.parent / "OFL.txt").read_text()
