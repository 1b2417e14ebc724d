"""Draw somebody who cycles home through a snowy evening."""

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
from fitsite.demo.art.shapes import Point, arc, box, disc, hill, oval, path, ribbon, ring, smooth

REAR: Point = (540, 676)
FRONT: Point = (1030, 676)
CRANK: Point = (752, 700)
SEAT: Point = (694, 452)
HEAD: Point = (944, 436)
FORK: Point = (962, 496)
WHEEL = 146


def winter_bicycle(canvas: Canvas) -> None:
    """Draw somebody who cycles home through a snowy evening."""
    canvas.grain(box(0, 0, 1600, 900), PLUM, (0, 40), (0, 620), 1.0)
    canvas.grain(box(0, 0, 1600, 900), VERMILION, (0, 380), (0, 940), 0.7)
    _street(canvas)
    snow = hill(path("-40,770 380,742 800,752 1240,738 1640,764"))
    canvas.fill(snow, CREAM)
    canvas.grain(snow, PLUM, (0, 760), (0, 980), 0.75)
    canvas.fill(ribbon(path("-40,838 200,832 540,828"), [9, 9, 7]), PLUM, opacity=0.35)
    _flakes(canvas)
    pool = oval(1420, 822, 230, 24)
    canvas.fill(
        [(1080, 470), *arc(1420, 822, 230, 24, -90, 150), (1080, 508)], MUSTARD, opacity=0.42
    )
    canvas.fill(pool, SAND, opacity=0.75)
    canvas.fill(oval(790, 832, 360, 14), INK, opacity=0.4)
    _far_side(canvas)
    _bicycle(canvas)
    _rider(canvas)


def _street(canvas: Canvas) -> None:
    for x, wide, high, wall in (
        (-30, 150, 250, PLUM),
        (110, 120, 330, INK),
        (222, 170, 210, PLUM),
        (400, 130, 290, INK),
        (1170, 140, 260, PLUM),
        (1302, 116, 350, INK),
        (1410, 220, 230, PLUM),
    ):
        _house(canvas, x, 770, wide, high, wall)
    for x, y, size in ((600, 752, 1.0), (650, 752, 1.35), (1096, 748, 1.2)):
        _fir(canvas, x, y, size)


def _house(canvas: Canvas, x: float, y: float, wide: float, high: float, wall: str) -> None:
    top = y - high
    canvas.fill(box(x, top, x + wide, y), wall)
    canvas.grain(box(x, top, x + wide, y), BRICK, (0, top), (0, y + 160), 0.5)
    gable = [(x - 8, top + 4), (x + wide / 2, top - wide * 0.44), (x + wide + 8, top + 4)]
    canvas.fill(gable, wall)
    eaves = [(x - 12, top + 8), (x + wide / 2, top - wide * 0.46), (x + wide + 12, top + 8)]
    canvas.fill(ribbon([eaves[0], eaves[1]], [9, 15]), CREAM)
    canvas.fill(ribbon([eaves[1], eaves[2]], [15, 9]), CREAM)
    lit = random.Random(int(x + high))
    for row in range(int(high // 66)):
        for column in range(int(wide // 52)):
            wx, wy = x + 20 + column * 48, top + 28 + row * 62
            colour = MUSTARD if lit.random() < 0.5 else INK if wall == PLUM else PLUM
            canvas.fill(box(wx, wy, wx + 22, wy + 32, 3), colour)


def _fir(canvas: Canvas, x: float, y: float, size: float) -> None:
    for step, (half, low) in enumerate(((62, 0), (50, -52), (36, -100))):
        tier = [(x - half * size, y + low * size), (x, y + (low - 86) * size)]
        tier.append((x + half * size, y + low * size))
        canvas.fill(tier, TEAL)
        canvas.grain(tier, INK, (x, y + (low - 60) * size), (x + 50, y + low * size), 0.9)
        if step == 2:
            cap = [(x - 13 * size, y + (low - 55) * size), (x, y + (low - 90) * size)]
            canvas.fill([*cap, (x + 13 * size, y + (low - 55) * size)], CREAM)


def _far_side(canvas: Canvas) -> None:
    canvas.line([CRANK, (730, 636)], PLUM, 12)
    leg = ribbon(path("700,440 800,420 850,470 806,560 736,604"), [96, 88, 76, 64, 52])
    canvas.fill(leg, TEAL)
    canvas.fill(leg, INK, opacity=0.6)
    shoe = smooth(path("700,596 740,586 790,606 806,628 760,638 704,634"))
    canvas.fill(shoe, UMBER)


def _bicycle(canvas: Canvas) -> None:
    for hub in (REAR, FRONT):
        canvas.fill(ring(*hub, WHEEL, 17), INK)
        canvas.fill(ring(*hub, WHEEL - 14, 5), SAND)
        for angle in range(0, 180, 20):
            ends = (arc(*hub, WHEEL - 14, WHEEL - 14, a, a)[0] for a in (angle, angle + 180))
            canvas.line(list(ends), SAND, 2)
        canvas.fill(disc(*hub, 13), INK)
    for hub, start, end in ((REAR, 170, 300), (FRONT, 180, 325)):
        guard = arc(*hub, WHEEL + 20, WHEEL + 20, start, end)
        canvas.fill(ribbon(guard[::6], [13, 13]), MUSTARD)
    for a, b in ((REAR, SEAT), (REAR, CRANK), (SEAT, CRANK), (SEAT, HEAD), (CRANK, FORK)):
        canvas.line([a, b], VERMILION, 20)
    canvas.line([HEAD, FORK], VERMILION, 24)
    canvas.line([FORK, (980, 560), FRONT], VERMILION, 15)
    canvas.line([SEAT, (686, 424)], TAN, 13)
    canvas.fill(smooth(path("624,410 690,408 756,418 752,432 690,436 632,430")), UMBER)
    canvas.line([HEAD, (936, 396), (984, 372), (964, 344)], TAN, 13)
    canvas.fill(disc(*CRANK, 42), PLUM)
    canvas.fill(ring(*CRANK, 36, 6), SAND)
    _luggage(canvas)
    lamp = smooth(path("1010,470 1060,452 1082,476 1080,502 1058,522 1012,506"))
    canvas.fill(lamp, SAND)
    canvas.grain(lamp, UMBER, (1060, 460), (1030, 530), 0.9)
    canvas.fill(oval(1074, 488, 15, 32, -4), CREAM)
    canvas.line([(964, 474), (1012, 488)], SAND, 9)


def _luggage(canvas: Canvas) -> None:
    canvas.line([(438, 498), (640, 498)], INK, 11)
    canvas.line([(452, 500), REAR], INK, 8)
    bag = smooth(path("424,516 470,502 600,502 640,520 632,640 600,664 470,664 436,640"))
    canvas.fill(bag, TEAL)
    canvas.grain(bag, INK, (500, 520), (600, 700), 0.9)
    canvas.fill(ribbon(path("426,556 530,572 640,558"), [12, 12]), SAND, clip=bag)
    canvas.fill(box(516, 556, 546, 592, 6), MUSTARD)
    canvas.fill(disc(420, 486, 17), VERMILION)
    canvas.fill(disc(420, 486, 44), VERMILION, opacity=0.35)


def _rider(canvas: Canvas) -> None:
    canvas.line([CRANK, (772, 764)], PLUM, 13)
    leg = ribbon(path("700,430 800,450 850,520 822,630 776,730"), [108, 100, 84, 70, 54])
    canvas.fill(leg, TEAL)
    canvas.grain(leg, INK, (800, 440), (780, 760), 0.9)
    canvas.fill(ribbon(path("794,690 776,736"), [58, 56]), CREAM)
    shoe = smooth(path("738,744 770,722 806,730 850,758 868,780 800,788 740,784"))
    canvas.fill(shoe, UMBER)
    canvas.fill(box(744, 776, 866, 790, 6), INK)
    coat = smooth(
        path(
            "690,470 640,440 650,360 700,270 770,206 836,186 880,216 "
            "872,280 826,350 790,430 760,478"
        )
    )
    canvas.fill(coat, MUSTARD)
    canvas.grain(coat, VERMILION, (780, 240), (680, 480), 0.9)
    canvas.fill(ribbon(path("652,386 720,410 800,404"), [16, 16]), CREAM, clip=coat)
    _head(canvas, 872, 132)
    arm = ribbon(path("812,250 850,330 892,370 960,352"), [86, 74, 60, 48])
    canvas.fill(arm, MUSTARD)
    canvas.grain(arm, VERMILION, (820, 240), (880, 410), 0.9)
    glove = smooth(path("930,328 966,318 996,330 1000,356 976,374 936,370"))
    canvas.fill(glove, BRICK)
    canvas.fill(ribbon([(926, 330), (936, 374)], [16, 16]), CREAM)


def _head(canvas: Canvas, x: float, y: float) -> None:
    scarf = ribbon(
        path("860,206 790,190 700,214 620,180 540,200 470,168"), [50, 54, 46, 44, 38, 40]
    )
    canvas.fill(scarf, VERMILION)
    canvas.grain(scarf, BRICK, (860, 180), (560, 240), 0.9)
    for sx in (516, 560, 604):
        canvas.line([(sx, 150), (sx - 4, 236)], CREAM, 9, clip=scarf)
    face = smooth(path("-56,-20 -30,-62 26,-62 58,-20 62,6 50,50 10,70 -36,60 -58,20", x, y))
    canvas.fill(face, TAN)
    canvas.grain(face, UMBER, (x + 10, y - 20), (x - 50, y + 70), 0.8)
    canvas.fill(smooth(path("56,-2 80,14 56,20", x, y)), TAN)
    canvas.fill(oval(x + 34, y - 4, 6, 8), INK)
    canvas.line([(x + 22, y - 22), (x + 34, y - 27), (x + 46, y - 22)], INK, 5)
    canvas.line([(x + 22, y + 36), (x + 36, y + 38), (x + 48, y + 30)], INK, 5)
    canvas.fill(oval(x + 12, y + 22, 15, 11), VERMILION, opacity=0.5)
    wrap = smooth(path("-66,44 -10,74 46,62 60,84 30,112 -40,116 -84,84", x, y))
    canvas.fill(wrap, VERMILION)
    canvas.grain(wrap, BRICK, (x, y + 50), (x - 40, y + 130), 0.9)
    hair = smooth(path("-62,-30 -30,-40 -20,10 -34,52 -64,44 -70,0", x, y))
    canvas.fill(hair, INK)
    helmet = [*arc(x - 2, y - 26, 78, 66, 176, 366), (x, y - 16)]
    canvas.fill(helmet, CREAM)
    canvas.grain(helmet, BLUSH, (x, y - 90), (x - 60, y + 10), 0.9)
    for hole in (-34, 0, 34):
        canvas.line([(x + hole - 8, y - 44), (x + hole + 8, y - 66)], PLUM, 9)
    canvas.line([(x - 40, y - 20), (x - 16, y + 30), (x - 2, y + 58)], SAGE, 6)


def _flakes(canvas: Canvas) -> None:
    falling = random.Random(31)
    for _ in range(110):
        x, y = falling.uniform(0, 1600), falling.uniform(0, 760)
        canvas.fill(disc(x, y, falling.uniform(2.5, 7)), CREAM)
