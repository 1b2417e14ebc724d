"""The paper: fills, lines and the grain of print."""

from __future__ import annotations

import random
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw

from fitsite.demo.art.shapes import Point, Points, ribbon

SCALE = 3
QUALITY = 82
GRAIN = 0.22  # How much of a shade is speckle; the rest of it is smooth.


class Canvas:
    """A picture in the making: coordinates are those of the finished size."""

    def __init__(self, size: tuple[int, int], ground: str, seed: int) -> None:
        self.size = size
        self.large = (size[0] * SCALE, size[1] * SCALE)
        self.image = Image.new("RGB", self.large, ground)
        noise = random.Random(seed).randbytes(size[0] * size[1])
        self.noise = Image.frombytes("L", size, noise)

    def fill(
        self, shape: Points, colour: str, clip: Points | None = None, opacity: float = 1.0
    ) -> None:
        """Paint a shape flat, or only the part of it inside ``clip``."""
        mask = self._mask(shape, clip)
        if opacity < 1:
            mask = mask.point([int(v * opacity) for v in range(256)])
        self.image.paste(colour, mask=mask)

    def line(self, points: Points, colour: str, width: float, clip: Points | None = None) -> None:
        """Draw a line of one width with round ends."""
        self.fill(ribbon(points, [width, width]), colour, clip)

    def grain(
        self,
        shape: Points,
        colour: str,
        start: Point,
        end: Point,
        strength: float = 0.6,
        clip: Points | None = None,
    ) -> None:
        """Speckle a shape, from nothing at ``start`` to full strength at ``end``."""
        mask = ImageChops.darker(self._mask(shape, clip), self._speckle(start, end, strength))
        self.image.paste(colour, mask=mask)

    def _mask(self, shape: Points, clip: Points | None) -> Image.Image:
        mask = Image.new("L", self.large, 0)
        ImageDraw.Draw(mask).polygon([(x * SCALE, y * SCALE) for x, y in shape], fill=255)
        return mask if clip is None else ImageChops.darker(mask, self._mask(clip, None))

    def _speckle(self, start: Point, end: Point, strength: float) -> Image.Image:
        wide, high = self.size[0] // 10, self.size[1] // 10
        dx, dy = end[0] - start[0], end[1] - start[1]
        span = dx * dx + dy * dy

        def shade(x: int, y: int) -> int:
            way = ((x * 10 + 5 - start[0]) * dx + (y * 10 + 5 - start[1]) * dy) / span
            return int(255 * strength * min(1.0, max(0.0, way)) ** 1.4)

        ramp = Image.new("L", (wide, high))
        ramp.putdata([shade(x, y) for y in range(high) for x in range(wide)])
        full = ramp.resize(self.size, Image.Resampling.BICUBIC)
        dots = ImageChops.subtract(full, self.noise, 0.33)
        soft = ImageChops.blend(full, dots, GRAIN)
        return soft.resize(self.large, Image.Resampling.BILINEAR)

    def save(self, file: Path) -> None:
        """Reduce the picture to its size and write it as JPEG."""
        file.parent.mkdir(parents=True, exist_ok=True)
        small = self.image.resize(self.size, Image.Resampling.LANCZOS)
        small.save(file, quality=QUALITY, optimize=True, progressive=True)
