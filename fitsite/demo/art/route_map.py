"""Draw a map of five days' walk to the sea, as its youngest walker remembers it."""

from __future__ import annotations

from fitsite.demo.art.boot_mountain import hiker
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
from fitsite.demo.art.scenery import house
from fitsite.demo.art.shapes import arc, box, disc, hill, oval, path, ribbon, smooth

ROUTE = (
    "130,300 210,400 330,430 400,350 420,230 520,150 640,170 690,280 712,380 790,428 "
    "870,444 940,480 1000,420 980,300 1000,190 1110,150 1210,220 1230,340 1300,420 1390,410"
)
CAMPS = ((400, 350), (640, 170), (940, 480), (1000, 190), (1390, 410))


def route_map(canvas: Canvas) -> None:
    """Draw a map of five days' walk to the sea, as its youngest walker remembers it."""
    sheet = box(24, 24, 1576, 616, 10)
    canvas.fill(sheet, SAND)
    canvas.grain(sheet, MUSTARD, (800, 200), (200, 900), 0.5)
    _sea(canvas)
    _river(canvas)
    for x, y in ((270, 140), (340, 110), (1080, 500), (1160, 530), (560, 550)):
        _hump(canvas, x, y)
    for x, y in ((500, 330), (540, 300), (560, 350), (600, 310), (860, 110), (900, 90), (910, 140)):
        _tree(canvas, x, y)
    line = smooth(path(ROUTE), closed=False)
    for i in range(0, len(line) - 5, 9):
        canvas.line([line[i], line[i + 4]], VERMILION, 11)
    house(canvas, 70, 290, 66, 166, CREAM, VERMILION)
    house(canvas, 134, 290, 62, 150, BLUSH, BRICK)
    _cow(canvas, 290, 540)
    _stones(canvas, 1110, 330)
    for day, (x, y) in enumerate(CAMPS, start=1):
        _camp(canvas, x, y, day)
    _ice(canvas, 1466, 330)
    hiker(canvas, 262, 410, 74, TEAL, MUSTARD, right=True)
    for x in (412, 800, 1188):
        canvas.fill(box(x - 3, 24, x + 3, 616), UMBER, opacity=0.18)
        canvas.fill(box(x + 3, 24, x + 60, 616), UMBER, opacity=0.05)


def _sea(canvas: Canvas) -> None:
    sheet = box(24, 24, 1576, 616, 10)
    beach = smooth(
        path("1330,-20 1290,120 1360,250 1470,300 1430,420 1480,520 1420,700 1700,700 1700,-20")
    )
    canvas.fill(beach, CREAM, clip=sheet)
    water = smooth(
        path("1390,-20 1350,110 1420,230 1530,300 1500,420 1550,520 1490,700 1700,700 1700,-20")
    )
    canvas.fill(water, TEAL, clip=sheet)
    canvas.grain(water, SAGE, (1600, 300), (1400, 300), 0.7, clip=sheet)
    for x, y in ((1450, 90), (1500, 160), (1530, 90), (1480, 590)):
        wave = [(x - 26, y), (x - 13, y - 9), (x, y), (x + 13, y - 9), (x + 26, y)]
        canvas.fill(ribbon(wave, [2, 6, 6, 6, 2]), CREAM, clip=sheet)


def _river(canvas: Canvas) -> None:
    sheet = box(24, 24, 1576, 616, 10)
    river = ribbon(path("740,-20 770,90 800,230 770,330 810,400 900,540 940,700"), [16, 30, 42, 60])
    canvas.fill(river, TEAL, clip=sheet)
    canvas.grain(river, SAGE, (800, 500), (760, 0), 0.6, clip=sheet)
    for x in (800, 824, 848, 872):
        canvas.line([(x, 404), (x - 8, 462)], UMBER, 11)


def _hump(canvas: Canvas, x: float, y: float) -> None:
    hump = hill(
        [(x - 74, y + 40), (x - 36, y - 8), (x, y - 40), (x + 40, y - 6), (x + 78, y + 40)], y + 41
    )
    canvas.fill(hump, SAGE)
    canvas.grain(hump, TEAL, (x, y - 20), (x + 50, y + 60), 0.9)


def _tree(canvas: Canvas, x: float, y: float) -> None:
    canvas.fill(box(x - 4, y, x + 4, y + 36), PLUM)
    canvas.fill(oval(x, y - 6, 24, 32), TEAL)
    canvas.grain(oval(x, y - 6, 24, 32), INK, (x - 16, y - 30), (x + 24, y + 30), 0.8)


def _cow(canvas: Canvas, x: float, y: float) -> None:
    for dx in (-38, -20, 26, 44):
        canvas.fill(box(x + dx - 6, y, x + dx + 6, y + 42, 3), CREAM)
    body = smooth(path("-56,-26 0,-38 54,-32 62,0 50,20 0,24 -50,20 -60,0", x, y))
    canvas.fill(body, CREAM)
    for dx, dy, wide, high in ((-26, -16, 22, 16), (24, 2, 20, 15), (44, -30, 14, 10)):
        canvas.fill(oval(x + dx, y + dy, wide, high, 12), PLUM, clip=body)
    canvas.line([(x + 58, y - 20), (x + 72, y + 14)], PLUM, 5)
    canvas.fill(smooth(path("-66,-52 -40,-56 -36,-30 -52,0 -72,0 -80,-24", x, y)), CREAM)
    canvas.fill(oval(x - 66, y - 4, 15, 11), BLUSH)
    canvas.fill(disc(x - 60, y - 32, 4), INK)
    for dx in (-78, -38):
        canvas.fill(oval(x + dx, y - 46, 13, 6, 20 if dx < -50 else -20), PLUM)


def _stones(canvas: Canvas, x: float, y: float) -> None:
    for dx, dy, high in ((-70, 10, 50), (-34, -14, 66), (10, -20, 58), (52, -6, 70), (78, 26, 44)):
        stone = smooth(
            [
                (x + dx - 13, y + dy + 20),
                (x + dx - 11, y + dy - high * 0.7),
                (x + dx + 2, y + dy - high),
                (x + dx + 13, y + dy - high * 0.6),
                (x + dx + 14, y + dy + 20),
            ]
        )
        canvas.fill(stone, PLUM)
        canvas.grain(stone, BLUSH, (x + dx + 6, 0), (x + dx - 30, 0), 0.8)


def _camp(canvas: Canvas, x: float, y: float, day: int) -> None:
    canvas.fill(oval(x, y + 6, 62, 12), INK, opacity=0.3)
    canvas.fill([(x - 54, y + 6), (x, y - 66), (x + 54, y + 6)], VERMILION)
    canvas.fill([(x, y - 66), (x + 54, y + 6), (x + 16, y + 6)], BRICK)
    canvas.fill([(x - 22, y + 6), (x, y - 46), (x + 12, y + 6)], CREAM)
    for dot in range(day):
        canvas.fill(disc(x - (day - 1) * 10 + dot * 20, y + 28, 7), PLUM)


def _ice(canvas: Canvas, x: float, y: float) -> None:
    canvas.fill([(x - 26, y), (x + 26, y), (x, y + 80)], TAN)
    for step in (16, 34):
        canvas.line([(x - 22, y + step), (x + 14, y + step + 16)], UMBER, 4)
    for dx, dy, r, colour in (
        (-15, -10, 24, BLUSH),
        (15, -10, 24, MUSTARD),
        (0, -40, 25, VERMILION),
    ):
        canvas.fill(disc(x + dx, y + dy, r), colour)
    canvas.fill(ribbon(arc(x, y - 40, 16, 16, 190, 250), [2, 6, 2]), CREAM)
