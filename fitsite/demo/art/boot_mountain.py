"""Draw a walking boot as big as a mountain, and a family on its way up."""

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
from fitsite.demo.art.scenery import bird, grass, sky, sun
from fitsite.demo.art.shapes import (
    Shape,
    arc,
    box,
    disc,
    hill,
    mirror,
    oval,
    path,
    ribbon,
    ring,
    smooth,
)

UPPER = (
    "352,776 356,640 380,500 372,360 372,232 410,206 560,214 708,196 742,226 760,330 800,430 "
    "880,512 1010,552 1150,586 1262,650 1300,720 1304,776"
)
HOOKS = ((724, 262), (738, 330), (764, 400), (812, 466), (880, 520), (964, 552))
EYELETS = ((620, 286), (634, 356), (656, 430), (694, 504), (752, 570), (836, 616))


def boot_mountain(canvas: Canvas) -> None:
    """Draw a walking boot as big as a mountain, and a family on its way up."""
    sky(canvas, BLUSH, -60, 640)
    sun(canvas, 1330, 470, 190, MUSTARD, VERMILION)
    _land(canvas)
    for x, y, span in ((980, 180, 34), (1060, 226, 24), (920, 250, 20)):
        bird(canvas, x, y, span, PLUM)
    canvas.fill(oval(840, 858, 560, 20), INK, opacity=0.5)
    _boot(canvas)
    _laces(canvas)
    _tent(canvas, 1190, 604)
    hiker(canvas, 1052, 566, 126, VERMILION, TEAL)
    hiker(canvas, 946, 538, 96, MUSTARD, VERMILION)
    hiker(canvas, 566, 214, 74, TEAL, MUSTARD)
    _flag(canvas, 524, 214)
    for x, lean in ((236, -0.4), (250, 0.1), (268, 0.6), (1430, -0.5), (1446, 0.0), (1464, 0.5)):
        grass(canvas, x, 862, 66 - abs(lean) * 36, lean)


def _land(canvas: Canvas) -> None:
    sea = box(0, 560, 1600, 760)
    canvas.fill(sea, TEAL)
    canvas.grain(sea, SAGE, (0, 700), (0, 540), 0.8)
    for x, y, half in (
        (1330, 584, 150),
        (1350, 612, 104),
        (1310, 640, 120),
        (1344, 668, 70),
        (1120, 640, 44),
        (1530, 600, 40),
    ):
        canvas.line([(x - half, y), (x + half, y)], MUSTARD, 8)
    sail = [(1500, 556), (1500, 504), (1536, 548)]
    canvas.fill(sail, PLUM)
    canvas.fill(smooth(path("1474,558 1500,570 1530,570 1552,558")), BRICK)
    for line, colour, shade in (
        ("-40,430 120,380 300,440 460,560 620,640 760,760", SAGE, TEAL),
        ("-40,600 160,560 360,640 620,720 900,720 1240,700 1640,640", SAGE, TEAL),
    ):
        land = hill(path(line))
        canvas.fill(land, colour)
        canvas.grain(land, shade, (0, 440), (300, 900), 0.9)
    ground = hill(path("-40,806 400,790 900,800 1640,770"))
    canvas.fill(ground, TEAL)
    canvas.grain(ground, INK, (0, 790), (0, 940), 0.95)


def _boot(canvas: Canvas) -> None:
    inside = oval(556, 212, 176, 32, -2)
    canvas.fill(inside, PLUM)
    upper = [*smooth(path(UPPER), closed=False)]
    canvas.fill(upper, TAN)
    canvas.grain(upper, BRICK, (640, 300), (360, 860), 0.95)
    canvas.fill(ribbon(path("372,236 560,246 736,226"), [44, 48, 44]), UMBER, clip=upper)
    heel = smooth(path("340,800 336,620 400,560 470,600 520,700 530,800"))
    canvas.fill(heel, UMBER, clip=upper)
    canvas.grain(heel, INK, (420, 600), (380, 820), 0.6, clip=upper)
    toe = smooth(path("1090,800 1096,690 1160,600 1260,590 1400,700 1320,820"))
    canvas.fill(toe, UMBER, clip=upper)
    canvas.grain(toe, INK, (1150, 620), (1250, 840), 0.6, clip=upper)
    for seam in ("530,780 700,700 880,700 1092,700", "470,600 560,470 600,300"):
        line = smooth(path(seam), closed=False)
        for i in range(0, len(line) - 2, 3):
            canvas.line([line[i], line[i + 1]], CREAM, 4, clip=upper)
    tongue = smooth(
        path("700,190 740,226 776,336 830,430 900,506 1020,552 900,560 790,480 720,340")
    )
    canvas.fill(tongue, VERMILION)
    canvas.grain(tongue, BRICK, (800, 300), (860, 600), 0.9)
    loop = ribbon(path("384,236 352,190 374,150 402,196 404,230"), [15, 15, 15, 15, 15])
    canvas.fill(loop, VERMILION)
    _sole(canvas)


def _sole(canvas: Canvas) -> None:
    sole = smooth(
        path("330,770 700,780 1000,776 1316,764 1336,800 1300,836 820,842 340,840 322,806")
    )
    canvas.fill(sole, INK)
    canvas.grain(sole, PLUM, (0, 800), (0, 740), 0.9)
    canvas.fill(ribbon(path("332,776 700,786 1000,782 1320,770"), [11, 11, 11, 11]), CREAM)
    for i in range(22):
        x = 344 + i * 45
        if not 610 < x < 700:
            canvas.fill(box(x, 826, x + 28, 858, 5), INK)


def _laces(canvas: Canvas) -> None:
    for i, (hook, eyelet) in enumerate(zip(HOOKS, EYELETS, strict=True)):
        canvas.fill(disc(*hook, 13), MUSTARD)
        canvas.fill(disc(*eyelet, 13), MUSTARD)
        canvas.line([eyelet, hook], CREAM, 13)
        if i:
            canvas.line([HOOKS[i - 1], eyelet], CREAM, 13)
            canvas.line([HOOKS[i - 1], eyelet], TAN, 3)
    for loop in (
        "724,262 800,210 850,250 800,300 726,264",
        "724,262 720,330 790,362 800,320 728,266",
    ):
        canvas.fill(ribbon(path(loop), [13] * 5), CREAM)
    canvas.fill(disc(726, 264, 17), CREAM)


def _tent(canvas: Canvas, x: float, y: float) -> None:
    canvas.fill([(x - 66, y + 14), (x - 6, y - 76), (x + 70, y + 44)], VERMILION)
    canvas.fill([(x - 6, y - 76), (x + 70, y + 44), (x + 18, y + 30)], BRICK)
    canvas.fill([(x - 30, y + 20), (x - 8, y - 44), (x + 2, y + 26)], MUSTARD)
    canvas.line([(x - 6, y - 78), (x - 8, y - 92)], INK, 5)


def hiker(
    canvas: Canvas, x: float, y: float, high: float, coat: str, hat: str, right: bool = False
) -> None:
    """Draw a walker who goes up to the left, or to the right, standing at ``x, y``."""
    u = high / 100

    def at(shape: Shape) -> Shape:
        placed = [(x + px * u, y + py * u) for px, py in shape]
        return mirror(placed, x) if right else placed

    canvas.line(at(path("-34,2 -22,-58")), UMBER, 5 * u)
    for leg in ("4,-38 12,-18 20,-2", "-2,-38 -14,-22 -12,0"):
        canvas.fill(ribbon(at(path(leg)), [15 * u, 12 * u]), INK)
    for foot in ("24,0 8,2", "-8,1 -24,2"):
        canvas.line(at(path(foot)), BRICK, 9 * u)
    canvas.fill(smooth(at(path("4,-78 34,-74 40,-44 30,-34 8,-38"))), PLUM)
    canvas.fill(smooth(at(path("-16,-76 8,-82 16,-56 14,-32 -12,-32 -20,-54"))), coat)
    canvas.fill(ribbon(at(path("-4,-70 -16,-56 -24,-54")), [13 * u, 10 * u]), coat)
    canvas.fill(at(oval(-4, -92, 15, 16)), TAN)
    canvas.fill(at(arc(-3, -95, 17, 17, 180, 360)), hat)
    canvas.fill(at(disc(-1, -113, 5)), CREAM)
    canvas.fill(at(ring(20, -82, 7, 5)), SAND)


def _flag(canvas: Canvas, x: float, y: float) -> None:
    canvas.line([(x, y), (x - 8, y - 118)], INK, 6)
    flag = smooth(path("-8,-116 -50,-124 -84,-106 -112,-112 -104,-78 -70,-72 -40,-84 -6,-76", x, y))
    canvas.fill(flag, VERMILION)
    canvas.fill(disc(x - 54, y - 98, 10), CREAM)
