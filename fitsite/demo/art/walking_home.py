"""Draw two long legs striding over a small town."""

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
    TEAL,
    VERMILION,
)
from fitsite.demo.art.scenery import bird, house, sky, sun
from fitsite.demo.art.shapes import box, disc, hill, oval, path, ribbon, smooth, turn
from fitsite.demo.art.things import shoe


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
        house(canvas, x, 800, wide, 770 - y + high, wall, roof)
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


def _walker(canvas: Canvas) -> None:
    canvas.fill(oval(610, 818, 150, 12), INK, opacity=0.5)
    canvas.fill(oval(1090, 818, 180, 12), INK, opacity=0.5)
    shoe(canvas, (490, 606), 50)
    canvas.fill(ribbon([(540, 520), (492, 600)], [64, 60]), MUSTARD)
    back = ribbon([(760, -60), (720, 170), (646, 370), (540, 546)], [190, 176, 140, 92])
    canvas.fill(back, PLUM)
    canvas.grain(back, INK, (560, 300), (800, 340), 0.9)
    canvas.fill(turn(box(464, 540, 596, 592, 14), (530, 566), 31), PLUM)
    shoe(canvas, (1052, 690), -16)
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
