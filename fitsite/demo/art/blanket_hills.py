"""Draw a bed at night whose blanket turns into hills."""

from __future__ import annotations

import math
import random

from fitsite.demo.art.canvas import Canvas
from fitsite.demo.art.colours import (
    BLUSH,
    BRICK,
    CREAM,
    INK,
    MUSTARD,
    PLUM,
    SAND,
    TAN,
    TEAL,
    UMBER,
    VERMILION,
)
from fitsite.demo.art.scenery import sun
from fitsite.demo.art.shapes import (
    Shape,
    arc,
    box,
    disc,
    hill,
    oval,
    path,
    ribbon,
    ring,
    smooth,
    turn,
)


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
