"""Draw the desk tortoise on its feet, doing two exercises in two pictures each."""

from __future__ import annotations

from fitsite.demo.art.canvas import Canvas
from fitsite.demo.art.colours import (
    BLUSH,
    BRICK,
    CREAM,
    INK,
    MUSTARD,
    SAGE,
    SAND,
    TAN,
    TEAL,
    VERMILION,
)
from fitsite.demo.art.shapes import arc, box, disc, mirror, oval, path, ribbon, ring, smooth

# The left arm, from the shoulder outwards; the right one is its mirror image.
ARMS_BENT = "-60,250 -108,288 -142,262 -146,188"
ARMS_UP = "-60,250 -112,196 -124,86"
BAND_NARROW = "-60,250 -92,316 -40,330"
BAND_WIDE = "-60,250 -112,290 -148,330"


def tortoise_drill(canvas: Canvas) -> None:
    """Draw the desk tortoise on its feet, doing two exercises in two pictures each."""
    for column, (arms, wall, shade) in enumerate(
        (
            (ARMS_BENT, BLUSH, VERMILION),
            (ARMS_UP, BLUSH, VERMILION),
            (BAND_NARROW, SAND, MUSTARD),
            (BAND_WIDE, SAND, MUSTARD),
        )
    ):
        x = 206 + column * 396
        panel = box(x - 178, 24, x + 178, 616, 22)
        canvas.fill(panel, wall)
        canvas.grain(panel, shade, (0, 460), (0, -160), 0.5)
        floor = box(x - 178, 548, x + 178, 616)
        canvas.fill(floor, TEAL, clip=panel)
        canvas.grain(floor, INK, (0, 530), (0, 640), 0.9, clip=panel)
        canvas.fill(oval(x, 576, 106, 9), INK, opacity=0.5)
        _stander(canvas, x, 40)
        _arms(canvas, x, 40, arms)
        if wall == SAND:
            _band(canvas, x, 40, arms)


def _stander(canvas: Canvas, x: float, y: float) -> None:
    shell = oval(x, y + 348, 112, 128)
    canvas.fill(shell, TEAL)
    canvas.grain(shell, INK, (x - 40, y + 260), (x + 80, y + 480), 0.9)
    for flip in (False, True):
        leg = ribbon(path("-46,440 -56,480 -56,500", x, y), [64, 58, 56])
        leg = mirror(leg, x) if flip else leg
        canvas.fill(leg, SAGE)
        canvas.grain(leg, TEAL, (x, y + 450), (x, y + 550), 0.9)
        foot = smooth(path("-96,534 -88,504 -56,496 -28,508 -24,534 -58,538", x, y))
        canvas.fill(mirror(foot, x) if flip else foot, SAGE)
    neck = ribbon([(x, y + 260), (x, y + 180)], [68, 60])
    canvas.fill(neck, SAGE)
    canvas.grain(neck, TEAL, (x, y + 250), (x, y + 150), 0.8)
    plastron = oval(x, y + 356, 80, 104)
    canvas.fill(plastron, SAND)
    canvas.grain(plastron, TAN, (x - 20, y + 300), (x + 50, y + 480), 0.8)
    for seam in (316, 362, 408):
        points = [(x - 84, y + seam), (x, y + seam + 8), (x + 84, y + seam)]
        canvas.line(points, TAN, 4, clip=plastron)
    canvas.line([(x, y + 250), (x, y + 462)], TAN, 4, clip=plastron)
    _head(canvas, x, y + 138)


def _arms(canvas: Canvas, x: float, y: float, arms: str) -> None:
    for flip in (False, True):
        arm = ribbon(path(arms, x, y), [60, 50, 42])
        arm = mirror(arm, x) if flip else arm
        canvas.fill(arm, SAGE)
        elbow = path(arms, x, y)[1]
        canvas.grain(arm, TEAL, (x, elbow[1] - 90), (x, elbow[1] + 60), 0.6)


def _head(canvas: Canvas, x: float, y: float) -> None:
    head = smooth(path("-54,0 -44,-38 0,-54 44,-38 54,0 40,36 0,46 -40,36", x, y))
    canvas.fill(head, SAGE)
    canvas.grain(head, TEAL, (x - 20, y - 30), (x + 30, y + 50), 0.8)
    for way in (-1, 1):
        canvas.fill(disc(x + way * 25, y - 4, 18), CREAM, opacity=0.75)
        canvas.fill(oval(x + way * 23, y - 2, 5, 7), INK)
        canvas.fill(ring(x + way * 25, y - 4, 19, 5), INK)
    canvas.line([(x - 7, y - 7), (x, y - 10), (x + 7, y - 7)], INK, 5)
    canvas.line(arc(x, y + 16, 16, 10, 20, 160), INK, 4)


def _band(canvas: Canvas, x: float, y: float, arms: str) -> None:
    hand = path(arms, x, y)[-1]
    other = (2 * x - hand[0], hand[1])
    canvas.line([hand, (x, hand[1] + 4), other], VERMILION, 9)
    for end in (hand, other):
        canvas.fill(disc(*end, 21), SAGE)
        canvas.fill(ring(*end, 11, 7), BRICK)
