"""Draw a kitchen shelf with six jars of dried beans."""

from __future__ import annotations

import random

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
from fitsite.demo.art.shapes import Shape, box, oval, path, ribbon, ring, smooth, turn

BOARD = 500


def bean_shelf(canvas: Canvas) -> None:
    """Draw a kitchen shelf with six jars of dried beans."""
    canvas.grain(box(0, 0, 1600, 640), INK, (0, 200), (0, 760), 0.8)
    for x, wide, high, full, bean, shade, lid in (
        (150, 190, 300, 0.82, CREAM, TAN, VERMILION),
        (380, 160, 220, 0.9, BRICK, PLUM, MUSTARD),
        (590, 200, 340, 0.64, SAND, UMBER, PLUM),
        (830, 150, 190, 0.78, INK, PLUM, BLUSH),
        (1020, 190, 290, 0.34, MUSTARD, VERMILION, SAGE),
        (1250, 170, 240, 0.88, VERMILION, BRICK, CREAM),
    ):
        _jar(canvas, x, wide, high, full, bean, shade, lid)
    board = box(-20, BOARD, 1620, BOARD + 40)
    canvas.fill(board, TAN)
    canvas.grain(board, UMBER, (0, BOARD), (0, BOARD + 50), 0.9)
    canvas.fill(box(0, BOARD + 40, 1600, BOARD + 58), INK, opacity=0.45)
    for x in (260, 1340):
        bracket = [(x - 12, BOARD + 40), (x + 12, BOARD + 40), (x + 12, BOARD + 120)]
        canvas.fill(bracket, UMBER)
    _ladle(canvas, 1514)


def _jar(
    canvas: Canvas, x: float, wide: float, high: float, full: float, bean: str, shade: str, lid: str
) -> None:
    glass = box(x, BOARD - high, x + wide, BOARD, 26)
    canvas.fill(glass, SAGE, opacity=0.5)
    inside = box(x + 10, BOARD - high + 10, x + wide - 10, BOARD - 8, 20)
    top = BOARD - (high - 20) * full
    heap = smooth(
        [(x - 40, top + 16), (x + wide * 0.4, top), (x + wide + 40, top + 20)], closed=False
    )
    beans = [*heap, (x + wide + 40, BOARD + 20), (x - 40, BOARD + 20)]
    canvas.fill(beans, shade, clip=inside)
    _beans(canvas, (x, wide, top), inside, bean, shade)
    neck = box(x + 14, BOARD - high - 26, x + wide - 14, BOARD - high + 12, 6)
    canvas.fill(neck, lid)
    side = BRICK if lid in (VERMILION, MUSTARD) else INK if lid == PLUM else TAN
    canvas.grain(neck, side, (x + wide * 0.4, 0), (x + wide, 0), 0.8)
    tag = box(x + wide / 2 - 38, BOARD - 92, x + wide / 2 + 38, BOARD - 44, 6)
    canvas.fill(tag, CREAM)
    for y, half in ((BOARD - 76, 24), (BOARD - 60, 15)):
        canvas.line([(x + wide / 2 - half, y), (x + wide / 2 + half, y)], PLUM, 5)
    shine = ribbon([(x + 22, BOARD - high + 40), (x + 20, BOARD - high * 0.4)], [9, 3])
    canvas.fill(shine, CREAM, opacity=0.7)


def _beans(
    canvas: Canvas,
    jar: tuple[float, float, float],
    inside: Shape,
    bean: str,
    shade: str,
) -> None:
    x, wide, top = jar
    shaken = random.Random(int(x))
    y = top + 22.0
    while y < BOARD:
        for column in range(int(wide // 27) + 1):
            bx, by = x + 12 + column * 27 + shaken.uniform(-7, 7), y + shaken.uniform(-5, 5)
            outline = smooth(path("-15,2 -10,-9 0,-6 10,-9 15,2 7,10 -7,10", bx, by))
            one = turn(outline, (bx, by), shaken.uniform(-70, 70))
            canvas.fill(one, bean, clip=inside)
            canvas.grain(one, shade, (bx - 4, by - 4), (bx + 6, by + 16), 0.8, clip=inside)
        y += 18


def _ladle(canvas: Canvas, x: float) -> None:
    canvas.fill(ring(x, 62, 12, 6), MUSTARD)
    handle = ribbon([(x, 74), (x, 200), (x - 4, 330)], [16, 12, 18])
    cup = smooth(path("-62,330 52,330 54,368 26,402 -36,402 -64,368", x))
    for part in (handle, cup):
        canvas.fill(part, MUSTARD)
        canvas.grain(part, BRICK, (x - 30, 300), (x + 60, 420), 0.8)
    canvas.fill(oval(x - 5, 334, 56, 13), TEAL)
