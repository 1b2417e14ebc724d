"""Pictures as they come in: only what we can read, re-encoded, so that nothing else comes along."""

from __future__ import annotations

import warnings
from io import BytesIO
from pathlib import PurePath
from typing import IO, Any

from django.core.files.base import ContentFile, File
from PIL import ExifTags, ImageCms, UnidentifiedImageError
from PIL import Image as Pillow
from PIL.Image import Transpose

# Every other reader that Pillow has (some start other programs) is left out.
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
# What Pillow's readers raise at a file that is not what it says.
BROKEN = (OSError, SyntaxError, ValueError, RuntimeError)
# What people upload instead, by the bytes it begins with (after so many others); only to tell them.
FOREIGN = (
    (0, b"GIF8", "GIF"),
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (0, b"BM", "BMP"),
    (0, b"%!PS", "PostScript"),
    (0, b"\xc5\xd0\xd3\xc6", "PostScript"),
    (0, b"%PDF", "PDF"),
    (0, b"<svg", "SVG"),
    (4, b"ftypheic", "HEIC"),
    (4, b"ftypheix", "HEIC"),
    (4, b"ftypmif1", "HEIC"),
)
# What undoes each orientation of the EXIF standard; 1 is upright already.
TURNS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
MAX_PIXELS = 40_000_000
MAX_BYTES = 25_000_000
USABLE = "JPEG, PNG, WebP and AVIF pictures can be used."


class Unusable(Exception):
    """A file is no picture that we take; says why in a sentence for the person who sent it."""


class Reencoded(ContentFile):  # type: ignore[type-arg]
    """A picture alone: upright, in sRGB, without camera, place or hidden passengers."""


def reencode(file: File[bytes], name: str) -> Reencoded:
    """Take out of a file what can be seen, and nothing else. Raises Unusable."""
    if file.size > MAX_BYTES:
        raise Unusable(f"The file is larger than {MAX_BYTES // 1_000_000} MB.")
    file.seek(0)
    return _encode(decoded(file), PurePath(name).stem)


def decoded(file: IO[bytes], *, at_least: tuple[int, int] | None = None) -> Pillow.Image:
    """The picture in a file: upright, in sRGB, RGB or (where it has holes) RGBA.

    A JPEG may come smaller than it is, but not smaller than `at_least`, which saves time and
    memory: 4 bytes for each pixel. Raises Unusable.
    """
    opened = _opened(file)
    with opened:
        if opened.width * opened.height > MAX_PIXELS:
            raise Unusable(f"The picture has more than {MAX_PIXELS // 1_000_000} million pixels.")
        if getattr(opened, "is_animated", False):
            raise Unusable("The picture moves. Save one frame of it as JPEG or PNG, and use that.")
        try:
            opened.draft(None, at_least)
            opened.load()
            return _plain(_upright(opened))
        except BROKEN as error:
            raise Unusable(
                "The file is damaged: part of the picture is missing or cannot be read."
                " Export it once more."
            ) from error


def _opened(file: IO[bytes]) -> Pillow.Image:
    try:
        return Pillow.open(file, formats=FORMATS)
    except Pillow.DecompressionBombError as error:
        raise Unusable(
            f"The picture has more than {MAX_PIXELS // 1_000_000} million pixels."
        ) from error
    except UnidentifiedImageError as error:
        raise Unusable(f"This is {_what_it_is(file)}. {USABLE}") from error
    except BROKEN as error:
        raise Unusable("The file is damaged; it cannot be read as a picture.") from error


def _what_it_is(file: IO[bytes]) -> str:
    file.seek(0)
    start = file.read(32)
    for offset, begins, name in FOREIGN:
        if start[offset:].startswith(begins):
            return f"a {name} file, whatever it is called"
    return "not a picture that can be read"


def _upright(picture: Pillow.Image) -> Pillow.Image:
    # Only this one note is read; whatever else the camera wrote may be broken, and goes.
    with warnings.catch_warnings(action="ignore"):
        orientation = picture.getexif().get(ExifTags.Base.Orientation)
    turn = TURNS.get(orientation) if isinstance(orientation, int) else None
    return picture.transpose(turn) if turn is not None else picture


def _plain(picture: Pillow.Image) -> Pillow.Image:
    # Large pictures are copied only where they must be: a copy takes 4 bytes for each pixel.
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I;16"):
        picture = picture.point(lambda value: value * (1 / 257)).convert("L")
    holes = _holes(picture)
    if profile:
        picture = _in_srgb(picture, profile)
    elif picture.mode not in {"RGB", "RGBA"} or (picture.mode == "RGBA" and not holes):
        picture = picture.convert("RGB")
    if holes and picture.mode == "RGB":
        picture.putalpha(holes)
    picture.info.clear()
    return picture


def _holes(picture: Pillow.Image) -> Pillow.Image | None:
    """How far each pixel is to be seen, unless all are."""
    if "transparency" in picture.info:
        picture = picture.convert("RGBA")
    if "A" not in picture.mode:
        return None
    holes = picture.getchannel("A")
    return None if holes.getextrema() == (255, 255) else holes


def _in_srgb(picture: Pillow.Image, profile: bytes) -> Pillow.Image:
    """The same colours where no profile is kept; a profile that cannot be read counts for none."""
    if picture.mode not in {"RGB", "L", "CMYK"}:
        picture = picture.convert("RGB")
    try:
        converted = ImageCms.profileToProfile(
            picture,
            ImageCms.ImageCmsProfile(BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        converted = None
    return converted or picture.convert("RGB")


def _encode(picture: Pillow.Image, stem: str) -> Reencoded:
    encoded = BytesIO()
    saving: dict[str, Any] = {"optimize": True}
    kind = "PNG"
    if picture.mode == "RGB":
        kind, saving = "JPEG", {"quality": 88, "progressive": True}
    picture.save(encoded, kind, **saving)
    return Reencoded(encoded.getvalue(), name=f"{stem}.{'png' if kind == 'PNG' else 'jpg'}")
