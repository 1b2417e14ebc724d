"""Draw a camel at a table with eight glasses of water, at the third of them."""

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
from fitsite.demo.art.scenery import sky, sun
from fitsite.demo.art.shapes import arc, box, disc, hill, oval, path, ribbon, smooth

TABLE = 700
# How full each glass is.
GLASSES = (0.04, 0.04, 0.45, 0.86, 0.86, 0.86, 0.86, 0.86)


def camel_glasses(canvas: Canvas) -> None:
    """Draw a camel at a table with eight glasses of water, at the third of them."""
    sky(canvas, MUSTARD, 760, 60)
    sun(canvas, 300, 270, 176, VERMILION, BRICK)
    for line, colour, shade, top in (
        ("-40,520 260,440 520,500 860,560 1200,470 1420,400 1640,470", BLUSH, VERMILION, 430),
        ("-40,600 300,640 640,560 980,610 1300,640 1640,560", SAND, TAN, 560),
    ):
        dune = hill(path(line))
        canvas.fill(dune, colour)
        canvas.grain(dune, shade, (0, top), (0, top + 330), 0.9)
    for x, y, size in ((1490, 400, 1.0), (1560, 440, 0.7)):
        _palm(canvas, x, y, size)
    _body(canvas)
    _neck(canvas)
    _table(canvas)
    for i, full in enumerate(GLASSES):
        _glass(canvas, 130 + i * 191, full)
    canvas.line([(541, 372), (528, 480), (514, 668)], VERMILION, 13)
    for y in (400, 450, 500, 550):
        canvas.line([(532 - (y - 400) * 0.06, y), (544 - (y - 400) * 0.06, y + 14)], CREAM, 7)


def _palm(canvas: Canvas, x: float, y: float, size: float) -> None:
    trunk = [(x, y + 110 * size), (x + 8 * size, y + 40 * size), (x, y - 30 * size)]
    canvas.fill(ribbon(trunk, [20 * size, 15 * size, 11 * size]), UMBER)
    for dx, dy in ((-76, 6), (-56, -44), (0, -66), (56, -44), (76, 6)):
        tip = (x + dx * size, y - 30 * size + dy * size)
        middle = (x + dx * 0.5 * size, y - 58 * size + dy * 0.6 * size)
        canvas.fill(ribbon([(x, y - 30 * size), middle, tip], [8 * size, 22 * size, 2]), TEAL)


def _body(canvas: Canvas) -> None:
    body = smooth(
        path(
            "800,960 780,760 830,620 930,560 1010,520 1070,420 1130,340 1200,316 1270,340 "
            "1330,420 1400,520 1490,600 1550,720 1570,960"
        )
    )
    canvas.fill(body, TAN)
    canvas.grain(body, UMBER, (1060, 460), (1400, 900), 0.9)
    blanket = smooth(path("980,560 1200,596 1430,560 1480,700 1200,740 940,700"))
    canvas.fill(blanket, VERMILION, clip=body)
    canvas.grain(blanket, BRICK, (1190, 580), (1190, 760), 0.8, clip=body)
    for drop in (30, 70):
        band = ribbon([(920, 590 + drop), (1200, 622 + drop), (1500, 590 + drop)], [15, 15, 15])
        canvas.fill(band, MUSTARD if drop == 30 else CREAM, clip=body)
    tuft = smooth(
        path(
            "1086,404 1120,336 1200,300 1280,336 1316,404 "
            "1280,384 1240,404 1200,384 1160,404 1120,384"
        )
    )
    canvas.fill(tuft, UMBER)


def _neck(canvas: Canvas) -> None:
    neck = ribbon(
        path("1040,760 900,740 800,640 770,500 780,380 740,290"), [260, 250, 190, 130, 112, 120]
    )
    canvas.fill(neck, TAN)
    canvas.grain(neck, UMBER, (760, 420), (900, 860), 0.9)
    beard = ("712,380 716,470 736,560", "724,420 738,520 764,600", "716,340 706,420 716,500")
    for strand in beard:
        canvas.fill(ribbon(path(strand), [20, 30, 4]), UMBER)
    collar = ribbon(path("716,560 790,590 864,556"), [30, 36, 30])
    canvas.fill(collar, TEAL)
    canvas.fill(disc(780, 628, 32), MUSTARD)
    canvas.grain(disc(780, 628, 32), VERMILION, (770, 610), (800, 664), 0.9)
    canvas.fill(disc(780, 640, 7), INK)
    for ear in ("800,196 846,150 866,166 830,226", "770,186 790,132 814,140 804,206"):
        canvas.fill(smooth(path(ear)), UMBER)
    head = smooth(
        path(
            "790,190 836,240 826,310 770,340 690,346 610,380 550,384 "
            "516,356 520,318 570,296 650,230 710,182"
        )
    )
    canvas.fill(head, TAN)
    canvas.grain(head, UMBER, (690, 230), (720, 400), 0.7)
    muzzle = smooth(path("610,270 640,330 610,378 550,384 514,356 520,318 560,298"))
    canvas.fill(muzzle, SAND, clip=head)
    mop = smooth(path("730,196 716,160 750,134 800,146 830,196 800,190 776,214 756,188"))
    canvas.fill(mop, UMBER)
    _expression(canvas)


def _expression(canvas: Canvas) -> None:
    canvas.fill(oval(690, 240, 30, 24), CREAM)
    canvas.fill(disc(676, 244, 11), INK)
    lid = [*arc(690, 240, 33, 27, 180, 360), (690, 236)]
    canvas.fill(lid, UMBER)
    for dx in (-26, -12):
        canvas.line([(690 + dx, 236), (690 + dx - 12, 222)], INK, 5)
    canvas.fill(oval(546, 326, 9, 5, -30), UMBER)
    canvas.line([(534, 366), (580, 362), (636, 342), (652, 326)], INK, 6)


def _table(canvas: Canvas) -> None:
    top = box(-20, TABLE, 1620, 900)
    canvas.fill(top, CREAM)
    for x in range(-10, 1620, 90):
        canvas.fill(box(x, TABLE, x + 45, 900), TEAL, opacity=0.4)
    for y in (TABLE + 46, TABLE + 136):
        canvas.fill(box(0, y, 1600, y + 45), TEAL, opacity=0.4)
    canvas.grain(top, PLUM, (0, TABLE + 40), (0, 960), 0.5)
    canvas.fill(box(0, TABLE, 1600, TABLE + 8), SAGE)


def _glass(canvas: Canvas, x: float, full: float) -> None:
    canvas.fill(oval(x + 8, TABLE + 44, 56, 9), INK, opacity=0.35)
    top, foot = 500, TABLE + 40
    glass = [(x - 62, top), (x + 62, top), (x + 46, foot), (x - 46, foot)]
    canvas.fill(glass, CREAM, opacity=0.45)
    level = foot - 14 - (foot - top - 20) * full
    lean = 16 * (foot - level) / (foot - top)
    water = [
        (x - 40 - lean, level),
        (x + 40 + lean, level),
        (x + 40, foot - 12),
        (x - 40, foot - 12),
    ]
    canvas.fill(water, TEAL, opacity=0.75)
    canvas.grain(water, SAGE, (x + 10, foot), (x - 60, top), 0.8)
    canvas.fill(oval(x, level, 40 + lean, 8), SAGE)
    for edge in ([(x - 62, top), (x - 46, foot)], [(x + 62, top), (x + 46, foot)]):
        canvas.line(edge, CREAM, 5)
    canvas.fill(ribbon([(x - 44, foot - 4), (x + 44, foot - 4)], [10, 10]), CREAM)
    canvas.fill(ribbon(arc(x, top, 62, 9, 0, 180)[::4], [5, 5]), CREAM)
    canvas.fill(ribbon([(x - 40, top + 30), (x - 32, foot - 60)], [8, 3]), CREAM, opacity=0.8)
