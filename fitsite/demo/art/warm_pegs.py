"""Draw six pegs with what a cold swimmer puts on, in the right order, and a flask."""

from __future__ import annotations

from fitsite.demo.art.canvas import Canvas
from fitsite.demo.art.colours import (
    BLUSH,
    BRICK,
    CREAM,
    INK,
    MUSTARD,
    PLUM,
    SAGE,
    SAND,
    TAN,
    TEAL,
    UMBER,
    VERMILION,
)
from fitsite.demo.art.shapes import Shape, box, disc, mirror, path, ribbon, ring, smooth

RAIL = 84


def warm_pegs(canvas: Canvas) -> None:
    """Draw six pegs with what a cold swimmer puts on, in the right order, and a flask."""
    for i in range(17):
        plank = box(i * 96, 0, i * 96 + 92, 640)
        canvas.fill(plank, SAGE)
        canvas.grain(plank, TEAL, (i * 96 + 20, 0), (i * 96 + 130, 0), 0.5)
    rail = box(60, RAIL - 26, 1540, RAIL + 26, 12)
    canvas.fill(rail, TAN)
    canvas.grain(rail, UMBER, (0, RAIL - 20), (0, RAIL + 34), 0.9)
    xs = [190 + i * 244 for i in range(6)]
    for x in xs:
        canvas.fill(disc(x, RAIL, 17), INK)
    _towel(canvas, xs[0])
    _top(canvas, xs[1], CREAM, TAN, sleeve=190, stripe=VERMILION)
    _top(canvas, xs[2], VERMILION, BRICK, sleeve=236, stripe=CREAM)
    _trousers(canvas, xs[3])
    _coat(canvas, xs[4])
    _hat(canvas, xs[5])
    bench = box(-20, 548, 1620, 580)
    canvas.fill(bench, TAN)
    canvas.grain(bench, UMBER, (0, 548), (0, 586), 0.9)
    canvas.fill(box(0, 580, 1600, 640), INK, opacity=0.55)
    _flask(canvas, 530)
    for day, x in enumerate(xs, start=1):
        for dot in range(day):
            canvas.fill(disc(x - (day - 1) * 9 + dot * 18, 610, 6), CREAM)


def _hang(canvas: Canvas, shape: Shape, colour: str, shade: str) -> None:
    moved = [(x + 12, y + 12) for x, y in shape]
    canvas.fill(moved, INK, opacity=0.3)
    canvas.fill(shape, colour)
    xs, ys = [x for x, _ in shape], [y for _, y in shape]
    canvas.grain(shape, shade, (min(xs), min(ys)), (max(xs), max(ys) + 60), 0.85)


def _towel(canvas: Canvas, x: float) -> None:
    towel = smooth(
        path("0,84 -40,110 -84,210 -96,420 -60,436 0,426 60,438 92,420 84,220 44,112", x)
    )
    _hang(canvas, towel, MUSTARD, VERMILION)
    for y in (340, 370):
        canvas.fill(ribbon([(x - 110, y), (x, y + 8), (x + 110, y)], [14, 14]), CREAM, clip=towel)
    for fold in ("0,100 -20,220 -34,400", "6,110 30,240 36,400"):
        canvas.fill(ribbon(path(fold, x), [2, 8, 2]), BRICK, opacity=0.5)


def _top(canvas: Canvas, x: float, wool: str, shade: str, sleeve: float, stripe: str) -> None:
    for flip in (False, True):
        arm = ribbon([(x - 44, 140), (x - 80, 220), (x - 82, 150 + sleeve)], [60, 54, 44])
        _hang(canvas, mirror(arm, x) if flip else arm, wool, shade)
    body = smooth(
        path("-22,102 0,114 22,102 66,120 78,220 72,400 0,410 -72,400 -78,220 -66,120", x)
    )
    _hang(canvas, body, wool, shade)
    for y in (220, 250, 280):
        canvas.fill(ribbon([(x - 90, y), (x, y + 8), (x + 90, y)], [10, 10]), stripe, clip=body)
    canvas.line([(x, RAIL + 4), (x, 108)], INK, 5)


def _trousers(canvas: Canvas, x: float) -> None:
    for way in (-1, 1):
        leg = ribbon([(x + way * 30, 160), (x + way * 36, 300), (x + way * 42, 480)], [84, 78, 66])
        _hang(canvas, leg, TEAL, INK)
    canvas.fill(box(x - 72, 104, x + 72, 142, 12), INK)
    canvas.line([(x - 12, 130), (x - 16, 190)], SAND, 5)
    canvas.line([(x + 10, 130), (x + 18, 178)], SAND, 5)


def _coat(canvas: Canvas, x: float) -> None:
    for flip in (False, True):
        arm = ribbon([(x - 58, 150), (x - 104, 250), (x - 110, 400)], [84, 76, 62])
        _hang(canvas, mirror(arm, x) if flip else arm, PLUM, INK)
    body = smooth(
        path("-40,100 0,96 40,100 88,130 98,300 104,500 0,512 -104,500 -98,300 -88,130", x)
    )
    _hang(canvas, body, PLUM, INK)
    hood = smooth(path("-58,116 -40,84 0,74 40,84 58,116 40,160 0,172 -40,160", x))
    canvas.fill(hood, BRICK)
    canvas.fill(smooth(path("-36,120 0,100 36,120 24,150 0,156 -24,150", x)), INK)
    canvas.line([(x, 172), (x, 506)], BRICK, 6)
    for y in (240, 320, 400):
        canvas.line([(x - 20, y), (x + 20, y)], SAND, 9)
    for way in (-1, 1):
        canvas.fill(box(x + way * 58 - 28, 356, x + way * 58 + 28, 366, 4), INK)


def _hat(canvas: Canvas, x: float) -> None:
    dome = smooth(path("-78,240 -70,150 -24,110 24,110 70,150 78,240", x))
    _hang(canvas, dome, VERMILION, BRICK)
    for y in (160, 190):
        canvas.fill(
            ribbon([(x - 90, y + 10), (x, y), (x + 90, y + 10)], [12] * 3), CREAM, clip=dome
        )
    _hang(canvas, box(x - 88, 222, x + 88, 268, 20), CREAM, TAN)
    _hang(canvas, disc(x, 100, 34), CREAM, TAN)
    for flip in (False, True):
        mitten = smooth(path("-86,430 -84,352 -60,320 -34,346 -30,376 -8,370 -14,400 -34,430", x))
        _hang(canvas, mirror(mitten, x) if flip else mitten, TEAL, INK)
    canvas.fill(ribbon(path("-60,330 -40,290 0,276 40,290 60,330", x), [6] * 5), TEAL)


def _flask(canvas: Canvas, x: float) -> None:
    body = box(x - 34, 420, x + 34, 548, 14)
    _hang(canvas, body, SAND, TAN)
    canvas.fill(box(x - 34, 470, x + 34, 490), VERMILION)
    _hang(canvas, box(x - 28, 376, x + 28, 422, 10), BRICK, INK)
    canvas.fill(ring(x + 108, 520, 15, 7), BLUSH)
    _hang(canvas, box(x + 62, 494, x + 106, 548, 8), BLUSH, VERMILION)
    for dx in (74, 94):
        steam = path("0,484 8,462 -6,444 6,420", x + dx)
        canvas.fill(ribbon(steam, [2, 7, 6, 1]), CREAM)
