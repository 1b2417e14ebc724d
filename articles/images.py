"""Uploaded pictures: only what we can read, re-encoded, so that nothing else comes along."""

from __future__ import annotations

import warnings
from io import BytesIO
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from PIL import ExifTags
from PIL import Image as Pillow
from PIL.Image import Transpose

# Every other reader that Pillow has (some start other programs) is left out.
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
# What Pillow's readers raise at a file that is not what it says.
BROKEN = (OSError, SyntaxError, ValueError, RuntimeError)
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


def reencode(upload: UploadedFile[bytes]) -> ContentFile[bytes]:
    """The picture alone, upright, without camera, place or hidden passengers.

    Raises ValidationError with a sentence for the person who uploaded it.
    """
    if upload.size and upload.size > MAX_BYTES:
        raise ValidationError(f"The file is larger than {MAX_BYTES // 1_000_000} MB.")
    try:
        with Pillow.open(upload, formats=FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise ValidationError(
                    f"The picture has more than {MAX_PIXELS // 1_000_000} million pixels."
                )
            return _encode(_upright(picture), PurePath(upload.name or "").stem)
    except (*BROKEN, Pillow.DecompressionBombError) as error:
        raise ValidationError(
            f"This is not a picture that can be used; {', '.join(FORMATS)} can."
        ) from error


def _upright(picture: Pillow.Image) -> Pillow.Image:
    # Only this one note is read; whatever else the camera wrote may be broken, and goes.
    with warnings.catch_warnings(action="ignore"):
        orientation = picture.getexif().get(ExifTags.Base.Orientation)
    turn = TURNS.get(orientation) if isinstance(orientation, int) else None
    return picture.transpose(turn) if turn is not None else picture


def _encode(picture: Pillow.Image, stem: str) -> ContentFile[bytes]:
    encoded = BytesIO()
    has_holes = "A" in picture.mode or "transparency" in picture.info
    picture = picture.convert("RGBA" if has_holes else "RGB")
    picture.info.clear()
    if has_holes:
        picture.save(encoded, "PNG", optimize=True)
    else:
        picture.save(encoded, "JPEG", quality=88, progressive=True)
    return ContentFile(encoded.getvalue(), name=f"{stem}.{'png' if has_holes else 'jpg'}")
