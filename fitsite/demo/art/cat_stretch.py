"""Draw a cat that stretches from one end of the picture to the other."""

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
from fitsite.demo.art.shapes import Shape, arc, box, disc, hill, oval, path, ribbon, smooth, turn

PANE = [*arc(800, 430, 420, 400, 180, 360), (1220, 620), (380, 620)]


def cat_stretch(canvas: Canvas) -> None:
    """Draw a cat that stretches from one end of the picture to the other."""
    canvas.grain(box(0, 0, 1600, 900), INK, (0, 460), (0, -200), 0.8)
    _window(canvas)
    floor = box(0, 720, 1600, 900)
    canvas.fill(floor, UMBER)
    canvas.grain(floor, INK, (0, 720), (0, 980), 0.9)
    rug = ribbon([(120, 806), (800, 812), (1480, 806)], [120, 128, 120])
    canvas.fill(rug, BRICK)
    canvas.fill(ribbon([(150, 806), (800, 812), (1450, 806)], [84, 92, 84]), VERMILION)
    for i in range(14):
        x = 190 + i * 94
        canvas.fill([(x - 26, 808), (x, 784), (x + 26, 808), (x, 832)], BRICK)
    _plant(canvas, 1440)
    _cat(canvas)
    _wool(canvas, 208, 776)


def _window(canvas: Canvas) -> None:
    frame = [*arc(800, 430, 452, 432, 180, 360), (1252, 640), (348, 640)]
    canvas.fill(frame, SAND)
    canvas.fill(PANE, BLUSH)
    canvas.grain(PANE, VERMILION, (800, 330), (800, -60), 0.7)
    canvas.fill(disc(800, 430, 210), MUSTARD, clip=PANE)
    canvas.grain(disc(800, 430, 210), VERMILION, (800, 400), (800, 660), 0.9, clip=PANE)
    for line, colour, shade in (
        ("340,470 520,420 700,500 900,540 1080,470 1260,440", SAGE, TEAL),
        ("340,560 600,520 860,570 1260,530", TEAL, INK),
    ):
        land = hill(path(line), 640)
        canvas.fill(land, colour, clip=PANE)
        canvas.grain(land, shade, (0, 430), (0, 660), 0.9, clip=PANE)
    for x in (590, 1010):
        canvas.fill(box(x - 8, 40, x + 8, 620), SAND, clip=PANE)
    canvas.fill(box(380, 372, 1220, 388), SAND, clip=PANE)
    sill = box(310, 626, 1290, 662, 10)
    canvas.fill(sill, SAND)
    canvas.grain(sill, TAN, (0, 626), (0, 668), 0.8)


def _cat(canvas: Canvas) -> None:
    canvas.fill(oval(780, 806, 560, 18), INK, opacity=0.5)
    tail = ribbon(path("1190,380 1270,330 1310,230 1270,150 1300,90"), [74, 62, 54, 46, 34])
    canvas.fill(tail, CREAM)
    canvas.grain(tail, TAN, (1200, 200), (1340, 330), 0.8)
    for ring in ("1280,236 1340,250", "1250,178 1310,170", "1262,116 1320,120"):
        canvas.line(path(ring), TAN, 20, clip=tail)
    _leg(canvas, "1130,520 1180,640 1150,720 1160,790", [150, 96, 64, 62], INK)
    _leg(canvas, "560,640 440,716 300,776", [110, 74, 60], INK)
    body = smooth(
        path(
            "1230,400 1180,330 1080,320 960,400 820,500 660,556 540,580 470,630 470,700 560,730 "
            "720,726 880,690 1000,640 1100,620 1210,560 1250,480"
        )
    )
    canvas.fill(body, CREAM)
    canvas.grain(body, TAN, (860, 480), (940, 760), 0.8)
    for stripe in (
        "1120,318 1110,380 1130,430",
        "1040,338 1030,410 1050,470",
        "950,404 946,470 966,520",
        "860,470 860,530 880,580",
        "764,516 770,566 790,610",
        "668,548 680,594 700,630",
    ):
        canvas.fill(ribbon(path(stripe), [38, 26, 3]), TAN, clip=body)
    _leg(canvas, "1190,500 1226,620 1196,712 1206,792", [180, 110, 70, 64], None)
    _leg(canvas, "540,660 420,744 250,790", [120, 80, 62], None)
    _head(canvas, 470, 560)


def _leg(canvas: Canvas, spine: str, widths: list[float], far: str | None) -> None:
    points = path(spine)
    foot = points[-1]
    paw = smooth(path("30,-30 -30,-34 -74,-14 -80,14 -40,24 34,22", *foot))
    for part in (ribbon(points, widths), paw):
        canvas.fill(part, CREAM)
        canvas.grain(part, TAN, (foot[0], foot[1] - 240), (foot[0] + 40, foot[1] + 60), 0.7)
        if far:
            canvas.fill(part, far, opacity=0.3)
    for toe in (-62, -42):
        canvas.line([(foot[0] + toe, foot[1] - 8), (foot[0] + toe - 2, foot[1] + 14)], TAN, 5)


def _head(canvas: Canvas, x: float, y: float) -> None:
    def put(shape: Shape) -> Shape:
        return turn(shape, (x, y), 14)

    for way in (-1, 1):
        ear = put([(x + way * 92, y - 30), (x + way * 84, y - 136), (x + way * 16, y - 84)])
        canvas.fill(ear, TAN)
        inner = put([(x + way * 76, y - 50), (x + way * 74, y - 104), (x + way * 34, y - 80)])
        canvas.fill(inner, BLUSH)
    face = put(
        smooth(path("0,-96 76,-76 112,-10 96,54 40,84 0,88 -40,84 -96,54 -112,-10 -76,-76", x, y))
    )
    canvas.fill(face, CREAM)
    canvas.grain(face, TAN, (x - 10, y - 10), (x + 90, y + 120), 0.7)
    for stripe in (-30, 0, 30):
        spine = [(x + stripe, y - 100), (x + stripe * 0.8, y - 52)]
        canvas.fill(put(ribbon(spine, [17, 3])), TAN, clip=face)
    for way in (-1, 1):
        canvas.fill(put(ribbon(arc(x + way * 48, y - 8, 24, 15, 20, 160), [4, 9, 4])), INK)
        for lift in (-14, 4, 22):
            start = (x + way * 60, y + 36 + lift * 0.3)
            whisker = [start, (x + way * 110, y + 34 + lift), (x + way * 158, y + 44 + lift * 1.6)]
            canvas.fill(put(ribbon(whisker, [4, 4, 1])), PLUM)
    canvas.fill(put(smooth(path("-15,18 15,18 0,34", x, y))), VERMILION)
    yawn = put(smooth(path("-34,46 0,40 34,46 26,78 0,90 -26,78", x, y)))
    canvas.fill(yawn, BRICK)
    canvas.fill(put(oval(x, y + 80, 19, 13)), BLUSH, clip=yawn)
    for way in (-1, 1):
        tooth = [(x + way * 22, y + 42), (x + way * 12, y + 42), (x + way * 17, y + 58)]
        canvas.fill(put(tooth), CREAM)


def _plant(canvas: Canvas, x: float) -> None:
    for angle, high in ((-46, 230), (-22, 320), (4, 370), (28, 310), (52, 220)):
        tip = turn([(x, 640 - high)], (x, 640), angle)[0]
        middle = turn([(x, 640 - high * 0.5)], (x, 640), angle * 0.6)[0]
        leaf = ribbon([(x, 650), middle, tip], [20, 62, 2])
        canvas.fill(leaf, TEAL)
        canvas.grain(leaf, SAGE, middle, tip, 0.8)
        canvas.fill(ribbon([(x, 650), middle, tip], [3, 5, 1]), SAGE)
    pot = [(x - 92, 630), (x + 92, 630), (x + 66, 780), (x - 66, 780)]
    canvas.fill(pot, MUSTARD)
    canvas.grain(pot, VERMILION, (x - 20, 0), (x + 100, 0), 0.9)
    canvas.fill(box(x - 104, 612, x + 104, 652, 10), MUSTARD)
    canvas.grain(box(x - 104, 612, x + 104, 652, 10), VERMILION, (x - 20, 0), (x + 110, 0), 0.9)


def _wool(canvas: Canvas, x: float, y: float) -> None:
    canvas.fill(oval(x, y + 52, 70, 10), INK, opacity=0.4)
    canvas.line(path("40,44 96,56 150,40 210,58", x, y), MUSTARD, 7)
    canvas.fill(disc(x, y, 56), MUSTARD)
    canvas.grain(disc(x, y, 56), VERMILION, (x - 20, y - 20), (x + 40, y + 60), 0.8)
    for start in (-40, 0, 40):
        strand = turn(arc(x, y, 50, 22, 200, 340), (x, y), start)
        canvas.fill(ribbon(strand[::4], [2, 6, 2]), SAND)
