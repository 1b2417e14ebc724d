"""The paper: fills, lines and the grain of print."""

from __future__ import annotations

import random
from math import ceil, floor
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw

from fitsite.demo.art.shapes import Point, Points, ribbon

# Left, top, right and bottom, in picture units.
Frame = tuple[int, int, int, int]

SCALE = 3
QUALITIES = (82, 79, 76, 73, 70)  # The first that makes it light enough.
WEIGHT = 125_000  # In bytes.
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
        frame = self._frame(shape)
        mask = _mask(shape, clip, frame)
        if opacity < 1:
            mask = mask.point([int(v * opacity) for v in range(256)])
        self._paste(colour, mask, frame)

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
        frame = self._frame(shape)
        speckle = self._speckle(start, end, strength, frame)
        self._paste(colour, ImageChops.darker(_mask(shape, clip, frame), speckle), frame)

    def _paste(self, colour: str, mask: Image.Image, frame: Frame) -> None:
        self.image.paste(colour, (frame[0] * SCALE, frame[1] * SCALE), mask)

    def _frame(self, shape: Points) -> Frame:
        """Find the part of the picture that a shape touches; drawing less is drawing sooner."""
        (wide, high), xs, ys = self.size, [x for x, _ in shape], [y for _, y in shape]
        left, top = max(0, floor(min(xs)) - 2), max(0, floor(min(ys)) - 2)
        right, foot = min(wide, ceil(max(xs)) + 2), min(high, ceil(max(ys)) + 2)
        return left, top, max(left + 1, right), max(top + 1, foot)

    def _speckle(self, start: Point, end: Point, strength: float, frame: Frame) -> Image.Image:
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
        return soft.resize(_large(frame), Image.Resampling.BILINEAR, frame)

    def save(self, file: Path) -> None:
        """Reduce the picture to its size and write it as JPEG."""
        file.parent.mkdir(parents=True, exist_ok=True)
        small = self.image.resize(self.size, Image.Resampling.LANCZOS)
        for quality in QUALITIES:
            small.save(file, quality=quality, optimize=True, progressive=True)
            if file.stat().st_size <= WEIGHT:
                break


def _large(frame: Frame) -> tuple[int, int]:
    return (frame[2] - frame[0]) * SCALE, (frame[3] - frame[1]) * SCALE


def _mask(shape: Points, clip: Points | None, frame: Frame) -> Image.Image:
    mask = Image.new("L", _large(frame), 0)
    moved = [((x - frame[0]) * SCALE, (y - frame[1]) * SCALE) for x, y in shape]
    ImageDraw.Draw(mask).polygon(moved, fill=255)
    return mask if clip is None else ImageChops.darker(mask, _mask(clip, None, frame))
