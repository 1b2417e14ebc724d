"""Draw a garage at night, its door up and a small gym lit inside."""

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
from fitsite.demo.art.shapes import Shape, arc, box, disc, hill, oval, path, ribbon, smooth
from fitsite.demo.art.things import hanging_bicycle, kettlebell


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
    hanging_bicycle(canvas, 1184, 474)
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
        kettlebell(canvas, x, 704, size, colour)


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
