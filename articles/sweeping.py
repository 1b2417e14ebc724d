"""Deletes files of pictures that nothing names any more, a day after that was noticed.

Renditions are looked for in their own folder, which holds a folder for each picture; they can be
made again. Of the originals only those go that were noted when their picture went.
"""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.db import transaction

from articles.models import Image, Leftover
from articles.renditions import FOLDER, names_in, store

# Folders that are compared with their pictures at a time.
BATCH = 100


def note_leftovers() -> None:
    """Note each rendition that its picture does not name."""
    try:
        folders = store().listdir(FOLDER)[0]
    except FileNotFoundError:
        return  # Nothing has been made yet.
    for start in range(0, len(folders), BATCH):
        batch = folders[start : start + BATCH]
        images = Image.objects.only("renditions").in_bulk(filter(str.isdecimal, batch))
        for folder in batch:
            image = images.get(int(folder)) if folder.isdecimal() else None
            _note(f"{FOLDER}/{folder}", names_in(image.renditions) if image else set())


def _note(folder: str, named: set[str]) -> None:
    found = {f"{folder}/{name}" for name in store().listdir(folder)[1]}
    Leftover.objects.note(sorted(found - named))
    if not found:
        store().delete(folder)


def delete_leftovers() -> None:
    """Delete what was noted a day ago and is still left over."""
    for leftover in Leftover.objects.old():
        with transaction.atomic():
            if leftover.name.startswith(f"{FOLDER}/"):
                _delete_rendition(leftover.name)
            elif not Image.objects.filter(file=leftover.name).exists():
                default_storage.delete(leftover.name)
            leftover.delete()


def _delete_rendition(name: str) -> None:
    # While its picture is locked nobody begins to make the same file anew.
    pk = name.split("/")[1]
    image = Image.objects.select_for_update().filter(pk=pk).first() if pk.isdecimal() else None
    if image is None or (image.is_finished and name not in names_in(image.renditions)):
        store().delete(name)
