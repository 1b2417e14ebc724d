"""What this release of the site would make of the same records: its code, templates, settings."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from django import get_version
from django.conf import settings

FOLDERS = ("fitsite", "articles", "comments", "templates", "static")
# The names under which pages link to static files, and the versions of what is installed.
FILES = ("var/static/staticfiles.json", "requirements.txt")


@cache
def fingerprint() -> str:
    """Differs between two releases or two sites; the same in all processes of one."""
    found = blake2b(get_version().encode(), digest_size=12)
    for path in _files(Path(settings.BASE_DIR)):
        found.update(str(path).encode())
        found.update(path.read_bytes())
    names = sorted(name for name in dir(settings) if name.isupper())
    found.update(repr([(name, _plain(getattr(settings, name))) for name in names]).encode())
    return found.hexdigest()


def _files(root: Path) -> Iterator[Path]:
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path
    yield from (root / name for name in FILES if (root / name).is_file())


def _plain(value: Any) -> Any:
    # The order of a set differs from process to process.
    return sorted(map(repr, value)) if isinstance(value, set | frozenset) else value
