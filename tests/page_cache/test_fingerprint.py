"""Pages of one release are not shown by another, and all processes of one agree on which it is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_django import Settings

from fitsite.page_cache.fingerprint import fingerprint

ROOT = Path(__file__).resolve().parents[2]
TELL = (
    "import django; django.setup();"
    "from fitsite.page_cache.fingerprint import fingerprint; print(fingerprint())"
)


def taken() -> str:
    fingerprint.cache_clear()
    return fingerprint()


def test_every_process_of_a_release_has_the_same() -> None:
    told = []
    for seed in ("1", "2"):
        environment = {
            "PATH": os.environ["PATH"],
            "ENV_FILE": os.devnull,
            "DJANGO_SETTINGS_MODULE": "fitsite.settings",
            "PYTHONHASHSEED": seed,
        }
        done = subprocess.run(
            [sys.executable, "-c", TELL], cwd=ROOT, env=environment, capture_output=True, check=True
        )
        told.append(done.stdout)
    assert told[0] == told[1]


@pytest.mark.parametrize(
    "name",
    [
        "templates/base.html",
        "articles/views.py",
        "static/css/site.css",
        "var/static/staticfiles.json",
        "requirements.txt",
    ],
)
def test_a_file_that_changes_makes_another(name: str, tmp_path: Path, settings: Settings) -> None:
    settings.BASE_DIR = tmp_path
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    found = [taken()]
    for text in ("one", "two"):
        (tmp_path / name).write_text(text)
        found.append(taken())
    assert len(set(found)) == 3


def test_what_is_not_of_the_release_makes_no_difference(tmp_path: Path, settings: Settings) -> None:
    settings.BASE_DIR = tmp_path
    before = taken()
    for name in ("var/media/picture.jpg", "articles/__pycache__/views.pyc", "docs/operations.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("text")
    assert taken() == before


def test_settings_make_a_difference(settings: Settings) -> None:
    before = taken()
    settings.EVIDENCE_DAYS = 7
    assert taken() != before
