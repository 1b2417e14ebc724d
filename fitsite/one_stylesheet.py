"""Collects static files so that a page needs one stylesheet: what site.css imports is put into it.

In development browsers follow the imports themselves, so a changed file shows at once.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.utils.functional import cached_property
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLESHEET = "css/site.css"
IMPORT = re.compile(r'@import url\("(?P<url>[^"]+)"\)(?: (?P<media>[^;]+))?;')
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
INDENT = re.compile(r"\s*\n\s*")

Paths = dict[str, tuple[Any, str]]


class OneStylesheetStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Hashed and compressed files, among them the one stylesheet."""

    @cached_property
    def _addresses(self) -> dict[str, str]:
        return {}

    def url(self, name: str, force: bool = False) -> str:
        """Remembered: a page prints a dozen, and files do not change while the site runs."""
        if name not in self._addresses:
            self._addresses[name] = super().url(name, force)
        return self._addresses[name]

    def post_process(
        self, paths: Paths, dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str | None, Any]]:
        """Join the stylesheet before it is hashed and compressed with the rest."""
        if STYLESHEET in paths and not dry_run:
            joined = ContentFile(joined_stylesheet(paths).encode())
            self.delete(STYLESHEET)
            self.save(STYLESHEET, joined)
            paths = paths | {STYLESHEET: (self, STYLESHEET)}
        yield from super().post_process(paths, dry_run=dry_run, **options)


def joined_stylesheet(paths: Paths) -> str:
    """The stylesheet with every import replaced by the file, without comments and indents.

    Addresses in the imported files must not be relative to folders of their own. Raises KeyError
    for an import of a file that is not there.
    """

    def imported(match: re.Match[str]) -> str:
        name = posixpath.join(posixpath.dirname(STYLESHEET), match["url"])
        text = _text(paths, name)
        return f"@media {match['media']} {{\n{text}\n}}" if match["media"] else text

    text = IMPORT.sub(imported, _text(paths, STYLESHEET))
    return INDENT.sub("\n", COMMENT.sub("", text)).strip()


def _text(paths: Paths, name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        text: str = file.read().decode()
    return text
