"""Draw the demo site's pictures.

Every hero picture and author portrait of the demo content is drawn here, with Pillow and
nothing else: flat shapes from one warm palette, shaded with a printed-looking grain. A
picture is drawn three times too large and reduced, which gives it smooth edges. The grain
comes from a seeded generator, so a second run draws the same pictures.

Run ``python -m fitsite.demo.art`` to write them all into ``fitsite/demo/pictures/``, or name
some: ``python -m fitsite.demo.art snail-track wren-kettleby``.
"""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw

Point = tuple[float, float]
Shape = list[Point]
Points = Sequence[Point]

PICTURES = Path(__file__).resolve().parent / "pictures"
SCALE = 3
HERO_SIZE = (1600, 900)
PORTRAIT_SIZE = (400, 400)
QUALITY = 82
GRAIN = 0.22  # How much of a shade is speckle; the rest of it is smooth.

CREAM = "#f8ecd9"
SAND = "#f0cf9c"
BLUSH = "#f1a887"
MUSTARD = "#f2ab35"
VERMILION = "#e24a2b"
BRICK = "#a52f22"
PLUM = "#512a4b"
INK = "#1d2340"
TEAL = "#1f5d60"
SAGE = "#8dab8c"
TAN = "#c9794b"
UMBER = "#8a4a30"


# --- Shapes: plain lists of points, in picture units -------------------------------------------


def path(text: str, dx: float = 0, dy: float = 0) -> Shape:
    """Read the points written as ``x,y x,y`` and move them by ``dx`` and ``dy``."""
    pairs = (pair.split(",") for pair in text.split())
    return [(float(x) + dx, float(y) + dy) for x, y in pairs]


def smooth(points: Points, closed: bool = True, steps: int = 16) -> Shape:
    """Run a curve through the points (Catmull-Rom)."""
    if closed:
        knots = [points[-1], *points, points[0], points[1]]
    else:
        knots = [points[0], *points, points[-1]]
    curve: Shape = []
    for p0, p1, p2, p3 in zip(knots, knots[1:], knots[2:], knots[3:], strict=False):
        for step in range(steps):
            t = step / steps
            curve.append(
                (_catmull(p0[0], p1[0], p2[0], p3[0], t), _catmull(p0[1], p1[1], p2[1], p3[1], t))
            )
    if not closed:
        curve.append(points[-1])
    return curve


def _catmull(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3
    )


def arc(cx: float, cy: float, rx: float, ry: float, start: float = 0, end: float = 360) -> Shape:
    """Follow an ellipse; angles in degrees, clockwise from three o'clock."""
    steps = max(12, int(abs(end - start) / 2))
    turns = (math.radians(start + (end - start) * i / steps) for i in range(steps + 1))
    return [(cx + rx * math.cos(a), cy + ry * math.sin(a)) for a in turns]


def disc(cx: float, cy: float, r: float) -> Shape:
    """Draw a whole circle."""
    return arc(cx, cy, r, r)


def oval(cx: float, cy: float, rx: float, ry: float, angle: float = 0) -> Shape:
    """Draw a whole ellipse, turned by an angle."""
    return turn(arc(cx, cy, rx, ry), (cx, cy), angle)


def box(x0: float, y0: float, x1: float, y1: float, r: float = 0) -> Shape:
    """Draw a rectangle, with rounded corners when ``r`` is given."""
    if r <= 0:
        return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
    return [
        *arc(x1 - r, y0 + r, r, r, -90, 0),
        *arc(x1 - r, y1 - r, r, r, 0, 90),
        *arc(x0 + r, y1 - r, r, r, 90, 180),
        *arc(x0 + r, y0 + r, r, r, 180, 270),
    ]


def turn(shape: Points, centre: Point, angle: float) -> Shape:
    """Turn a shape about a point, clockwise, by degrees."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    cx, cy = centre
    return [
        (cx + (x - cx) * cos - (y - cy) * sin, cy + (x - cx) * sin + (y - cy) * cos)
        for x, y in shape
    ]


def move(shape: Points, dx: float, dy: float) -> Shape:
    """Shift a shape."""
    return [(x + dx, y + dy) for x, y in shape]


def mirror(shape: Points, axis: float) -> Shape:
    """Flip a shape about an upright line."""
    return [(2 * axis - x, y) for x, y in shape]


def ribbon(spine: Points, widths: Sequence[float]) -> Shape:
    """Lay a band along a smooth spine, as wide as the widths say, with round ends."""
    line = smooth(spine, closed=False)
    last = len(line) - 1
    left: Shape = []
    right: Shape = []
    for i, (x, y) in enumerate(line):
        (ax, ay), (bx, by) = line[max(0, i - 1)], line[min(last, i + 1)]
        length = math.hypot(bx - ax, by - ay) or 1.0
        half = _along(widths, i / last) / 2
        nx, ny = -(by - ay) / length * half, (bx - ax) / length * half
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    return [*left, *_cap(left[-1], right[-1]), *reversed(right), *_cap(right[0], left[0])]


def _along(values: Sequence[float], t: float) -> float:
    place = t * (len(values) - 1)
    low = min(int(place), len(values) - 2)
    return values[low] + (values[low + 1] - values[low]) * (place - low)


def _cap(start: Point, end: Point) -> Shape:
    cx, cy = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    r = math.hypot(start[0] - cx, start[1] - cy)
    a = math.degrees(math.atan2(start[1] - cy, start[0] - cx))
    return arc(cx, cy, r, r, a, a - 180)


def ring(cx: float, cy: float, r: float, width: float) -> Shape:
    """Draw a circle's outline, ``width`` across."""
    inner = arc(cx, cy, r - width / 2, r - width / 2)
    return [*disc(cx, cy, r + width / 2), *reversed(inner)]


def hill(points: Points, bottom: float = 940) -> Shape:
    """Fill in the land under a skyline that runs from the first point to the last."""
    line = smooth(points, closed=False)
    return [*line, (line[-1][0], bottom), (line[0][0], bottom)]


# --- The canvas --------------------------------------------------------------------------------


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


# --- The hero pictures -------------------------------------------------------------------------


def sky(canvas: Canvas, colour: str, low: float = 0.0, high: float = 700.0) -> None:
    """Shade the whole background upwards from ``high`` to ``low``."""
    width, height = canvas.size
    canvas.grain(box(0, 0, width, height), colour, (0, high), (0, low), 0.9)


def sun(canvas: Canvas, cx: float, cy: float, r: float, colour: str, shade: str) -> None:
    """Draw a disc that darkens towards its foot."""
    canvas.fill(disc(cx, cy, r), colour)
    canvas.grain(disc(cx, cy, r), shade, (cx, cy - r * 0.3), (cx, cy + r), 0.8)


def bird(canvas: Canvas, x: float, y: float, span: float, colour: str) -> None:
    """Draw a bird far off: two wings."""
    for way in (-1, 1):
        wing = [(x, y), (x + way * span * 0.45, y - span * 0.4), (x + way * span, y - span * 0.2)]
        canvas.fill(ribbon(wing, [span * 0.12, span * 0.2, span * 0.03]), colour)


def snail_track(canvas: Canvas) -> None:
    """Draw a snail whose shell is a running track."""
    sky(canvas, BLUSH, 0, 620)
    sun(canvas, 1215, 330, 205, MUSTARD, VERMILION)
    far = hill(path("-40,560 200,470 480,560 800,610 1120,540 1400,450 1640,520"))
    canvas.fill(far, BLUSH)
    canvas.grain(far, VERMILION, (0, 470), (0, 800), 0.55)
    near = hill(path("-40,690 300,640 700,700 1100,660 1640,580"))
    canvas.fill(near, SAGE)
    canvas.grain(near, TEAL, (300, 620), (900, 900), 0.9)
    ground = hill(path("-40,800 400,770 800,785 1200,770 1640,810"))
    canvas.fill(ground, TEAL)
    canvas.grain(ground, INK, (0, 780), (0, 930), 0.9)
    _snail_body(canvas)
    _snail_shell(canvas, 690, 455)
    for x, lean in ((112, -0.4), (126, 0.1), (142, 0.6), (1422, -0.5), (1438, 0.0), (1456, 0.5)):
        _grass(canvas, x, 822, 74 - abs(lean) * 40, lean)


def _grass(canvas: Canvas, x: float, y: float, high: float, lean: float) -> None:
    tip = (x + high * lean, y - high)
    blade = ribbon([(x, y), (x + high * lean * 0.3, y - high * 0.6), tip], [11, 9, 1])
    canvas.fill(blade, MUSTARD)


def _snail_body(canvas: Canvas) -> None:
    for spine in ([(1130, 500), (1150, 430), (1205, 380)], [(1085, 495), (1080, 420), (1110, 362)]):
        canvas.line(spine, PLUM, 13)
        canvas.fill(disc(*spine[-1], 17), PLUM)
        canvas.fill(disc(spine[-1][0] + 4, spine[-1][1] - 3, 6), CREAM)
    body = smooth(
        path(
            "236,797 420,752 600,700 800,700 950,664 1022,590 1048,510 1102,474 "
            "1158,500 1168,566 1136,660 1080,742 990,797 700,803 420,803"
        )
    )
    foot = box(0, 0, 1600, 799)
    canvas.fill(body, PLUM, clip=foot)
    canvas.grain(body, VERMILION, (900, 800), (1140, 500), 0.75, clip=foot)
    band = ribbon([(1020, 512), (1100, 540), (1190, 516)], [27, 27, 27])
    canvas.fill(band, CREAM, clip=body)
    canvas.line([(1128, 588), (1146, 592), (1160, 580)], INK, 6)


def _snail_shell(canvas: Canvas, cx: float, cy: float) -> None:
    outer = disc(cx, cy, 292)
    canvas.fill(outer, VERMILION)
    canvas.grain(outer, BRICK, (cx - 80, cy - 160), (cx + 120, cy + 330), 0.95)
    pitch = 92.0
    for lane in range(4):
        _spiral(canvas, (cx, cy), 292 - pitch * lane / 4, pitch, 9 if lane == 0 else 3.5)
    canvas.fill(disc(cx, cy, 48), SAGE)
    canvas.grain(disc(cx, cy, 48), TEAL, (cx, cy - 40), (cx, cy + 48), 0.9)


def _spiral(canvas: Canvas, centre: Point, r: float, pitch: float, width: float) -> None:
    points: Shape = []
    angle = 60.0
    while r > 46:
        a = math.radians(angle)
        points.append((centre[0] + r * math.cos(a), centre[1] + r * math.sin(a)))
        angle -= 6
        r -= pitch * 6 / 360
    canvas.line(points[::2], CREAM, width)


def pull_up_dawn(canvas: Canvas) -> None:
    """Draw somebody on a pull-up bar, in front of the rising sun."""
    sky(canvas, PLUM, -260, 520)
    canvas.grain(box(0, 0, 1600, 900), MUSTARD, (0, 380), (0, 860), 0.9)
    sun(canvas, 800, 452, 286, CREAM, MUSTARD)
    for x, y, span in ((470, 420, 34), (420, 350, 22), (1130, 330, 30), (1196, 372, 20)):
        bird(canvas, x, y, span, PLUM)
    far = hill(path("-40,610 200,540 480,640 800,690 1120,620 1400,510 1640,590"))
    canvas.fill(far, PLUM)
    canvas.grain(far, VERMILION, (0, 760), (0, 480), 0.9)
    near = hill(path("-40,730 300,800 620,836 980,836 1300,790 1640,700"))
    canvas.fill(near, TEAL)
    canvas.grain(near, INK, (0, 720), (0, 920), 0.95)
    canvas.fill(oval(800, 858, 150, 13), INK, opacity=0.6)
    _pull_up_figure(canvas)
    for x in (300, 1300):
        post = box(x - 17, 140, x + 17, 830, 10)
        canvas.fill(post, INK)
        canvas.grain(post, VERMILION, (x + 4, 0), (x - 22, 0), 0.5)
    canvas.fill(box(232, 178, 1368, 204, 13), INK)
    for flip in (False, True):
        for finger in range(4):
            grip = box(600 + finger * 15, 166, 614 + finger * 15, 212, 7)
            canvas.fill(mirror(grip, 800) if flip else grip, TAN)


def _pull_up_figure(canvas: Canvas) -> None:
    for flip in (False, True):
        _pull_up_side(canvas, flip)
    torso = smooth(
        path(
            "800,392 720,396 656,412 668,480 706,570 722,650 800,664 878,650 "
            "894,570 932,480 944,412 880,396"
        )
    )
    canvas.fill(torso, VERMILION)
    canvas.grain(torso, BRICK, (800, 440), (800, 690), 0.95)
    for way in (-1, 1):
        blade = [(800 + way * 40, 452), (800 + way * 62, 490), (800 + way * 52, 530)]
        canvas.fill(ribbon(blade, [2, 7, 2]), BRICK)
    neck = ribbon([(800, 340), (800, 400)], [62, 78])
    canvas.fill(neck, TAN, clip=box(0, 0, 1600, 412))
    canvas.grain(neck, UMBER, (0, 400), (0, 340), 0.9, clip=box(0, 0, 1600, 412))
    for way in (-1, 1):
        canvas.fill(oval(800 + way * 62, 318, 13, 20), TAN)
    hair = smooth(path("738,310 746,258 800,232 854,258 862,310 840,352 800,366 760,352"))
    canvas.fill(hair, INK)
    canvas.fill(oval(800, 226, 38, 32), INK)
    canvas.line([(772, 250), (800, 257), (828, 250)], MUSTARD, 8)


def _pull_up_side(canvas: Canvas, flip: bool) -> None:
    def paint(shape: Shape, colour: str) -> Shape:
        shape = mirror(shape, 800) if flip else shape
        canvas.fill(shape, colour)
        return shape

    paint(ribbon([(764, 690), (754, 740), (764, 772)], [80, 72, 52]), TAN)
    shorts = paint(smooth(path("716,636 800,644 806,700 796,736 712,730 704,690")), SAGE)
    canvas.grain(shorts, TEAL, (800, 640), (800, 760), 0.9)
    sole = paint(oval(766, 792, 27, 46, 8), CREAM)
    canvas.grain(sole, BLUSH, (0, 740), (0, 840), 0.9)
    paint(oval(767, 776, 15, 15), MUSTARD)
    paint(oval(769, 818, 11, 10), MUSTARD)
    arm = paint(ribbon(path("712,438 640,428 578,392 580,310 628,190"), [84, 84, 66, 58, 36]), TAN)
    x = 1600 - 600 if flip else 600
    canvas.grain(arm, UMBER, (x, 330), (x, 470), 0.85)
    paint(ribbon([(720, 446), (668, 436)], [92, 94]), VERMILION)


def soup_table(canvas: Canvas) -> None:
    """Draw a bowl of soup from above, with bread, a spoon and a stopwatch."""
    canvas.grain(box(0, 0, 1600, 900), INK, (500, 100), (1500, 1000), 0.75)
    _napkin(canvas)
    _bread_board(canvas)
    _bowl(canvas, 790, 455)
    _soup(canvas, 790, 455)
    _spoon(canvas)
    _stopwatch(canvas, 1345, 250)
    _pinch_bowl(canvas, 238, 190)


def _shadow(canvas: Canvas, shape: Shape, dx: float = 26, dy: float = 30) -> None:
    canvas.fill(move(shape, dx, dy), INK, opacity=0.45)


def _napkin(canvas: Canvas) -> None:
    cloth = turn(box(850, -140, 1250, 1040, 6), (1050, 450), 14)
    _shadow(canvas, cloth, 18, 14)
    canvas.fill(cloth, CREAM)
    for offset in (-150, -60, 30, 120):
        stripe = box(1050 + offset, -200, 1050 + offset + 34, 1100)
        canvas.fill(turn(stripe, (1050, 450), 14), BLUSH, clip=cloth)
    for offset in range(-560, 640, 90):
        stripe = box(800, 450 + offset, 1300, 450 + offset + 34)
        canvas.fill(turn(stripe, (1050, 450), 14), VERMILION, clip=cloth, opacity=0.5)
    canvas.grain(cloth, PLUM, (1050, 300), (1250, 1100), 0.3)


def _bread_board(canvas: Canvas) -> None:
    board = turn(box(-60, 470, 450, 820, 46), (200, 640), -12)
    _shadow(canvas, board)
    canvas.fill(board, TAN)
    canvas.grain(board, UMBER, (60, 480), (420, 860), 0.9)
    for x, y, angle in ((150, 690, -30), (290, 600, -14)):
        _slice(canvas, x, y, angle)
    for x, y in ((380, 720), (402, 704), (396, 738), (120, 540), (136, 556)):
        canvas.fill(disc(x, y, 5), MUSTARD)


def _slice(canvas: Canvas, x: float, y: float, angle: float) -> None:
    outline = smooth(path("-96,-20 -78,-76 0,-88 78,-76 96,-20 78,14 80,84 0,92 -80,84 -78,14"))
    crust = turn(move(outline, x, y), (x, y), angle)
    crumb = turn([(x + px * 0.86, y + py * 0.86) for px, py in outline], (x, y), angle)
    _shadow(canvas, crust, 10, 12)
    canvas.fill(crust, UMBER)
    canvas.fill(crumb, SAND)
    canvas.grain(crumb, TAN, (x, y - 30), (x, y + 100), 0.7)
    for hx, hy, r in (
        (-30, -30, 9),
        (22, -44, 6),
        (40, 4, 10),
        (-16, 22, 7),
        (14, 50, 8),
        (-46, 52, 5),
        (-52, 4, 6),
    ):
        canvas.fill(turn(oval(x + hx, y + hy, r, r * 0.7), (x, y), angle), CREAM)


def _bowl(canvas: Canvas, cx: float, cy: float) -> None:
    plate, rim, well = disc(cx, cy, 392), disc(cx, cy, 324), disc(cx, cy, 286)
    _shadow(canvas, plate, 34, 40)
    canvas.fill(plate, SAND)
    canvas.grain(plate, TAN, (cx - 60, cy - 100), (cx + 220, cy + 420), 0.7)
    canvas.fill(disc(cx, cy, 366), CREAM, opacity=0.5)
    canvas.fill(move(rim, 16, 20), UMBER, opacity=0.4, clip=plate)
    canvas.fill(rim, INK)
    canvas.grain(rim, PLUM, (cx + 80, cy + 80), (cx - 220, cy - 260), 0.9)
    canvas.fill(well, PLUM)


def _soup(canvas: Canvas, cx: float, cy: float) -> None:
    soup = disc(cx, cy + 4, 272)
    canvas.fill(soup, MUSTARD)
    canvas.grain(soup, VERMILION, (cx + 160, cy + 200), (cx - 260, cy - 280), 0.85)
    swirl = [
        (cx + math.cos(a / 9) * (10 + a * 1.9), cy + 6 + math.sin(a / 9) * (8 + a * 1.7))
        for a in range(0, 92, 3)
    ]
    canvas.fill(ribbon(swirl, [4, 16, 22, 17, 24, 20, 2]), CREAM)
    for x, y, r in (
        (-146, -128, 42),
        (-58, 192, 40),
        (126, -166, 44),
        (196, 66, 40),
        (-204, 66, 36),
        (86, 66, 33),
    ):
        _carrot(canvas, cx + x, cy + y, r)
    for x, y, angle in (
        (-20, -208, 20),
        (116, 180, -40),
        (-210, -34, 70),
        (222, -74, -60),
        (-138, 150, 10),
        (-120, -6, 82),
    ):
        _bean(canvas, cx + x, cy + y, angle)
    for x, y, angle in (
        (-86, -186, -30),
        (166, -12, 60),
        (-96, 92, 110),
        (30, 226, 8),
        (60, -116, 12),
        (176, 150, -60),
        (-196, 128, 100),
    ):
        _leaf(canvas, cx + x, cy + y, angle)
    pepper = random.Random(7)
    for _ in range(46):
        a, far = pepper.uniform(0, math.tau), 250 * math.sqrt(pepper.random())
        canvas.fill(
            disc(cx + far * math.cos(a), cy + far * math.sin(a), pepper.uniform(2, 4.4)), PLUM
        )
    canvas.fill(ribbon(arc(cx, cy + 4, 254, 254, 196, 244), [2, 9, 2]), CREAM)


def _carrot(canvas: Canvas, x: float, y: float, r: float) -> None:
    canvas.fill(disc(x + 6, y + 8, r), BRICK, opacity=0.4)
    canvas.fill(disc(x, y, r), VERMILION)
    canvas.grain(disc(x, y, r), BRICK, (x - r * 0.3, y), (x + r, y + r), 0.7)
    canvas.fill(disc(x, y, r * 0.62), BLUSH, opacity=0.5)
    for angle in range(0, 360, 60):
        a = math.radians(angle)
        spoke = [(x + math.cos(a) * r * k, y + math.sin(a) * r * k) for k in (0.2, 0.5)]
        canvas.line(spoke, VERMILION, 3.5)


def _bean(canvas: Canvas, x: float, y: float, angle: float) -> None:
    bean = turn(smooth(path("-36,0 -24,-22 0,-17 24,-22 36,0 20,19 -20,19", x, y)), (x, y), angle)
    canvas.fill(move(bean, 5, 7), BRICK, opacity=0.4)
    canvas.fill(bean, CREAM)
    canvas.grain(bean, TAN, (x, y - 10), (x + 14, y + 34), 0.7)


def _leaf(canvas: Canvas, x: float, y: float, angle: float) -> None:
    leaf = turn(
        smooth(path("-46,0 -20,-20 6,-15 28,-18 50,0 26,16 2,13 -22,18", x, y)), (x, y), angle
    )
    canvas.fill(move(leaf, 5, 7), BRICK, opacity=0.4)
    canvas.fill(leaf, TEAL)
    canvas.grain(leaf, SAGE, (x + 10, y + 10), (x - 30, y - 30), 0.9)
    canvas.line(turn([(x - 40, y), (x + 42, y)], (x, y), angle), SAGE, 3)


def _spoon(canvas: Canvas) -> None:
    centre = (1235, 560)
    parts = [
        turn(ribbon([(1235, 470), (1235, 640), (1235, 850)], [20, 17, 36]), centre, 14),
        turn(oval(1235, 392, 62, 96), centre, 14),
    ]
    for part in parts:
        _shadow(canvas, part, 14, 16)
    for part in parts:
        canvas.fill(part, MUSTARD)
        canvas.grain(part, BRICK, (1180, 400), (1330, 640), 0.7)
    canvas.fill(turn(oval(1235, 388, 46, 78), centre, 14), TAN, opacity=0.7)
    shine = turn(ribbon(arc(1235, 388, 34, 62, 180, 250), [2, 9, 2]), centre, 14)
    canvas.fill(shine, CREAM)


def _stopwatch(canvas: Canvas, x: float, y: float) -> None:
    cord = path("20,-150 90,-260 200,-230 280,-140 330,-180", x, y)
    canvas.fill(ribbon(cord, [15, 15]), VERMILION)
    body = disc(x, y, 122)
    knob = turn(box(x - 22, y - 168, x + 22, y - 110, 8), (x, y), 10)
    side = turn(box(x - 12, y - 150, x + 12, y - 110, 5), (x, y), 52)
    for part in (body, knob, side):
        _shadow(canvas, part, 20, 24)
    for part in (knob, side):
        canvas.fill(part, SAND)
        canvas.grain(part, UMBER, (x - 30, y), (x + 60, y), 0.8)
    canvas.fill(body, VERMILION)
    canvas.grain(body, BRICK, (x - 40, y - 40), (x + 110, y + 120), 0.95)
    canvas.fill(disc(x, y, 94), CREAM)
    for tick in range(12):
        long = 20 if tick % 3 == 0 else 11
        mark = box(x - 2.5, y - 84, x + 2.5, y - 84 + long, 2)
        canvas.fill(turn(mark, (x, y), 10 + tick * 30), INK)
    canvas.fill(turn(ribbon([(x, y + 16), (x, y - 68)], [9, 3]), (x, y), 128), VERMILION)
    canvas.fill(disc(x, y, 10), INK)


def _pinch_bowl(canvas: Canvas, x: float, y: float) -> None:
    _shadow(canvas, disc(x, y, 112), 20, 24)
    canvas.fill(disc(x, y, 112), BLUSH)
    canvas.grain(disc(x, y, 112), VERMILION, (x - 40, y - 60), (x + 90, y + 110), 0.8)
    canvas.fill(disc(x, y, 90), BRICK, opacity=0.6)
    salt = smooth(path("-72,16 -50,-48 6,-66 60,-34 70,30 16,70 -44,60", x, y))
    canvas.fill(salt, CREAM)
    canvas.grain(salt, SAND, (x, y - 20), (x + 60, y + 80), 1.0)
    flakes = random.Random(5)
    for _ in range(22):
        a, r = flakes.uniform(-0.5, 2.2), flakes.uniform(128, 190)
        fx, fy = x + r * math.cos(a), y + r * math.sin(a)
        flake = turn(box(fx - 4, fy - 4, fx + 4, fy + 4, 1), (fx, fy), flakes.uniform(0, 90))
        canvas.fill(flake, CREAM)


def walking_home(canvas: Canvas) -> None:
    """Draw two long legs striding over a small town."""
    sky(canvas, SAND, 640, -100)
    sun(canvas, 330, 300, 150, VERMILION, BRICK)
    for x, y, span in ((1290, 150, 36), (1380, 196, 26), (1240, 214, 20)):
        bird(canvas, x, y, span, PLUM)
    far = hill(path("-40,470 240,520 560,470 860,420 1200,480 1640,400"))
    canvas.fill(far, BLUSH)
    canvas.grain(far, VERMILION, (0, 420), (0, 760), 0.7)
    middle = hill(path("-40,640 260,580 620,600 980,640 1300,560 1640,540"))
    canvas.fill(middle, SAGE)
    canvas.grain(middle, TEAL, (0, 560), (0, 800), 0.8)
    _town(canvas)
    road = hill(path("-40,790 400,760 800,752 1200,760 1640,800"))
    canvas.fill(road, TEAL)
    canvas.grain(road, INK, (0, 752), (0, 930), 0.95)
    for i in range(9):
        x = -20 + i * 200
        canvas.fill(box(x, 836, x + 104, 846, 5), SAND)
    _walker(canvas)


def _town(canvas: Canvas) -> None:
    plots = (
        (40, 596, 96, 110, CREAM, BRICK),
        (128, 584, 84, 150, BLUSH, PLUM),
        (206, 600, 110, 92, SAND, VERMILION),
        (700, 622, 92, 120, CREAM, VERMILION),
        (786, 630, 112, 86, BLUSH, BRICK),
        (1212, 600, 104, 118, SAND, PLUM),
        (1310, 580, 84, 168, CREAM, VERMILION),
        (1390, 578, 116, 104, BLUSH, BRICK),
    )
    for x, y, wide, high, wall, roof in plots:
        _house(canvas, x, 800, wide, 770 - y + high, wall, roof)
    for x, y, r in (
        (350, 700, 44),
        (420, 716, 34),
        (640, 700, 46),
        (932, 706, 42),
        (1160, 690, 40),
        (1540, 690, 50),
    ):
        canvas.fill(box(x - 5, y, x + 5, y + 80), PLUM)
        crown = oval(x, y, r, r * 1.35)
        canvas.fill(crown, TEAL)
        canvas.grain(crown, INK, (x - r, y - r), (x + r, y + r * 1.3), 0.8)


def _house(
    canvas: Canvas, x: float, y: float, wide: float, high: float, wall: str, roof: str
) -> None:
    top = y - high
    front = box(x, top, x + wide, y)
    canvas.fill(front, wall)
    canvas.grain(front, TAN, (x, y), (x + wide * 1.4, y), 0.7)
    gable = [(x - 8, top + 2), (x + wide / 2, top - wide * 0.52), (x + wide + 8, top + 2)]
    canvas.fill(gable, roof)
    canvas.grain(gable, INK, (x, top), (x + wide * 1.6, top), 0.6)
    for row in range(3):
        for column in (0.24, 0.62):
            wx, wy = x + wide * column, top + 22 + row * 46
            canvas.fill(box(wx, wy, wx + 14, wy + 22, 2), INK)


def _walker(canvas: Canvas) -> None:
    canvas.fill(oval(610, 818, 150, 12), INK, opacity=0.5)
    canvas.fill(oval(1090, 818, 180, 12), INK, opacity=0.5)
    _shoe(canvas, (490, 606), 50)
    canvas.fill(ribbon([(540, 520), (492, 600)], [64, 60]), MUSTARD)
    back = ribbon([(760, -60), (720, 170), (646, 370), (540, 546)], [190, 176, 140, 92])
    canvas.fill(back, PLUM)
    canvas.grain(back, INK, (560, 300), (800, 340), 0.9)
    canvas.fill(turn(box(464, 540, 596, 592, 14), (530, 566), 31), PLUM)
    _shoe(canvas, (1052, 690), -16)
    canvas.fill(ribbon([(1022, 590), (1050, 672)], [64, 60]), MUSTARD)
    front = ribbon([(830, -60), (880, 180), (950, 400), (1016, 580)], [200, 186, 146, 94])
    canvas.fill(front, INK)
    canvas.grain(front, PLUM, (900, 300), (760, 330), 0.95)
    canvas.fill(turn(box(958, 588, 1094, 640, 14), (1026, 614), -20), INK)
    coat = smooth(path("600,-40 584,90 548,236 760,262 1010,226 984,90 960,-40"), closed=False)
    canvas.fill(coat, VERMILION)
    canvas.grain(coat, BRICK, (960, 60), (560, 160), 0.9)
    canvas.line([(800, -20), (806, 120), (812, 258)], BRICK, 5)
    for y in (40, 130):
        canvas.fill(disc(836, y, 13), MUSTARD)


def _shoe(canvas: Canvas, heel: Point, angle: float) -> None:
    """Draw a trainer seen from the side, its ankle at ``heel``, toe to the right."""
    x, y = heel

    def place(shape: Shape) -> Shape:
        return turn(shape, heel, angle)

    upper = place(smooth(path("-52,-34 0,-24 42,-36 72,4 150,36 178,74 60,84 -52,84 -66,30", x, y)))
    sole = place(smooth(path("-70,66 60,74 186,66 196,96 60,106 -66,104", x, y)))
    canvas.fill(upper, CREAM)
    canvas.grain(upper, BLUSH, place([(x, y)])[0], place([(x, y + 110)])[0], 0.9)
    canvas.fill(
        place(smooth(path("-66,20 -40,6 -20,50 -30,80 -62,80", x, y))), VERMILION, clip=upper
    )
    canvas.fill(
        place(ribbon([(x + 10, y + 78), (x + 44, y + 40), (x + 96, y + 24)], [20, 14, 8])),
        VERMILION,
        clip=upper,
    )
    for i in range(3):
        lx, ly = x + 44 + i * 26, y - 6 + i * 15
        canvas.line(place([(lx, ly + 14), (lx + 18, ly - 8)]), INK, 6)
    canvas.fill(sole, MUSTARD)
    canvas.grain(sole, BRICK, place([(x, y + 70)])[0], place([(x, y + 112)])[0], 0.8)


def garage_gym(canvas: Canvas) -> None:
    """Draw a garage at night, its door up and a small gym lit inside."""
    canvas.grain(box(0, 0, 1600, 900), PLUM, (0, 60), (0, 760), 1.0)
    stars = random.Random(11)
    for _ in range(44):
        x, y = stars.uniform(0, 1600), stars.uniform(0, 380)
        canvas.fill(disc(x, y, stars.uniform(1.4, 3.4)), SAND)
    canvas.fill(disc(1432, 128, 56), SAND)
    canvas.grain(disc(1432, 128, 56), MUSTARD, (1400, 90), (1480, 190), 0.9)
    hedge = hill(path("-40,560 60,500 160,540 260,500 800,520 1340,500 1440,540 1540,490 1640,540"))
    canvas.fill(hedge, TEAL)
    canvas.grain(hedge, INK, (0, 520), (0, 720), 0.95)
    _garage_house(canvas)
    room = box(330, 290, 1270, 722)
    _garage_room(canvas, room)
    _garage_things(canvas)
    canvas.fill(box(330, 290, 1270, 322), VERMILION)
    canvas.grain(box(330, 290, 1270, 322), BRICK, (0, 290), (0, 326), 0.9)
    for x in range(400, 1270, 80):
        canvas.fill(box(x, 290, x + 4, 322), BRICK)
    _driveway(canvas)


def _garage_house(canvas: Canvas) -> None:
    wall = box(230, 230, 1370, 730)
    canvas.fill(wall, BRICK)
    canvas.grain(wall, INK, (800, 300), (800, 60), 0.9)
    canvas.grain(wall, PLUM, (1000, 0), (1400, 0), 0.9)
    for row in range(12):
        for column in range(15):
            x, y = 236 + column * 80 + (row % 2) * 40, 250 + row * 40
            if (row * 7 + column * 5) % 11 < 3:
                canvas.fill(box(x, y, x + 56, y + 20, 4), VERMILION, clip=wall, opacity=0.35)
    roof = [(170, 244), (800, 40), (1430, 244)]
    canvas.fill(roof, PLUM)
    canvas.grain(roof, VERMILION, (1000, 260), (300, 60), 0.7)
    canvas.fill(ribbon([(166, 242), (1434, 242)], [22, 22]), SAND)
    canvas.fill(disc(800, 158, 34), MUSTARD)
    for cross in (box(796, 124, 804, 192), box(766, 154, 834, 162)):
        canvas.fill(cross, PLUM)
    canvas.fill(box(308, 268, 1292, 730), SAND)


def _garage_room(canvas: Canvas, room: Shape) -> None:
    canvas.fill(room, MUSTARD)
    canvas.grain(room, VERMILION, (800, 380), (240, 640), 0.7)
    canvas.grain(room, VERMILION, (800, 380), (1360, 640), 0.7)
    beam = [(770, 372), (830, 372), (1060, 722), (540, 722)]
    canvas.fill(beam, CREAM, opacity=0.55)
    floor = [(430, 640), (1170, 640), (1270, 722), (330, 722)]
    canvas.fill(floor, UMBER)
    mat = [(500, 652), (1100, 652), (1164, 714), (436, 714)]
    canvas.fill(mat, PLUM)
    canvas.grain(mat, INK, (0, 650), (0, 720), 0.8)
    for x in (430, 1170):
        canvas.fill(box(x - 2, 322, x + 2, 640), UMBER, opacity=0.5)
    canvas.fill(box(797, 322, 803, 356), INK)
    canvas.fill([(762, 376), (784, 350), (816, 350), (838, 376)], INK)
    canvas.fill(arc(800, 376, 18, 18, 0, 180), CREAM)


def _garage_things(canvas: Canvas) -> None:
    _paint_shelf(canvas)
    _bicycle(canvas, 1184, 474)
    for x in (640, 960):
        canvas.fill(box(x - 10, 396, x + 10, 682, 4), INK)
        canvas.fill(box(x - 46, 676, x + 46, 690, 5), INK)
    canvas.fill(box(632, 396, 968, 412, 5), INK)
    canvas.fill(box(520, 470, 1080, 480, 5), INK)
    for way in (-1, 1):
        for offset, high, colour in ((196, 82, VERMILION), (226, 82, TEAL), (254, 58, CREAM)):
            x = 800 + way * offset
            plate = box(x - 13, 475 - high, x + 13, 475 + high, 8)
            canvas.fill(plate, colour)
            canvas.grain(plate, INK, (x - 6, 0), (x + 22, 0), 0.7)
    pad = box(724, 588, 876, 616, 12)
    canvas.fill(pad, VERMILION)
    canvas.grain(pad, BRICK, (0, 590), (0, 622), 0.9)
    for x in (750, 836):
        canvas.fill(box(x, 614, x + 14, 690, 3), INK)
    for x, size, colour in ((560, 0.62, TEAL), (478, 0.5, VERMILION), (1052, 0.74, INK)):
        _kettlebell(canvas, x, 704, size, colour)


def _paint_shelf(canvas: Canvas) -> None:
    for y in (456, 560):
        canvas.fill(box(346, y, 500, y + 12, 3), UMBER)
    tins = (
        (352, 456, 40, 52, TEAL),
        (398, 456, 40, 52, CREAM),
        (444, 456, 46, 40, VERMILION),
        (356, 560, 54, 46, BLUSH),
        (446, 560, 40, 58, SAGE),
    )
    for x, y, wide, high, colour in tins:
        tin = box(x, y - high, x + wide, y, 3)
        canvas.fill(tin, colour)
        canvas.fill(box(x - 2, y - high, x + wide + 2, y - high + 8, 3), INK)
        canvas.grain(tin, INK, (x, 0), (x + wide * 1.6, 0), 0.6)


def _bicycle(canvas: Canvas, x: float, y: float) -> None:
    for way in (-1, 1):
        canvas.fill(ring(x, y + way * 66, 50, 8), INK)
        canvas.fill(disc(x, y + way * 66, 6), INK)
    hub_low, hub_high, seat, head, crank = (
        (x, y + 66),
        (x, y - 66),
        (x - 42, y + 34),
        (x - 42, y - 44),
        (x - 4, y + 10),
    )
    for a, b in (
        (hub_low, seat),
        (hub_low, crank),
        (seat, crank),
        (seat, head),
        (crank, head),
        (head, hub_high),
    ):
        canvas.line([a, b], TEAL, 7)
    canvas.line([head, (x - 62, y - 50), (x - 66, y - 34)], INK, 7)
    canvas.line([(x - 58, y + 22), (x - 56, y + 48)], INK, 10)
    canvas.line([(x, y - 140), (x, y - 116)], INK, 8)


def _kettlebell(canvas: Canvas, x: float, y: float, size: float, colour: str) -> None:
    """Draw a kettlebell standing with its foot at ``y``."""

    def place(shape: Shape) -> Shape:
        return [(x + px * size, y + py * size) for px, py in shape]

    handle = path("-40,-112 -48,-170 0,-196 48,-170 40,-112")
    canvas.fill(place(ribbon(handle, [28, 24, 24, 24, 28])), colour)
    bell = place(smooth(path("0,-140 58,-118 78,-64 52,-8 0,0 -52,-8 -78,-64 -58,-118")))
    canvas.fill(bell, colour)
    shade = BRICK if colour == VERMILION else INK if colour != INK else PLUM
    (ax, ay), (bx, by) = place([(-20, -110), (50, 10)])
    canvas.grain(bell, shade, (ax, ay), (bx, by), 0.9)
    canvas.fill(place(ribbon(arc(0, -66, 52, 52, 186, 236), [2, 10, 2])), CREAM)


def _driveway(canvas: Canvas) -> None:
    drive = [(330, 722), (1270, 722), (1640, 940), (-40, 940)]
    canvas.fill(box(0, 722, 1600, 900), INK)
    canvas.grain(box(0, 722, 1600, 900), TEAL, (0, 900), (0, 700), 0.9)
    canvas.fill(drive, UMBER)
    canvas.grain(drive, INK, (0, 740), (0, 930), 1.0)
    light = [(440, 722), (1160, 722), (1330, 940), (270, 940)]
    canvas.fill(light, MUSTARD, opacity=0.55)
    canvas.grain(light, UMBER, (0, 730), (0, 930), 1.0)
    for y in (722, 768, 832):
        canvas.fill(box(0, y, 1600, y + 4), INK, clip=drive, opacity=0.5)
    _cat(canvas, 690, 868)
    for x, y, r in ((96, 770, 64), (182, 790, 46), (1500, 772, 62), (1420, 792, 44)):
        bush = oval(x, y, r * 1.2, r)
        canvas.fill(bush, TEAL)
        canvas.grain(bush, INK, (x, y - r), (x, y + r), 0.95)


def _cat(canvas: Canvas, x: float, y: float) -> None:
    """Draw a cat that sits with its back to us and looks in."""
    canvas.fill(oval(x + 14, y, 92, 12), INK, opacity=0.6)
    tail = [(x + 40, y - 12), (x + 92, y - 10), (x + 108, y - 40), (x + 88, y - 58)]
    canvas.fill(ribbon(tail, [18, 18, 15, 9]), CREAM)
    body = smooth(path("-58,0 -56,-60 -26,-118 16,-118 50,-60 54,0 0,6", x, y))
    canvas.fill(body, CREAM)
    canvas.grain(body, TAN, (x - 10, y - 90), (x + 50, y + 20), 0.9)
    for way in (-1, 1):
        ear = [(x - 6 + way * 40, y - 148), (x - 6 + way * 34, y - 196), (x - 6 + way * 6, y - 170)]
        canvas.fill(ear, TAN)
    canvas.fill(oval(x - 6, y - 140, 42, 36), CREAM)
    for stripe in (-14, 0, 14):
        spine = [(x - 6 + stripe, y - 172), (x - 6 + stripe * 0.9, y - 150)]
        canvas.fill(ribbon(spine, [8, 2]), TAN)


def blanket_hills(canvas: Canvas) -> None:
    """Draw a bed at night whose blanket turns into hills."""
    canvas.grain(box(0, 0, 1600, 900), PLUM, (0, 60), (0, 640), 1.0)
    stars = random.Random(23)
    for _ in range(70):
        x, y = stars.uniform(0, 1600), 470 * stars.random() ** 1.3
        canvas.fill(disc(x, y, stars.uniform(1.3, 3.6)), SAND)
    sun(canvas, 560, 236, 138, SAND, MUSTARD)
    canvas.fill(disc(616, 208, 118), INK)
    canvas.grain(disc(616, 208, 118), PLUM, (616, 60), (616, 640), 1.0)
    for points, colour, shade, top in (
        (path("-40,420 180,340 420,470 700,600 1000,900 1640,940"), PLUM, VERMILION, 330),
        (path("-40,520 140,560 420,470 640,540 840,700 1000,900 1640,940"), BRICK, PLUM, 480),
    ):
        land = hill(points)
        canvas.fill(land, colour)
        canvas.grain(land, shade, (0, top + 60), (0, top + 330), 0.8)
    for x, y, size in (
        (330, 500, 1.0),
        (376, 488, 1.3),
        (424, 480, 0.9),
        (560, 500, 1.1),
        (606, 512, 0.8),
    ):
        _pine(canvas, x, y, size)
    _bed(canvas)
    _blanket(canvas)


def _pine(canvas: Canvas, x: float, y: float, size: float) -> None:
    canvas.fill(box(x - 4 * size, y - 10, x + 4 * size, y + 26 * size), INK)
    tree = [(x - 26 * size, y + 6), (x, y - 92 * size), (x + 26 * size, y + 6)]
    canvas.fill(tree, TEAL)
    canvas.grain(tree, INK, (x - 20, y - 60), (x + 30, y + 10), 0.9)


def _bed(canvas: Canvas) -> None:
    head = box(1440, 330, 1530, 960, 44)
    canvas.fill(head, TAN)
    canvas.grain(head, INK, (1440, 420), (1560, 900), 0.8)
    for x, y, angle, colour in ((1340, 566, -16, BLUSH), (1290, 606, -6, CREAM)):
        pillow = turn(
            smooth(path("-160,-52 0,-66 150,-56 164,10 150,70 0,76 -160,64 -176,0", x, y)),
            (x, y),
            angle,
        )
        canvas.fill(pillow, colour)
        canvas.grain(pillow, PLUM, (x + 40, y - 60), (x - 30, y + 120), 0.7)
    _sleeper(canvas, 1216, 540)


def _sleeper(canvas: Canvas, x: float, y: float) -> None:
    hair = smooth(path("-50,-66 30,-92 96,-56 112,20 150,62 60,84 -10,40", x, y))
    canvas.fill(hair, INK)
    face = turn(oval(x - 4, y, 74, 66), (x, y), 10)
    canvas.fill(face, TAN)
    canvas.grain(face, UMBER, (x, y - 20), (x + 20, y + 80), 0.8)
    fringe = smooth(path("-66,-40 -20,-84 50,-74 84,-10 60,50 34,-10 -14,-44", x, y))
    canvas.fill(fringe, INK)
    canvas.fill(oval(x + 40, y + 10, 12, 16), TAN)
    for ex, ey in ((x - 46, y + 2), (x - 2, y + 4)):
        canvas.line(arc(ex, ey, 13, 9, 20, 160), INK, 4.5)
    canvas.line(arc(x - 32, y + 28, 13, 9, 30, 150), BRICK, 4.5)
    canvas.fill(oval(x + 8, y + 26, 13, 9), VERMILION, opacity=0.5)


def _blanket(canvas: Canvas) -> None:
    land = [
        *smooth(
            path(
                "-40,700 160,600 330,660 520,560 740,600 900,520 1040,560 1110,620 "
                "1180,606 1330,660 1440,740 1470,940"
            ),
            closed=False,
        ),
        (-40, 940),
    ]
    canvas.fill(land, VERMILION)
    canvas.grain(land, BRICK, (0, 620), (0, 940), 0.95)
    for row in range(8):
        for column in range(14):
            x = -20 + column * 118 + (row % 2) * 59
            y = 590 + row * 58 + 22 * math.sin(x / 150)
            _patch(canvas, x, y, land, (row + column * 2) % 5)
    for fold in (
        [(330, 664), (400, 740), (420, 850), (400, 940)],
        [(745, 602), (800, 680), (800, 800), (760, 940)],
        [(1110, 622), (1120, 720), (1090, 830), (1040, 940)],
    ):
        canvas.fill(ribbon(fold, [3, 12, 9, 3]), BRICK, clip=land)
    hem = ribbon(
        path("1030,556 1110,620 1180,606 1330,660 1440,740 1474,940"), [10, 52, 56, 58, 60, 60]
    )
    canvas.fill(hem, CREAM)
    canvas.grain(hem, BLUSH, (1060, 560), (1500, 860), 0.9)


def _patch(canvas: Canvas, x: float, y: float, land: Shape, kind: int) -> None:
    if kind == 0:
        canvas.fill(disc(x, y, 15), MUSTARD, clip=land)
    elif kind == 2:
        canvas.fill([(x, y - 17), (x + 17, y), (x, y + 17), (x - 17, y)], BLUSH, clip=land)
    elif kind == 3:
        canvas.fill(ring(x, y, 13, 5), CREAM, clip=land)


def kettlebell_hammock(canvas: Canvas) -> None:
    """Draw a kettlebell at rest in a hammock."""
    sky(canvas, MUSTARD, 760, -60)
    sun(canvas, 800, 330, 236, BLUSH, VERMILION)
    far = hill(path("-40,560 240,520 520,600 860,560 1180,500 1640,580"))
    canvas.fill(far, BLUSH)
    canvas.grain(far, VERMILION, (0, 520), (0, 800), 0.9)
    near = hill(path("-40,690 380,650 820,690 1240,640 1640,680"))
    canvas.fill(near, SAGE)
    canvas.grain(near, TEAL, (0, 640), (0, 880), 0.9)
    for x, lean in ((250, 26.0), (1350, -26.0)):
        _tree(canvas, x, lean)
    ground = hill([(-40, 800), (400, 780), (900, 800), (1640, 770)])
    canvas.fill(ground, TEAL)
    canvas.grain(ground, INK, (0, 780), (0, 930), 0.95)
    canvas.fill(oval(800, 836, 300, 16), INK, opacity=0.55)
    _hammock(canvas)
    for x, lean in ((470, -0.4), (484, 0.1), (500, 0.6), (1120, -0.5), (1136, 0.0), (1154, 0.5)):
        _grass(canvas, x, 862, 66 - abs(lean) * 36, lean)


def _tree(canvas: Canvas, x: float, lean: float) -> None:
    trunk = ribbon([(x - lean, 840), (x, 560), (x + lean * 0.4, 250)], [88, 58, 44])
    canvas.fill(trunk, PLUM)
    canvas.grain(trunk, VERMILION, (x - lean, 0), (x + lean * 2, 0), 0.7)
    way = 1 if lean > 0 else -1
    for dx, cy, wide, high, colour, shade in (
        (-150, 236, 190, 120, TEAL, INK),
        (110, 176, 170, 128, TEAL, INK),
        (-60, 60, 230, 160, SAGE, TEAL),
        (20, 262, 130, 84, SAGE, TEAL),
    ):
        cx = x + way * dx - way * 40
        crown = oval(cx, cy, wide, high)
        canvas.fill(crown, colour)
        canvas.grain(
            crown, shade, (cx - wide * 0.4, cy - high * 0.4), (cx + wide * 0.5, cy + high), 0.9
        )


def _hammock(canvas: Canvas) -> None:
    for points in ([(262, 430), (360, 480), (470, 560)], [(1338, 430), (1240, 480), (1130, 560)]):
        canvas.line(points, PLUM, 7)
    for x in (258, 1342):
        canvas.fill(box(x - 34, 414, x + 34, 444, 8), MUSTARD)
    behind = smooth(path("450,548 620,600 800,622 980,600 1150,548 1040,680 800,730 560,680"))
    canvas.fill(behind, BRICK)
    _kettlebell(canvas, 800, 752, 1.75, INK)
    _nest_bird(canvas, 812, 398)
    front = smooth(
        path(
            "440,540 560,632 700,676 800,684 900,676 1040,632 1160,540 1100,690 "
            "960,776 800,798 640,776 500,690"
        )
    )
    canvas.fill(front, VERMILION)
    for i in range(-7, 8):
        if i % 2 == 0:
            x = 800 + i * 52
            stripe = ribbon([(800 + i * 46, 500), (x, 660), (800 + i * 38, 820)], [22, 26, 20])
            canvas.fill(stripe, CREAM if i % 4 == 0 else MUSTARD, clip=front)
    canvas.grain(front, BRICK, (800, 640), (800, 810), 0.95)


def _nest_bird(canvas: Canvas, x: float, y: float) -> None:
    body = smooth(path("-44,-2 -30,-36 4,-44 34,-60 58,-44 54,-12 26,14 -12,16", x, y))
    tail = ribbon([(x - 30, y - 4), (x - 84, y + 12)], [22, 12])
    canvas.fill(tail, MUSTARD)
    canvas.fill(body, MUSTARD)
    canvas.grain(body, VERMILION, (x, y - 40), (x - 10, y + 30), 0.8)
    canvas.fill(turn(oval(x + 0, y - 8, 28, 15), (x, y), 14), VERMILION)
    canvas.fill([(x + 54, y - 46), (x + 80, y - 36), (x + 54, y - 28)], BRICK)
    canvas.line(arc(x + 38, y - 40, 7, 5, 20, 160), INK, 4)
    for foot in (-4, 14):
        canvas.line([(x + foot, y + 12), (x + foot, y + 26)], BRICK, 5)


# --- The author portraits ----------------------------------------------------------------------


def _bust(canvas: Canvas, skin: str, shade: str, shirt: str, shirt_shade: str) -> None:
    """Draw shoulders, neck and a face without hair, for a portrait to finish."""
    shoulders = smooth(path("40,430 62,350 130,312 200,304 270,312 338,350 360,430 200,470"))
    canvas.fill(shoulders, shirt)
    canvas.grain(shoulders, shirt_shade, (150, 310), (320, 430), 0.9)
    neck = box(166, 240, 234, 330, 30)
    canvas.fill(neck, skin)
    canvas.grain(neck, shade, (200, 330), (200, 262), 1.0)
    for x in (118, 282):
        canvas.fill(oval(x, 202, 17, 24), skin)
    face = smooth(path("200,96 268,122 284,190 268,252 200,290 132,252 116,190 132,122"))
    canvas.fill(face, skin)
    canvas.grain(face, shade, (190, 180), (300, 290), 0.75)


def _face(canvas: Canvas, line: str, nose: str) -> None:
    for x in (166, 234):
        canvas.fill(oval(x, 198, 7, 9), line)
        canvas.line([(x - 15, 174), (x, 167), (x + 15, 174)], line, 6)
    canvas.line([(202, 196), (192, 228), (204, 231)], nose, 5)
    canvas.line([(176, 252), (200, 262), (224, 252)], line, 6)


def wren_kettleby(canvas: Canvas) -> None:
    """Draw Wren: a bun and a headband."""
    canvas.fill(disc(200, 190, 160), MUSTARD)
    canvas.fill(oval(200, 70, 50, 46), INK)
    canvas.fill(smooth(path("108,220 100,140 140,86 200,70 260,86 300,140 292,220 200,240")), INK)
    _bust(canvas, TAN, UMBER, VERMILION, BRICK)
    canvas.fill(smooth(path("112,186 120,112 200,80 280,112 288,186 268,148 200,130 132,148")), INK)
    canvas.fill(ribbon([(120, 150), (200, 126), (280, 150)], [16, 20, 16]), CREAM)
    _face(canvas, INK, UMBER)


def otto_longmile(canvas: Canvas) -> None:
    """Draw Otto: a cap and a red beard."""
    canvas.fill(disc(200, 190, 160), BLUSH)
    _bust(canvas, SAND, TAN, TEAL, INK)
    beard = smooth(
        path("114,196 140,236 200,228 260,236 286,196 280,262 236,310 200,318 164,310 120,262")
    )
    canvas.fill(beard, BRICK)
    canvas.grain(beard, PLUM, (170, 230), (280, 320), 0.8)
    cap = [*arc(200, 150, 92, 84, 180, 360), (200, 142)]
    canvas.fill(cap, VERMILION)
    canvas.grain(cap, BRICK, (150, 80), (300, 150), 0.8)
    canvas.fill(ribbon([(104, 148), (200, 138), (330, 150)], [16, 22, 12]), INK)
    canvas.fill(disc(200, 66, 9), INK)
    _face(canvas, INK, TAN)
    canvas.line([(172, 254), (200, 264), (228, 254)], CREAM, 8)


def juniper_ladle(canvas: Canvas) -> None:
    """Draw Juniper: curls, hoops and an apron."""
    canvas.fill(disc(200, 190, 160), SAGE)
    for x, y, r in (
        (112, 130, 58),
        (160, 84, 58),
        (240, 84, 58),
        (288, 130, 58),
        (304, 204, 50),
        (96, 204, 50),
        (110, 262, 40),
        (290, 262, 40),
        (200, 120, 80),
    ):
        canvas.fill(disc(x, y, r), PLUM)
    _bust(canvas, UMBER, PLUM, CREAM, BLUSH)
    for x in (138, 170, 202, 234, 264):
        canvas.fill(disc(x, 120 - 18 * math.cos((x - 200) / 60), 26), PLUM)
    for x in (110, 290):
        canvas.fill(ring(x, 246, 15, 7), MUSTARD)
    _face(canvas, INK, PLUM)
    canvas.fill(box(130, 352, 270, 430, 10), VERMILION)
    for x in (140, 252):
        canvas.line([(x, 356), (x + (14 if x < 200 else -6), 316)], VERMILION, 12)


def mina_lull(canvas: Canvas) -> None:
    """Draw Mina: a fair bob and round glasses."""
    canvas.fill(disc(200, 190, 160), PLUM)
    for x, y, r in ((92, 92, 5), (318, 110, 4), (66, 180, 4), (336, 214, 5), (268, 52, 4)):
        canvas.fill(disc(x, y, r), SAND)
    bob = smooth(path("96,290 92,180 120,96 200,66 280,96 308,180 304,290 250,306 150,306"))
    canvas.fill(bob, SAND)
    canvas.grain(bob, TAN, (140, 120), (300, 320), 0.9)
    _bust(canvas, BLUSH, VERMILION, MUSTARD, VERMILION)
    fringe = smooth(path("110,196 112,120 200,76 288,120 290,196 270,160 200,152 130,160"))
    canvas.fill(fringe, SAND)
    canvas.grain(fringe, TAN, (140, 100), (300, 190), 0.7)
    _face(canvas, INK, BRICK)
    for x in (164, 236):
        canvas.fill(ring(x, 200, 29, 6), INK)
    canvas.line([(193, 198), (200, 195), (207, 198)], INK, 6)


Picture = tuple[Callable[[Canvas], None], str]

HEROES: dict[str, Picture] = {
    "snail-track": (snail_track, CREAM),
    "pull-up-dawn": (pull_up_dawn, BLUSH),
    "soup-table": (soup_table, TEAL),
    "walking-home": (walking_home, CREAM),
    "garage-gym": (garage_gym, INK),
    "blanket-hills": (blanket_hills, INK),
    "kettlebell-hammock": (kettlebell_hammock, CREAM),
}

PORTRAITS: dict[str, Picture] = {
    "wren-kettleby": (wren_kettleby, BLUSH),
    "otto-longmile": (otto_longmile, CREAM),
    "juniper-ladle": (juniper_ladle, SAND),
    "mina-lull": (mina_lull, INK),
}


def main(names: Sequence[str] = ()) -> None:
    """Draw the named pictures, or all of them."""
    for pictures, size, folder in (
        (HEROES, HERO_SIZE, PICTURES),
        (PORTRAITS, PORTRAIT_SIZE, PICTURES / "authors"),
    ):
        for seed, (name, (draw, ground)) in enumerate(pictures.items(), start=1):
            if names and name not in names:
                continue
            canvas = Canvas(size, ground, seed)
            draw(canvas)
            canvas.save(folder / f"{name}.jpg")


if __name__ == "__main__":
    main(sys.argv[1:])
