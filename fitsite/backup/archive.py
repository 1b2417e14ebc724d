"""The file that a backup is: its parts, and last of all the manifest that vouches for them."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, Any

from fitsite.backup.databases import Contents
from fitsite.serving.speech import Refusal

FORMAT = 1
MANIFEST = "manifest.json"
MEDIA = "media/"
SECRET = "secret_key"  # noqa: S105 - a name
# Pictures do not get smaller, however long one tries.
COMPRESSION = 3
DAMAGE = (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError, ValueError, TypeError, KeyError)


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. `parts` gives the SHA-256 of each by its name."""

    made_at: str
    version: str
    engine: str
    rows: dict[str, int]
    migrations: list[str]
    parts: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def contents(self) -> Contents:
        """What the database should hold."""
        return Contents(self.rows, self.migrations)

    @property
    def media_files(self) -> int:
        """How many uploaded files there are."""
        return sum(name.startswith(MEDIA) for name in self.parts)


class Writer:
    """Writes the parts one after the other, and adds up what the manifest says of them."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self._parts: dict[str, str] = {}

    def add(self, name: str, path: Path) -> None:
        """Add a file as it is now, even if it grows meanwhile."""
        with path.open("rb") as file:
            member = tarfile.TarInfo(name)
            status = os.fstat(file.fileno())
            member.size, member.mtime, member.mode = status.st_size, status.st_mtime, 0o600
            reader = _Hashing(file)
            self._tar.addfile(member, reader)
        self._parts[name] = reader.digest.hexdigest()

    def add_media(self, folder: Path) -> None:
        """Add every file below a folder; one that is deleted meanwhile is left out."""
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                try:
                    self.add(MEDIA + path.relative_to(folder).as_posix(), path)
                except FileNotFoundError:
                    continue

    def finish(self, manifest: Manifest) -> Manifest:
        """Add the manifest; without it, a file is no backup."""
        complete = Manifest(**{**asdict(manifest), "parts": self._parts})
        text = json.dumps(asdict(complete), indent=1).encode()
        member = tarfile.TarInfo(MANIFEST)
        member.size, member.mode = len(text), 0o600
        self._tar.addfile(member, BytesIO(text))
        return complete


class _Hashing:
    """A file that is hashed while somebody reads it."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self.file.read(size)
        self.digest.update(block)
        return block


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """Write a new archive that nobody else can read; on the disk when the block has ended."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        with tarfile.open(fileobj=file, mode="w:gz", compresslevel=COMPRESSION) as tar:
            yield Writer(tar)
        file.flush()
        os.fsync(file.fileno())


def verify(path: Path) -> Manifest:
    """Read all of an archive and compare it with its manifest; refuses a damaged or foreign one."""
    found: dict[str, str] = {}
    text = b""
    with _reading(path) as members:
        for name, content in members:
            if name == MANIFEST:
                text = content.read()
            else:
                found[name] = hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]
    if not text:
        raise _damaged(path, "it has no manifest")
    manifest = _parse(path, text)
    for name in sorted(found.keys() | manifest.parts.keys()):
        if found.get(name) != manifest.parts.get(name):
            raise _damaged(path, f"{name} is not what the manifest says")
    return manifest


def unpack(path: Path, place: Callable[[str], Path | None]) -> None:
    """Write each part to where `place` wants it, if anywhere. Only after `verify`."""
    with _reading(path) as members:
        for name, content in members:
            target = place(name)
            if target is None:
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as file:
                # Uploaded files are for everybody, as Django stores them; nothing else is.
                os.fchmod(file.fileno(), 0o644 if name.startswith(MEDIA) else 0o600)
                shutil.copyfileobj(content, file, 1 << 20)
                file.flush()
                os.fsync(file.fileno())


@contextmanager
def _reading(path: Path) -> Iterator[Iterator[tuple[str, IO[bytes]]]]:
    try:
        with gzip.open(path) as file, tarfile.open(fileobj=file, mode="r:") as tar:
            yield _members(path, tar)
            while file.read(1 << 20):  # To the end, where the check sum of it all is.
                pass
    except DAMAGE as error:
        raise _damaged(path, str(error) or "it ends too early") from error
    except OSError as error:
        raise Refusal(f"Cannot read {path}: {error.strerror or error}.") from error


def _members(path: Path, tar: tarfile.TarFile) -> Iterator[tuple[str, IO[bytes]]]:
    for member in tar:
        content = tar.extractfile(member) if member.isreg() else None
        if content is None or not _is_ours(member.name):
            raise _damaged(path, f"{member.name!r} does not belong in a backup")
        yield member.name, content


def _is_ours(name: str) -> bool:
    """Whether a part has a name that we give, and that leads nowhere else when unpacked."""
    if not name.startswith(MEDIA):
        return "/" not in name
    steps = PurePosixPath(name).parts
    return name == "/".join(steps) and len(steps) > 1 and ".." not in steps and "\0" not in name


def _parse(path: Path, text: bytes) -> Manifest:
    try:
        said: dict[str, Any] = json.loads(text)
        if said["format"] > FORMAT:
            raise Refusal(f"{path.name} was made by a newer version of bin/backup.")
        return Manifest(**said)
    except DAMAGE as error:
        raise _damaged(path, "its manifest cannot be read") from error


def _damaged(path: Path, why: str) -> Refusal:
    return Refusal(f"{path.name} is damaged or no backup: {why}. Nothing was changed.")
