"""Draw what a winter cyclist takes along, laid out on a table and seen from above."""

from __future__ import annotations

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
from fitsite.demo.art.scenery import shadow
from fitsite.demo.art.shapes import (
    Shape,
    arc,
    box,
    disc,
    mirror,
    oval,
    path,
    ribbon,
    ring,
    smooth,
    turn,
)


def winter_kit(canvas: Canvas) -> None:
    """Draw what a winter cyclist takes along, laid out on a table and seen from above."""
    canvas.grain(box(0, 0, 1600, 640), BRICK, (1400, 0), (0, 760), 0.5)
    _mittens(canvas, 160, 320)
    _hat(canvas, 560, 190)
    _socks(canvas, 550, 470)
    _lamps(canvas, 890, 190)
    _pump(canvas, 880, 450)
    _flask(canvas, 1190, 320)
    _tyre(canvas, 1516, 320)


def _piece(canvas: Canvas, shape: Shape, colour: str, shade: str, cast: bool = True) -> None:
    if cast:
        shadow(canvas, shape, 14, 16)
    canvas.fill(shape, colour)
    xs, ys = [x for x, _ in shape], [y for _, y in shape]
    start, end = (min(xs), min(ys)), (max(xs) + 20, max(ys) + 40)
    canvas.grain(shape, shade, start, end, 0.8)


def _mittens(canvas: Canvas, x: float, y: float) -> None:
    mitten = smooth(
        path(
            "-106,120 -110,20 -104,-90 -60,-140 -18,-100 -14,-20 16,-50 40,-30 20,40 -10,120", x, y
        )
    )
    cuff = box(x - 120, y + 104, x, y + 164, 14)
    for flip in (False, True):
        for shape, colour, shade in ((mitten, VERMILION, BRICK), (cuff, CREAM, TAN)):
            placed = mirror(shape, x + 52) if flip else shape
            tilted = turn(placed, (x, y), 5 if flip else -5)
            _piece(canvas, tilted, colour, shade)
        star = [(x - 60, y - 30), (x - 40, y), (x - 60, y + 30), (x - 80, y)]
        placed = mirror(star, x + 52) if flip else star
        canvas.fill(turn(placed, (x, y), 5 if flip else -5), CREAM)


def _hat(canvas: Canvas, x: float, y: float) -> None:
    dome = smooth(path("-110,60 -100,-30 -40,-92 40,-92 100,-30 110,60", x, y))
    _piece(canvas, dome, TEAL, INK)
    for row, colour in ((-16, MUSTARD), (14, CREAM)):
        band = ribbon([(x - 120, y + row + 8), (x, y + row), (x + 120, y + row + 8)], [16, 16, 16])
        canvas.fill(band, colour, clip=dome)
    _piece(canvas, box(x - 124, y + 40, x + 124, y + 92, 20), MUSTARD, VERMILION)
    for i in range(9):
        canvas.line([(x - 104 + i * 26, y + 50), (x - 104 + i * 26, y + 82)], VERMILION, 5)


def _socks(canvas: Canvas, x: float, y: float) -> None:
    sock = smooth(
        path("-60,-110 0,-110 4,-10 40,30 96,60 100,104 40,110 -40,80 -64,20 -58,-40", x, y)
    )
    for dx, angle in ((-92, -8), (62, 6)):
        one = turn([(px + dx, py) for px, py in sock], (x, y), angle)
        _piece(canvas, one, SAND, TAN)
        for at in (-70, -42):
            stripe = ribbon([(x - 90 + dx, y + at), (x + 30 + dx, y + at)], [13, 13])
            canvas.fill(turn(stripe, (x, y), angle), BRICK, clip=one)
        toe = turn(oval(x + 92 + dx, y + 88, 44, 44), (x, y), angle)
        canvas.fill(toe, BRICK, clip=one)


def _lamps(canvas: Canvas, x: float, y: float) -> None:
    body = smooth(path("-130,-44 -20,-44 24,-60 44,-56 44,56 24,60 -20,44 -130,44", x, y))
    _piece(canvas, body, PLUM, INK)
    _piece(canvas, oval(x + 44, y, 20, 58), CREAM, MUSTARD, cast=False)
    for at in (-104, -84, -64):
        canvas.line([(x + at, y - 26), (x + at, y + 26)], INK, 7)
    _piece(canvas, disc(x + 156, y, 54), VERMILION, BRICK)
    canvas.fill(disc(x + 156, y, 38), BLUSH, opacity=0.55)
    for dx, dy in ((0, 0), (-18, 0), (18, 0), (0, -18), (0, 18)):
        canvas.fill(disc(x + 156 + dx, y + dy, 6), CREAM)


def _pump(canvas: Canvas, x: float, y: float) -> None:
    barrel = turn(box(x - 130, y - 20, x + 110, y + 20, 10), (x, y), -8)
    grip = turn(box(x + 100, y - 28, x + 180, y + 28, 12), (x, y), -8)
    _piece(canvas, barrel, CREAM, TAN)
    _piece(canvas, grip, INK, PLUM)
    tin = box(x - 120, y + 52, x - 10, y + 116, 14)
    _piece(canvas, tin, MUSTARD, VERMILION)
    canvas.fill(disc(x - 65, y + 84, 18), BRICK)
    for angle in (0, 90):
        cross = turn(box(x - 77, y + 80, x - 53, y + 88), (x - 65, y + 84), angle)
        canvas.fill(cross, CREAM)
    for dx in (40, 90):
        lever = turn(
            ribbon([(x + dx, y + 60), (x + dx + 6, y + 120)], [18, 14]), (x + dx, y + 90), 12
        )
        _piece(canvas, lever, TEAL, INK)


def _flask(canvas: Canvas, x: float, y: float) -> None:
    body = box(x - 58, y - 120, x + 58, y + 220, 30)
    _piece(canvas, body, TEAL, INK)
    canvas.fill(box(x - 58, y + 20, x + 58, y + 50), SAND)
    canvas.fill(box(x - 58, y + 60, x + 58, y + 70), SAND)
    cup = box(x - 50, y - 220, x + 50, y - 118, 22)
    _piece(canvas, cup, SAND, TAN)
    canvas.fill(box(x - 50, y - 134, x + 50, y - 118), UMBER)
    shine = ribbon([(x - 36, y - 90), (x - 36, y + 170)], [10, 6])
    canvas.fill(shine, CREAM, opacity=0.6)


def _tyre(canvas: Canvas, x: float, y: float) -> None:
    canvas.fill(ring(x + 16, y + 20, 200, 62), INK, opacity=0.45)
    tyre = ring(x, y, 200, 62)
    canvas.fill(tyre, INK)
    canvas.grain(tyre, PLUM, (x + 100, y + 100), (x - 220, y - 260), 0.8)
    for i in range(36):
        for side, lean in ((214, 8), (186, -8)):
            stud = turn(box(x - 9, y - side - 5, x + 9, y - side + 5, 3), (x, y - side), lean)
            canvas.fill(turn(stud, (x, y), i * 10), SAND if i % 2 else PLUM)
    canvas.fill(ring(x, y, 168, 5), SAND)
    bell = disc(x - 30, y, 62)
    _piece(canvas, bell, MUSTARD, BRICK)
    canvas.fill(ring(x - 30, y, 44, 5), VERMILION, opacity=0.5)
    canvas.fill(disc(x - 30, y, 11), UMBER)
    canvas.fill(ribbon(arc(x - 30, y, 50, 50, 190, 250), [2, 8, 2]), CREAM)
