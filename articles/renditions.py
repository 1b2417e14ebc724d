"""Copies of a picture for pages: at fixed widths, in three formats, named by what they hold.

Only the worker makes them. What was made is a plain dictionary that the picture's row keeps:
for each crop its width and height, and for each format the files by width.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from math import ceil
from typing import IO, Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from PIL import Image as Pillow
from PIL import ImageOps
from PIL.Image import Resampling

from articles.images import decoded
from fitsite.whole_files import NAMED_BY_CONTENT

# One more whenever what is made changes: the worker then makes the renditions of every picture.
RECIPE = 1
FOLDER = NAMED_BY_CONTENT


@dataclass(frozen=True)
class Crop:
    """What is shown of a picture in one kind of place. Without a ratio nothing is cut off."""

    widths: tuple[int, ...]
    ratio: tuple[int, int] | None = None
    modern: bool = True


CROPS = {
    "wide": Crop((320, 640, 960, 1280, 1920)),
    "card": Crop((320, 640, 960, 1280), (16, 9)),
    "face": Crop((96, 192, 288), (1, 1)),
    # What other sites show of a link; this is the size they ask for.
    "social": Crop((1200,), (1200, 630), modern=False),
}
# One thread each: with more, the same picture would not always become the same file.
ENCODERS: dict[str, tuple[str, dict[str, Any]]] = {
    "avif": ("AVIF", {"quality": 55, "speed": 8, "max_threads": 1}),
    "webp": ("WEBP", {"quality": 76, "method": 4}),
    "jpg": ("JPEG", {"quality": 80, "progressive": True}),
    "png": ("PNG", {"optimize": True}),
}


class Original:
    """A picture to make renditions of, and where to put them.

    The focal point stays in every crop; it is given in percent from the left and from the top.
    """

    def __init__(
        self, file: IO[bytes], size: tuple[int, int], focus: tuple[int, int], folder: str
    ) -> None:
        self.file, self.folder = file, folder
        self.width, self.height = size
        self.focus = (focus[0] / 100, focus[1] / 100)
        self._names: dict[tuple[int, int], dict[str, str]] = {}

    def renditions(self) -> dict[str, Any]:
        """Make and store all files; returns what pages need to know of them.

        Takes seconds. Files that are there already are left alone. Raises Unusable.
        """
        return {name: self._crop(crop) for name, crop in CROPS.items()}

    def _crop(self, crop: Crop) -> dict[str, Any]:
        kinds = ["avif", "webp"] if crop.modern else []
        kinds.append("jpg" if self._picture.mode == "RGB" else "png")
        sizes = self._sizes(crop)
        made = [(size[0], self._made(size, kinds)) for size in sizes]
        files = {kind: [(width, names[kind]) for width, names in made] for kind in kinds}
        return {"width": sizes[-1][0], "height": sizes[-1][1], "files": files}

    def _sizes(self, crop: Crop) -> list[tuple[int, int]]:
        across, down = crop.ratio or (self.width, self.height)
        largest = max(min(self.width, self.height * across // down, crop.widths[-1]), 1)
        widths = [width for width in crop.widths if width < largest] + [largest]
        return [(width, max(round(width * down / across), 1)) for width in widths]

    @cached_property
    def _picture(self) -> Pillow.Image:
        # No larger than the largest rendition needs.
        sizes = [size for crop in CROPS.values() for size in self._sizes(crop)]
        scale = max(max(width / self.width, height / self.height) for width, height in sizes)
        needed = (ceil(self.width * scale), ceil(self.height * scale))
        picture = decoded(self.file, at_least=needed)
        if picture.width > needed[0]:
            picture = picture.resize(needed, Resampling.LANCZOS, reducing_gap=3)
        return picture

    def _made(self, size: tuple[int, int], kinds: list[str]) -> dict[str, str]:
        """The names of the files of one size. Crops that come out alike share them."""
        names = self._names.setdefault(size, {})
        if missing := [kind for kind in kinds if kind not in names]:
            shown = ImageOps.fit(self._picture, size, Resampling.LANCZOS, centering=self.focus)
            names |= {kind: self._keep(shown, kind) for kind in missing}
        return names

    def _keep(self, shown: Pillow.Image, kind: str) -> str:
        encoded, (encoder, options) = BytesIO(), ENCODERS[kind]
        shown.save(encoded, encoder, **options)
        content = encoded.getvalue()
        name = f"{self.folder}/{hashlib.sha256(content).hexdigest()[:20]}.{kind}"
        if not store().exists(name):
            store().save(name, ContentFile(content))
        return name


def names_in(renditions: dict[str, Any]) -> set[str]:
    """The names of all files."""
    return {
        name
        for crop in renditions.values()
        for files in crop["files"].values()
        for _, name in files
    }


def store() -> Storage:
    """Where renditions are kept."""
    return storages["renditions"]
