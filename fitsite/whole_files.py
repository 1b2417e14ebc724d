"""Files that are there whole or not at all, whoever dies while they are written."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.files.storage import FileSystemStorage

# The folder of what is named by its content; such a file may be kept for ever by whoever has it.
NAMED_BY_CONTENT = "renditions"


class WholeFileStorage(FileSystemStorage):
    """Files below `NAMED_BY_CONTENT`: one that has the same name is the same."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The name itself."""
        return name

    def _save(self, name: str, content: Any) -> str:
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as unfinished:
            for chunk in content.chunks():
                unfinished.write(chunk)
            unfinished.flush()
            os.fsync(unfinished.fileno())
        Path(unfinished.name).chmod(self.file_permissions_mode or 0o644)
        Path(unfinished.name).replace(path)
        return name
