"""Pictures as pages show them: which files there are to choose from, and how large they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from articles.renditions import store

# The formats that not every browser knows, best first.
MODERN = {"avif": "image/avif", "webp": "image/webp"}


@dataclass(frozen=True)
class Source:
    """The files of one format; a browser takes the first format that it knows."""

    type: str
    srcset: str


@dataclass(frozen=True)
class Picture:
    """What the `<picture>` of one place is made of. Sizes are in pixels."""

    src: str
    width: int
    height: int
    alt: str
    srcset: str = ""
    sources: tuple[Source, ...] = ()


class StoredPicture(NamedTuple):
    """What is stored of a picture that a page shows, by the names of the columns of an Image.

    `renditions` is what `articles.renditions` says of the files made of `made_of_file`.
    """

    file: str
    width: int
    height: int
    alt: str
    made_of_file: str
    renditions: dict[str, Any]

    def shown(self, crop: str, alt: str | None = None) -> Picture:
        """What a page needs of it, with other words for it if they are given."""
        alt = self.alt if alt is None else alt
        if self.made_of_file == self.file and crop in self.renditions:
            return _from_renditions(self.renditions[crop], alt)
        return Picture(default_storage.url(self.file), self.width, self.height, alt)


def _from_renditions(crop: dict[str, Any], alt: str) -> Picture:
    """A picture of which there are renditions."""
    root, files = store().url(""), crop["files"]
    # PostgreSQL keeps no order of keys.
    (plain,) = (files[kind] for kind in files if kind not in MODERN)
    return Picture(
        src=root + plain[-1][1],
        width=crop["width"],
        height=crop["height"],
        alt=alt,
        srcset=_srcset(root, plain),
        sources=tuple(
            Source(media_type, _srcset(root, files[kind]))
            for kind, media_type in MODERN.items()
            if kind in files
        ),
    )


@lru_cache(maxsize=1000)
def html(picture: Picture, sizes: str, name: str = "", *, priority: bool = False) -> SafeString:
    """The picture as HTML; kept, for lists show the same ones over and over. 2 kB each."""
    context = {"picture": picture, "sizes": sizes, "class": name, "priority": priority}
    return render_to_string("components/_picture.html", context)


def _srcset(root: str, files: Iterable[tuple[int, str]]) -> str:
    return ", ".join(f"{root}{name} {width}w" for width, name in files)
