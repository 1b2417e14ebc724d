"""What bin/restore does, inside .venv.

All that can fail without harm comes first: the archive is read to its end, unpacked beside the
places where it belongs, and the database examined and migrated there. Only then is the old moved
aside and the new moved in, under a mark that tells of a crash in between. Doing it again is safe.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.core.cache import cache

from fitsite.backup import archive, options
from fitsite.backup.archive import Manifest
from fitsite.backup.options import Restoring
from fitsite.backup.site import SECRET, Site, this_site
from fitsite.backup.unfinished import is_unfinished, marked
from fitsite.serving.speech import Refusal, say, speaking_plainly
from fitsite.serving.var import VAR, my_turn


@dataclass(frozen=True)
class Staged:
    """Where the parts wait, each on the same disk as the place where it belongs."""

    database: Path
    media: Path
    secret: Path

    def place(self, name: str) -> Path | None:
        """Where a part of the archive is unpacked."""
        if name.startswith(archive.MEDIA):
            return self.media / name.removeprefix(archive.MEDIA)
        if name == archive.SECRET:
            return self.secret
        return None if name == archive.MANIFEST else self.database

    def clear(self) -> None:
        """Remove what a restore has left, this one or one that was cut short."""
        for folder in (self.database.parent, self.media, self.secret.parent):
            shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    """Restore what the command line names."""
    with speaking_plainly():
        chosen = options.read_restoring(sys.argv[1:])
        site = this_site()
        manifest = archive.verify(chosen.file)
        with my_turn():
            try:
                kept = restore(site, manifest, chosen)
            except OSError as error:
                why = error.strerror or str(error)
                raise Refusal(f"The restore could not be finished: {why}.") from error
        _announce(chosen.file, manifest, kept)
        _tell_about_the_secret(site, manifest)


def restore(site: Site, manifest: Manifest, chosen: Restoring) -> list[str]:
    """Put a verified archive in place; returns where what stood there before is kept."""
    database = site.database
    if manifest.engine != database.engine:
        raise Refusal(
            f"{chosen.file.name} is a backup of a site on {_title(manifest.engine)}, and this site"
            f" runs on {database.title}; set DATABASE_URL, or see docs/operations.md on moving."
        )
    database.refuse_if_in_use()
    if not chosen.force and not is_unfinished():
        _refuse_to_cover_up(site)
    staged = _staged(site)
    staged.clear()
    try:
        staged.database.parent.mkdir(parents=True, mode=0o700)
        archive.unpack(chosen.file, staged.place)
        database.stage(staged.database, manifest.contents)
        with marked(chosen.file):
            kept = _move_in(site, manifest, staged)
            _empty_the_cache()
    finally:
        staged.clear()
    return kept


def _title(engine: str) -> str:
    return {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(engine, repr(engine))


def _refuse_to_cover_up(site: Site) -> None:
    if not site.database.is_empty():
        what = "the database"
    elif any(path.is_file() for path in site.media.rglob("*")):
        what = f"the folder {site.media.name}"
    else:
        return
    raise Refusal(
        f"There is content already in {what}. To restore all the same, use --force: what is there"
        " will be kept under another name."
    )


def _staged(site: Site) -> Staged:
    folder = ".restoring"
    return Staged(
        database=(site.database.beside() or VAR) / folder / "database",
        media=site.media.with_name(f".{site.media.name}{folder}"),
        secret=SECRET.parent / folder / "secret_key",
    )


def _move_in(site: Site, manifest: Manifest, staged: Staged) -> list[str]:
    stamp = f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
    # What may be refused comes first.
    kept = [site.database.replace(staged.database, stamp, manifest.contents)]
    staged.media.mkdir(exist_ok=True)
    kept.append(_swap(staged.media, site.media, stamp))
    if staged.secret.exists():
        kept.append(_swap(staged.secret, SECRET, stamp))
    return [place for place in kept if place]


def _swap(staged: Path, place: Path, stamp: str) -> str:
    """Move in, and what was there aside; returns its new name if there was anything."""
    kept = ""
    if place.is_file() and place.read_bytes() == staged.read_bytes():
        return kept
    if place.is_dir() and not any(place.iterdir()):
        place.rmdir()
    elif place.exists():
        kept = str(place.rename(place.with_name(f"{place.name}.before-restore-{stamp}")))
    staged.rename(place)
    return kept


def _empty_the_cache() -> None:
    """Forget pages of a state that is no more: the numbers of their versions will come again."""
    try:
        cache.clear()
    except Exception as error:  # Each kind of cache has errors of its own.
        say(f"Note: the cache could not be emptied ({error}); do it before the site starts.")


def _announce(file: Path, manifest: Manifest, kept: list[str]) -> None:
    say(f"Restored {file.name}, made {manifest.made_at} by version {manifest.version}:")
    for table, rows in manifest.rows.items():
        if rows:
            say(f"  {rows:>9}  {table}")
    say(f"  {manifest.media_files:>9}  media files")
    say("All of it is as the manifest says.")
    for place in kept:
        say(f"Kept from before: {place}")


def _tell_about_the_secret(site: Site, manifest: Manifest) -> None:
    if site.own_secret and archive.SECRET not in manifest.parts:
        say(
            "Note: the site's SECRET_KEY is not in the backup. Set it as it was, or everybody is"
            " signed out and readers lose the links to their own comments."
        )
    elif not site.own_secret and archive.SECRET in manifest.parts:
        say("Note: SECRET_KEY is set, so the key that was restored to var/secret_key is not used.")


if __name__ == "__main__":
    main()
