"""Draw a heron on one leg, the other one in a bandage."""

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
from fitsite.demo.art.scenery import bird, sky, sun
from fitsite.demo.art.shapes import arc, box, disc, hill, path, ribbon, smooth, turn

SHORE = 600


def heron_bandage(canvas: Canvas) -> None:
    """Draw a heron on one leg, the other one in a bandage."""
    sky(canvas, VERMILION, -420, 560)
    sun(canvas, 800, 360, 282, MUSTARD, VERMILION)
    for x, y, span in ((330, 190, 34), (420, 240, 24), (270, 262, 20)):
        bird(canvas, x, y, span, PLUM)
    far = hill(path("-40,520 200,460 460,520 800,560 1140,500 1400,450 1640,500"))
    canvas.fill(far, BRICK)
    canvas.grain(far, PLUM, (0, 460), (0, 640), 0.9)
    near = hill(path("-40,580 300,550 640,590 1000,596 1300,560 1640,570"))
    canvas.fill(near, PLUM)
    canvas.grain(near, INK, (0, 560), (0, 700), 0.7)
    _water(canvas)
    for x, y, high, lean in (
        (96, 860, 430, 0.06),
        (150, 880, 520, 0.02),
        (208, 870, 360, 0.12),
        (1396, 880, 400, -0.1),
        (1452, 870, 540, -0.03),
        (1514, 885, 450, 0.05),
    ):
        _bulrush(canvas, x, y, high, lean)
    _heron(canvas)


def _water(canvas: Canvas) -> None:
    water = box(0, SHORE, 1600, 900)
    canvas.fill(water, TEAL)
    canvas.grain(water, INK, (0, 600), (0, 960), 0.95)
    for i, half in enumerate((270, 236, 250, 190, 200, 130, 96)):
        y = SHORE + 18 + i * 36
        glint = ribbon([(800 - half, y), (800, y - 4), (800 + half, y)], [2, 14, 2])
        canvas.fill(glint, MUSTARD, opacity=0.85 - i * 0.09)
    for wide, opacity in ((70, 0.9), (116, 0.6), (170, 0.35)):
        for start in (12, 192):
            wave = arc(792, 836, wide, wide * 0.2, start, start + 156)
            canvas.fill(ribbon(wave[::4], [2, 8, 2]), CREAM, opacity=opacity)


def _bulrush(canvas: Canvas, x: float, y: float, high: float, lean: float) -> None:
    top = (x + high * lean, y - high)
    canvas.fill(ribbon([(x, y), (x + high * lean * 0.4, y - high * 0.5), top], [11, 9, 6]), SAGE)
    head = turn(box(top[0] - 17, top[1] - 60, top[0] + 17, top[1] + 60, 17), top, lean * 50)
    canvas.fill(head, UMBER)
    canvas.grain(head, INK, (top[0] - 10, 0), (top[0] + 26, 0), 0.8)
    canvas.line([(top[0], top[1] - 58), (top[0] + lean * 40, top[1] - 92)], SAGE, 5)
    for way, reach in ((-1, 0.72), (1, 0.58)):
        tip = (x + way * high * 0.24 + high * lean, y - high * reach)
        middle = (x + way * high * 0.06, y - high * reach * 0.6)
        canvas.fill(ribbon([(x, y), middle, tip], [17, 15, 1]), TEAL)


def _heron(canvas: Canvas) -> None:
    canvas.fill(ribbon(path("800,600 796,700 792,836"), [20, 15, 15]), MUSTARD)
    canvas.fill(disc(796, 714, 14), MUSTARD)
    _body(canvas)
    _lame_leg(canvas)
    _neck(canvas)


def _body(canvas: Canvas) -> None:
    tail = smooth(path("900,500 1010,560 1070,640 1050,660 960,620 880,570"))
    canvas.fill(tail, INK)
    body = smooth(
        path(
            "700,420 760,380 850,390 930,440 990,510 1040,600 "
            "1000,606 900,610 800,604 730,560 696,490"
        )
    )
    canvas.fill(body, SAGE)
    canvas.grain(body, TEAL, (780, 420), (960, 660), 0.9)
    wing = smooth(path("770,430 850,420 930,470 1000,560 1050,640 960,600 860,580 790,530 762,470"))
    canvas.fill(wing, TEAL)
    canvas.grain(wing, INK, (820, 440), (1000, 640), 0.9)
    for feather in (
        "800,470 880,510 960,580",
        "820,450 910,490 1000,580",
        "800,500 850,540 910,580",
    ):
        canvas.fill(ribbon(path(feather), [2, 8, 2]), SAGE)
    plumes = ("706,500 712,560 700,610", "724,520 734,580 726,630", "744,540 756,590 752,626")
    for plume in plumes:
        canvas.fill(ribbon(path(plume), [13, 11, 1]), CREAM)


def _lame_leg(canvas: Canvas) -> None:
    canvas.fill(ribbon(path("850,596 842,650 796,672"), [22, 17, 16]), MUSTARD)
    canvas.fill(ribbon(path("842,648 770,690 704,690"), [16, 15, 14]), MUSTARD)
    for toe in ("706,690 672,716", "706,690 660,696", "706,690 676,676"):
        canvas.line(path(toe), MUSTARD, 9)
    wrap = ribbon(path("838,640 790,682 738,692"), [50, 54, 48])
    canvas.fill(wrap, CREAM)
    canvas.grain(wrap, TAN, (790, 650), (780, 720), 0.8)
    for stripe in ("818,634 838,676", "790,650 808,700", "762,664 774,714"):
        canvas.line(path(stripe), BLUSH, 6, clip=wrap)
    canvas.fill(ribbon(path("800,660 830,700 826,730"), [15, 14, 11]), CREAM)
    canvas.line([(784, 676), (806, 690)], VERMILION, 9)
    canvas.line([(800, 672), (790, 694)], VERMILION, 9)


def _neck(canvas: Canvas) -> None:
    neck = ribbon(
        path("748,470 700,430 690,370 740,320 768,262 740,206 690,190"),
        [120, 96, 70, 58, 52, 50, 56],
    )
    canvas.fill(neck, CREAM)
    canvas.grain(neck, TAN, (720, 240), (760, 520), 0.75)
    for y, x in ((330, 716), (368, 694), (404, 694), (440, 708)):
        canvas.fill(ribbon([(x - 4, y), (x - 16, y + 22)], [10, 3]), INK)
    bill = [(676, 176), (486, 214), (676, 212)]
    canvas.fill(bill, MUSTARD)
    canvas.fill([(676, 196), (486, 214), (676, 212)], VERMILION)
    head = smooth(path("650,196 672,160 720,148 762,170 768,206 728,224 676,218"))
    canvas.fill(head, CREAM)
    cap = smooth(path("668,166 716,142 762,158 800,170 900,214 820,196 760,190 712,176"))
    canvas.fill(cap, INK)
    canvas.fill(disc(694, 186, 11), MUSTARD)
    canvas.fill(disc(692, 187, 6), INK)
    canvas.line([(676, 170), (704, 174)], INK, 6)
    scarf = ribbon(path("712,296 744,322 786,312"), [38, 44, 38])
    canvas.fill(scarf, VERMILION)
    canvas.grain(scarf, BRICK, (720, 310), (740, 360), 0.9)
    end = ribbon(path("768,322 806,372 800,440"), [34, 32, 36])
    canvas.fill(end, VERMILION)
    canvas.grain(end, BRICK, (770, 350), (800, 450), 0.9)
    for y in (404, 424):
        canvas.line([(774, y), (824, y - 2)], SAND, 6, clip=end)
