"""What bin/backup does, inside .venv."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from fitsite.backup import archive, options
from fitsite.backup.archive import Manifest
from fitsite.backup.site import SECRET, Site, this_site
from fitsite.backup.unfinished import refuse_if_unfinished
from fitsite.serving.speech import Refusal, say, speaking_plainly
from fitsite.serving.var import ROOT, my_turn

NAMED = re.compile(r"fitsite-\d{8}-\d{6}\.tar\.gz")
UNDER_WAY = ".fitsite-under-way-"


def main() -> None:
    """Make the backup that the command line asks for."""
    with speaking_plainly():
        chosen = options.read_making(sys.argv[1:])
        site = this_site()
        with my_turn():
            refuse_if_unfinished()
            try:
                made, manifest = make(site, chosen.folder)
                removed = _remove_older(chosen.folder, chosen.keep)
            except OSError as error:
                raise Refusal(f"Cannot write the backup: {error.strerror or error}.") from error
        _announce(made, manifest, removed)


def make(site: Site, folder: Path) -> tuple[Path, Manifest]:
    """Copy the site into a new file in a folder. Under its name it is always complete."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _tidy_up(folder)
    with tempfile.TemporaryDirectory(prefix=UNDER_WAY, dir=folder) as name:
        under_way = Path(name) / "archive"
        made_at = datetime.now(UTC)
        copy = Path(name) / "database"
        contents = site.database.copy_to(copy)
        manifest = Manifest(
            made_at=made_at.isoformat(timespec="seconds"),
            version=_version(),
            engine=site.database.engine,
            rows=contents.rows,
            migrations=contents.migrations,
        )
        with archive.writing(under_way) as writer:
            writer.add(site.database.part, copy)
            # After the database: a file is stored before its row, so that no row misses its file.
            writer.add_media(site.media)
            if site.own_secret and SECRET.exists():
                writer.add(archive.SECRET, SECRET)
            manifest = writer.finish(manifest)
        return _publish(under_way, folder, made_at), manifest


def _publish(under_way: Path, folder: Path, made_at: datetime) -> Path:
    while (path := folder / f"fitsite-{made_at:%Y%m%d-%H%M%S}.tar.gz").exists():
        time.sleep(0.1)
        made_at = datetime.now(UTC)
    under_way.rename(path)
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)
    return path


def _tidy_up(folder: Path) -> None:
    """Remove what a backup that was killed has left; it is our turn, so none is under way."""
    for left in folder.glob(f"{UNDER_WAY}*"):
        for file in left.iterdir():
            file.unlink()
        left.rmdir()


def _remove_older(folder: Path, keep: int | None) -> int:
    if keep is None:
        return 0
    older = sorted(path for path in folder.iterdir() if NAMED.fullmatch(path.name))[:-keep]
    for path in older:
        path.unlink()
    return len(older)


def _version() -> str:
    """The commit that the code is, where git can tell."""
    try:
        asked = ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"]
        done = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603
    except OSError:
        return "unknown"
    return done.stdout.strip() or "unknown"


def _announce(made: Path, manifest: Manifest, removed: int) -> None:
    rows = sum(manifest.rows.values())
    say(
        f"{made}: {rows} rows in {len(manifest.rows)} tables, {manifest.media_files} media files,"
        f" {made.stat().st_size / 1_000_000:.1f} MB."
    )
    if removed:
        say(f"Removed {removed} older.")


if __name__ == "__main__":
    main()
