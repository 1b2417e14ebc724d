"""Draw a tortoise that cranes its neck at a laptop."""

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
from fitsite.demo.art.scenery import sky
from fitsite.demo.art.shapes import (
    Points,
    Shape,
    box,
    disc,
    hill,
    oval,
    path,
    ribbon,
    ring,
    smooth,
    turn,
)

WINDOW = box(880, 70, 1400, 500, 8)


def desk_tortoise(canvas: Canvas) -> None:
    """Draw a tortoise that cranes its neck at a laptop."""
    sky(canvas, BLUSH, -60, 760)
    _window(canvas)
    floor = box(0, 836, 1600, 900)
    canvas.fill(floor, TEAL)
    canvas.grain(floor, INK, (800, 820), (800, 930), 0.9)
    canvas.fill(oval(690, 868, 330, 14), INK, opacity=0.5)
    _chair(canvas)
    _tortoise(canvas)
    _desk(canvas)
    _laptop(canvas)
    _arm(canvas)
    _mug(canvas, 1500, 610)


def _window(canvas: Canvas) -> None:
    canvas.fill(box(858, 48, 1422, 522, 14), CREAM)
    canvas.fill(WINDOW, SAND)
    canvas.grain(WINDOW, BLUSH, (0, 300), (0, 60), 0.9)
    canvas.fill(disc(1262, 320, 116), MUSTARD, clip=WINDOW)
    canvas.grain(disc(1262, 320, 116), VERMILION, (1262, 280), (1262, 440), 0.9, clip=WINDOW)
    for line, colour, shade in (
        ("820,430 960,380 1110,430 1280,470 1420,420 1540,440", BLUSH, VERMILION),
        ("820,490 1000,470 1200,440 1380,480 1540,460", SAGE, TEAL),
    ):
        land = hill(path(line), 520)
        canvas.fill(land, colour, clip=WINDOW)
        canvas.grain(land, shade, (0, 400), (0, 540), 0.9, clip=WINDOW)
    canvas.fill(box(1130, 66, 1150, 504), CREAM)
    canvas.fill(box(846, 514, 1434, 540, 8), CREAM)
    canvas.grain(box(846, 514, 1434, 540, 8), TAN, (0, 512), (0, 546), 0.6)


def _chair(canvas: Canvas) -> None:
    canvas.fill(ribbon([(640, 770), (640, 842)], [34, 34]), INK)
    for x in (500, 640, 780):
        canvas.line([(640, 838), ((640 + x) / 2, 836), (x, 850)], INK, 20)
        canvas.fill(disc(x, 862, 17), PLUM)
        canvas.fill(disc(x, 862, 6), SAND)
    canvas.line([(640, 772), (430, 768), (372, 700), (366, 560)], INK, 22)
    back = ribbon([(392, 330), (356, 450), (366, 620)], [58, 62, 58])
    canvas.fill(back, VERMILION)
    canvas.grain(back, BRICK, (390, 380), (330, 640), 0.9)
    seat = box(440, 726, 846, 784, 28)
    canvas.fill(seat, VERMILION)
    canvas.grain(seat, BRICK, (0, 730), (0, 790), 0.9)


def _tortoise(canvas: Canvas) -> None:
    leg = ribbon(path("640,690 800,706 880,726 892,780 890,806"), [110, 100, 84, 76, 74])
    canvas.fill(leg, SAGE)
    canvas.grain(leg, TEAL, (780, 690), (880, 860), 0.9)
    toes = smooth(path("848,830 890,800 950,812 984,848 940,858 850,858"))
    canvas.fill(toes, SAGE)
    canvas.grain(toes, TEAL, (900, 800), (900, 870), 0.9)
    for x in (938, 960):
        canvas.line([(x, 838), (x + 3, 854)], TEAL, 4)
    _neck(canvas)
    plastron = smooth(path("690,330 780,400 826,520 820,640 776,726 700,740 620,700 620,420"))
    canvas.fill(plastron, SAND)
    canvas.grain(plastron, TAN, (700, 400), (830, 740), 0.8)
    for y, bend in ((470, 8), (560, 14), (650, 8)):
        canvas.line([(690, y + 4), (760, y + bend), (822, y - 6)], TAN, 5, clip=plastron)
    _shell(canvas)


def _neck(canvas: Canvas) -> None:
    neck = ribbon(path("700,440 800,388 890,352 990,352"), [150, 118, 92, 84])
    canvas.fill(neck, SAGE)
    canvas.grain(neck, TEAL, (860, 330), (860, 470), 0.9)
    for x, y in ((846, 352), (884, 338), (922, 330)):
        canvas.line([(x, y), (x + 10, y + 26), (x + 4, y + 48)], TEAL, 4, clip=neck)
    head = smooth(
        path("944,340 966,284 1030,262 1096,286 1130,340 1118,378 1060,402 990,398 952,376")
    )
    canvas.fill(head, SAGE)
    canvas.grain(head, TEAL, (1030, 310), (1010, 420), 0.9)
    canvas.line([(1126, 352), (1090, 366), (1052, 366), (1036, 374)], INK, 6)
    canvas.fill(oval(1112, 322, 4, 6), TEAL)
    canvas.fill(disc(1052, 318, 34), CREAM, opacity=0.75)
    canvas.fill(oval(1060, 322, 9, 11), INK)
    canvas.fill(ring(1052, 318, 34, 8), INK)
    canvas.line([(1020, 312), (986, 304), (958, 316)], INK, 8)
    canvas.line([(1030, 272), (1056, 268), (1080, 274)], TEAL, 7)


def _shell(canvas: Canvas) -> None:
    dome = smooth(
        path(
            "716,322 640,286 552,290 470,340 420,430 404,540 426,640 486,716 580,752 "
            "690,752 744,738 700,640 684,520 696,400"
        )
    )
    canvas.fill(dome, TEAL)
    canvas.grain(dome, INK, (600, 420), (420, 780), 0.95)
    for scute in _scutes():
        canvas.fill(scute, SAGE, clip=dome)
        canvas.grain(scute, TEAL, (600, 320), (480, 720), 0.95, clip=dome)
    rim = ribbon(path("712,312 690,400 680,520 696,640 742,746"), [46, 44, 42, 44, 46])
    canvas.fill(rim, MUSTARD)
    canvas.grain(rim, VERMILION, (690, 380), (720, 760), 0.8)
    for y, lean in ((380, -6), (452, -4), (524, 0), (596, 4), (668, 8)):
        x = 692 if y < 420 or y > 640 else 682
        canvas.line([(x - 22, y), (x + 22, y + lean)], BRICK, 5, clip=rim)


def _scutes() -> list[Shape]:
    """Shape the plates of the shell, with the ground colour as seams between them."""
    shapes = (
        "620,300 664,330 652,416 600,432 556,396 566,316",
        "540,322 536,400 578,444 556,508 486,494 450,420 480,352",
        "660,436 664,548 606,572 574,516 598,452",
        "438,440 476,508 466,592 420,606 396,540 410,470",
        "488,514 552,528 586,582 562,650 496,640 476,600",
        "606,592 664,568 678,650 636,706 580,660",
        "430,624 474,614 500,660 558,672 566,742 490,736",
        "582,680 630,722 700,680 730,750 584,764",
    )
    return [_rounded(path(shape)) for shape in shapes]


def _rounded(points: Points) -> Shape:
    """Cut a plate's corners a little."""
    cut: Shape = []
    for before, here, after in zip(
        [points[-1], *points[:-1]], points, [*points[1:], points[0]], strict=True
    ):
        for other in (before, after):
            cut.append(
                (here[0] + (other[0] - here[0]) * 0.16, here[1] + (other[1] - here[1]) * 0.16)
            )
    return cut


def _desk(canvas: Canvas) -> None:
    for x in (1010, 1540):
        leg = box(x - 14, 660, x + 14, 866, 4)
        canvas.fill(leg, UMBER)
        canvas.grain(leg, INK, (x - 6, 0), (x + 26, 0), 0.7)
    top = box(940, 640, 1640, 672, 10)
    canvas.fill(top, TAN)
    canvas.grain(top, UMBER, (0, 640), (0, 680), 0.9)


def _laptop(canvas: Canvas) -> None:
    screen = turn(box(1338, 404, 1356, 634, 8), (1347, 634), 14)
    canvas.fill(screen, INK)
    canvas.fill(box(1110, 622, 1352, 640, 8), INK)
    canvas.fill(box(1150, 618, 1290, 624, 3), SAND)


def _arm(canvas: Canvas) -> None:
    arm = ribbon(path("752,520 830,586 930,612 1050,606 1130,600"), [104, 88, 74, 60, 48])
    canvas.fill(arm, SAGE)
    canvas.grain(arm, TEAL, (860, 540), (860, 660), 0.9)
    hand = smooth(path("1090,580 1140,574 1188,590 1206,612 1170,620 1100,622"))
    canvas.fill(hand, SAGE)
    for x in (1164, 1184):
        canvas.line([(x, 600), (x + 6, 612)], TEAL, 4)


def _mug(canvas: Canvas, x: float, y: float) -> None:
    canvas.fill(ring(x + 44, y - 16, 22, 10), VERMILION)
    mug = box(x - 44, y - 58, x + 38, y + 30, 10)
    canvas.fill(mug, VERMILION)
    canvas.grain(mug, BRICK, (x - 20, y), (x + 50, y), 0.8)
    for dx in (-22, 14):
        steam = [
            (x + dx, y - 70),
            (x + dx + 14, y - 96),
            (x + dx - 6, y - 122),
            (x + dx + 8, y - 150),
        ]
        canvas.fill(ribbon(steam, [2, 9, 7, 1]), TAN)
