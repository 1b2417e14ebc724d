"""Pictures as people, cameras and attackers make them."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

GPS = 0x8825
ORIENTATION = 0x0112
MAKER = 0x010F
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n%%EndComments\n%%EOF\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def upload(content: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def picture(kind: str = "JPEG", size: tuple[int, int] = (8, 4), **saving: Any) -> bytes:
    """A small picture in any format: its left half red, its right half blue."""
    drawn = Image.new("RGBA" if kind == "PNG" else "RGB", size, "blue")
    drawn.paste("red", (0, 0, size[0] // 2, size[1]))
    encoded = BytesIO()
    drawn.save(encoded, kind, **saving)
    return encoded.getvalue()


def moving(kind: str) -> bytes:
    """A picture of three frames."""
    frames = [Image.new("RGB", (16, 16), colour) for colour in ("red", "green", "blue")]
    encoded = BytesIO()
    frames[0].save(encoded, kind, save_all=True, append_images=frames[1:])
    return encoded.getvalue()


def cornered(size: tuple[int, int], corner: tuple[int, int], kind: str = "PNG") -> bytes:
    """White, with a red square in one corner: (0, 0) is the top left, (1, 1) the bottom right."""
    drawn, side = Image.new("RGB", size, "white"), min(size) // 4
    left, top = (corner[axis] * (size[axis] - side) for axis in (0, 1))
    drawn.paste("red", (left, top, left + side, top + side))
    encoded = BytesIO()
    drawn.save(encoded, kind)
    return encoded.getvalue()


def profile_that_swaps_red_and_blue() -> bytes:
    """sRGB with the tags of two primaries exchanged: what is red in it looks blue."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ")
    return swapped.replace(b"????", b"bXYZ")


def camera_picture() -> bytes:
    """A JPEG that lies on its side and says who took it, with what, and where."""
    exif = Image.Exif()
    exif[MAKER] = "Camera of Ann"
    exif[ORIENTATION] = 6
    exif[GPS] = {1: "N", 2: (52.0, 31.0, 0.0), 3: "E", 4: (13.0, 24.0, 0.0)}
    return picture(exif=exif, comment=b"taken by Ann", xmp=b"<x:xmpmeta>Ann</x:xmpmeta>")


def annotated_png() -> bytes:
    """A PNG with words, and with a colour profile that holds more words."""
    notes = PngInfo()
    notes.add_text("Author", "Ann")
    notes.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>Ann</x:xmpmeta>")
    return picture("PNG", pnginfo=notes, icc_profile=b"Ann" * 50)


def png_that_claims(width: int, height: int) -> bytes:
    """A few bytes that would unpack to a picture of this size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 64)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in parts
    )
