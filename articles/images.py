"""Uploaded pictures: only what we can read, re-encoded, so that nothing else comes along."""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from PIL import Image as Pillow
from PIL import ImageOps

# Every other reader that Pillow has (some start other programs) is left out.
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
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
            return _encode(ImageOps.exif_transpose(picture), PurePath(upload.name or "").stem)
    except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError) as error:
        raise ValidationError(
            f"This is not a picture that can be used; {', '.join(FORMATS)} can."
        ) from error


def _encode(picture: Pillow.Image, stem: str) -> ContentFile[bytes]:
    encoded = BytesIO()
    has_holes = "A" in picture.mode or "transparency" in picture.info
    if has_holes:
        picture.convert("RGBA").save(encoded, "PNG", optimize=True)
    else:
        picture.convert("RGB").save(encoded, "JPEG", quality=88, progressive=True)
    return ContentFile(encoded.getvalue(), name=f"{stem}.{'png' if has_holes else 'jpg'}")
