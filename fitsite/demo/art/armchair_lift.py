"""Draw an old lady who holds an armchair over her head, with the cat still in it."""

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
from fitsite.demo.art.shapes import arc, box, disc, mirror, oval, path, ribbon, ring, smooth
from fitsite.demo.art.things import kettlebell


def armchair_lift(canvas: Canvas) -> None:
    """Draw an old lady who holds an armchair over her head, with the cat still in it."""
    _room(canvas)
    _standard_lamp(canvas, 270)
    _side_table(canvas, 1330)
    kettlebell(canvas, 1130, 826, 0.55, INK)
    canvas.fill(oval(800, 838, 210, 16), INK, opacity=0.5)
    _chair(canvas)
    _cat(canvas, 800, 190)
    _lady(canvas)


def _room(canvas: Canvas) -> None:
    wall = box(0, 0, 1600, 760)
    canvas.grain(wall, TEAL, (800, 260), (800, 1100), 0.9)
    for row in range(7):
        for column in range(14):
            x, y = 60 + column * 118 + (row % 2) * 59, 40 + row * 112
            for lean in (-1, 0, 1):
                leaf = ribbon(
                    [(x, y + 18), (x + lean * 12, y), (x + lean * 18, y - 14)], [4, 10, 1]
                )
                canvas.fill(leaf, CREAM, opacity=0.2)
    canvas.fill(disc(800, 430, 330), MUSTARD)
    canvas.grain(disc(800, 430, 330), VERMILION, (800, 380), (800, 800), 0.7)
    canvas.fill(box(0, 742, 1600, 766), CREAM)
    floor = box(0, 766, 1600, 900)
    canvas.fill(floor, UMBER)
    canvas.grain(floor, INK, (0, 760), (0, 980), 0.8)
    for y in (806, 852):
        canvas.fill(box(0, y, 1600, y + 3), INK, opacity=0.35)
    rug = oval(800, 838, 560, 46)
    canvas.fill(rug, BRICK)
    canvas.fill(oval(800, 838, 520, 36), VERMILION)
    canvas.fill(oval(800, 838, 470, 27), BRICK)


def _standard_lamp(canvas: Canvas, x: float) -> None:
    glow = [(x - 120, 330), (x + 120, 330), (x + 300, 766), (x - 300, 766)]
    canvas.fill(glow, SAND, opacity=0.3)
    canvas.fill(box(x - 7, 300, x + 7, 800), INK)
    canvas.fill(oval(x, 806, 76, 16), INK)
    shade = [(x - 66, 150), (x + 66, 150), (x + 128, 322), (x - 128, 322)]
    canvas.fill(shade, VERMILION)
    canvas.grain(shade, BRICK, (x - 30, 160), (x + 140, 330), 0.9)
    for i in range(17):
        fx = x - 124 + i * 15.5
        canvas.line([(fx, 322), (fx, 350)], MUSTARD, 7)
    canvas.fill(box(x - 130, 314, x + 130, 328, 6), MUSTARD)
    canvas.line([(x + 52, 328), (x + 52, 400)], SAND, 4)
    canvas.fill(disc(x + 52, 404, 8), SAND)


def _side_table(canvas: Canvas, x: float) -> None:
    for way in (-1, 1):
        canvas.line([(x + way * 20, 620), (x + way * 78, 816)], INK, 13)
    top = box(x - 140, 604, x + 140, 628, 10)
    canvas.fill(top, TAN)
    canvas.grain(top, UMBER, (0, 604), (0, 634), 0.9)
    canvas.fill(ring(x + 6, 566, 19, 9), CREAM)
    cup = smooth(path("-86,540 -6,540 -16,584 -34,600 -60,600 -78,584", x))
    canvas.fill(cup, CREAM)
    canvas.grain(cup, BLUSH, (x - 70, 540), (x - 10, 610), 0.8)
    canvas.fill(oval(x - 46, 602, 62, 6), CREAM)
    for dx in (-64, -30):
        steam = path("0,528 14,502 -6,476 8,448", x + dx)
        canvas.fill(ribbon(steam, [2, 9, 7, 1]), CREAM)
    for i, (wide, colour) in enumerate(((66, BRICK), (58, MUSTARD), (62, PLUM))):
        y = 604 - i * 20
        canvas.fill(box(x + 82 - wide, y - 20, x + 82 + wide - 20, y, 4), colour)


def _chair(canvas: Canvas) -> None:
    for x in (606, 970):
        foot = [(x, 268), (x + 26, 268), (x + 20, 312), (x + 6, 312)]
        canvas.fill(foot, UMBER)
    back = smooth(path("604,190 606,86 640,40 800,24 960,40 994,86 996,190 960,250 640,250"))
    canvas.fill(back, PLUM)
    canvas.grain(back, VERMILION, (800, 260), (800, -80), 0.7)
    for x in (720, 800, 880):
        canvas.fill(disc(x, 88, 7), INK)
    seat = box(612, 176, 988, 236, 26)
    canvas.fill(seat, BRICK)
    canvas.grain(seat, INK, (0, 190), (0, 260), 0.7)
    base = box(590, 224, 1010, 280, 16)
    canvas.fill(base, PLUM)
    canvas.grain(base, INK, (0, 220), (0, 290), 0.9)
    for flip in (False, True):
        arm = box(552, 104, 652, 278, 40)
        arm = mirror(arm, 800) if flip else arm
        canvas.fill(arm, PLUM)
        canvas.grain(arm, VERMILION, (0, 260), (0, 40), 0.75)
        front = ring(602 if not flip else 998, 152, 26, 6)
        canvas.fill(front, INK, opacity=0.6)


def _cat(canvas: Canvas, x: float, y: float) -> None:
    body = smooth(path("-108,4 -92,-40 -30,-66 44,-58 96,-28 104,6 60,18 -70,18", x, y))
    canvas.fill(body, CREAM)
    canvas.grain(body, TAN, (x, y - 50), (x + 30, y + 40), 0.8)
    for sx in (-10, 22, 52):
        canvas.fill(ribbon([(x + sx, y - 62), (x + sx + 10, y - 34)], [13, 3]), TAN, clip=body)
    tail = ribbon(path("96,8 60,22 -10,20 -40,12", x, y), [22, 22, 20, 12])
    canvas.fill(tail, CREAM)
    canvas.grain(tail, TAN, (x, y), (x, y + 40), 0.7)
    for way in (-1, 1):
        ear = [(x - 68 + way * 34, y - 34), (x - 68 + way * 30, y - 72), (x - 68 + way * 4, y - 48)]
        canvas.fill(ear, TAN)
    canvas.fill(oval(x - 68, y - 20, 40, 33), CREAM)
    for way in (-1, 1):
        canvas.line(arc(x - 68 + way * 17, y - 22, 9, 6, 20, 160), INK, 4)
    canvas.fill(oval(x - 68, y - 10, 5, 4), BRICK)


def _lady(canvas: Canvas) -> None:
    for flip in (False, True):
        leg = ribbon(path("760,660 738,740 730,812"), [92, 80, 66])
        leg = mirror(leg, 800) if flip else leg
        canvas.fill(leg, INK)
        canvas.grain(leg, TEAL, (0, 800), (0, 680), 0.7)
        slipper = smooth(path("690,836 694,808 724,798 762,812 766,838 728,846"))
        canvas.fill(mirror(slipper, 800) if flip else slipper, VERMILION)
        canvas.fill(disc(1600 - 726 if flip else 726, 812, 11), CREAM)
        arm = ribbon(path("740,520 688,490 652,420 660,330 668,296"), [84, 76, 66, 52, 44])
        arm = mirror(arm, 800) if flip else arm
        canvas.fill(arm, SAGE)
        x = 950 if flip else 650
        canvas.grain(arm, TEAL, (x, 380), (x, 540), 0.9)
        cuff = ribbon([(638, 340), (684, 334)], [18, 18])
        canvas.fill(mirror(cuff, 800) if flip else cuff, CREAM)
        hand = smooth(path("640,300 646,268 672,256 700,266 702,296 684,318 654,322"))
        canvas.fill(mirror(hand, 800) if flip else hand, BLUSH)
    cardigan = smooth(
        path(
            "800,494 738,496 700,520 712,590 706,680 740,706 "
            "860,706 894,680 888,590 900,520 862,496"
        )
    )
    canvas.fill(cardigan, SAGE)
    canvas.grain(cardigan, TEAL, (800, 520), (800, 740), 0.9)
    canvas.fill([(766, 494), (834, 494), (800, 580)], CREAM)
    canvas.line([(800, 580), (800, 702)], TEAL, 5)
    for y in (608, 646, 684):
        canvas.fill(disc(813, y, 7), MUSTARD)
    _head(canvas, 800, 418)


def _head(canvas: Canvas, x: float, y: float) -> None:
    canvas.fill(disc(x, y - 98, 38), CREAM)
    canvas.grain(disc(x, y - 98, 38), TAN, (x, y - 110), (x + 20, y - 50), 0.8)
    hair = smooth(path("-84,14 -82,-50 -40,-88 0,-94 40,-88 82,-50 84,14 60,40 -60,40", x, y))
    canvas.fill(hair, CREAM)
    canvas.grain(hair, TAN, (x, y - 70), (x + 30, y + 60), 0.8)
    neck = box(x - 32, y + 40, x + 32, y + 106, 20)
    canvas.fill(neck, BLUSH)
    canvas.grain(neck, VERMILION, (x, y + 110), (x, y + 50), 0.7)
    for way in (-1, 1):
        canvas.fill(oval(x + way * 70, y + 12, 12, 17), BLUSH)
        canvas.fill(disc(x + way * 71, y + 32, 6), MUSTARD)
    face = smooth(path("0,-58 52,-40 68,4 52,52 0,74 -52,52 -68,4 -52,-40", x, y))
    canvas.fill(face, BLUSH)
    canvas.grain(face, VERMILION, (x - 10, y), (x + 70, y + 80), 0.55)
    fringe = smooth(path("-72,2 -66,-54 -10,-84 50,-72 74,-20 72,4 46,-34 0,-48 -44,-28", x, y))
    canvas.fill(fringe, CREAM)
    canvas.grain(fringe, TAN, (x, y - 70), (x + 60, y), 0.7)
    for way in (-1, 1):
        canvas.fill(oval(x + way * 26, y + 6, 5, 7), INK)
        canvas.fill(ring(x + way * 27, y + 5, 21, 5), VERMILION)
        canvas.fill(oval(x + way * 42, y + 34, 12, 8), VERMILION, opacity=0.45)
    canvas.line([(x - 6, y + 2), (x, y), (x + 6, y + 2)], VERMILION, 5)
    canvas.line([(x, y + 14), (x - 6, y + 28), (x + 2, y + 30)], BRICK, 4)
    canvas.line(arc(x, y + 38, 24, 14, 25, 155), BRICK, 6)
    for i in range(7):
        bead = arc(x, y + 78, 40, 32, 155 - i * 21.6, 155 - i * 21.6)[0]
        canvas.fill(disc(*bead, 7), SAND)
