"""Draw a bean seedling that lifts a barbell."""

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
from fitsite.demo.art.scenery import grass, sky, sun
from fitsite.demo.art.shapes import (
    Shape,
    arc,
    box,
    disc,
    hill,
    mirror,
    move,
    path,
    ribbon,
    smooth,
    turn,
)

BEAN = "-62,8 -52,-34 -14,-40 0,-24 14,-40 52,-34 62,8 34,40 -34,40"


def bean_barbell(canvas: Canvas) -> None:
    """Draw a bean seedling that lifts a barbell."""
    sky(canvas, MUSTARD, 900, 120)
    sun(canvas, 800, 330, 268, BLUSH, VERMILION)
    far = hill(path("-40,600 260,540 560,590 900,600 1240,530 1640,590"))
    canvas.fill(far, SAGE)
    canvas.grain(far, TEAL, (0, 540), (0, 760), 0.9)
    _soil(canvas)
    _plant(canvas)
    _barbell(canvas)
    for flip in (False, True):
        _hand(canvas, flip)
    for x, lean in ((236, -0.4), (250, 0.1), (268, 0.6), (1330, -0.5), (1346, 0.0), (1364, 0.5)):
        grass(canvas, x, 672, 62 - abs(lean) * 34, lean)


def _soil(canvas: Canvas) -> None:
    turf = hill(path("-40,668 360,654 800,646 1240,654 1640,668"))
    canvas.fill(turf, TEAL)
    earth = hill(path("-40,712 360,700 800,694 1240,700 1640,712"))
    canvas.fill(earth, BRICK)
    canvas.grain(earth, PLUM, (0, 690), (0, 920), 1.0)
    for x, y, angle, size, colour, spots in (
        (150, 800, -24, 1.0, CREAM, VERMILION),
        (330, 846, 18, 0.8, INK, PLUM),
        (470, 770, 60, 0.7, SAND, UMBER),
        (1120, 786, -50, 0.75, VERMILION, BRICK),
        (1270, 846, 12, 0.95, SAND, TAN),
        (1440, 782, -16, 1.0, CREAM, PLUM),
        (600, 856, -8, 0.6, BLUSH, VERMILION),
        (1010, 860, 30, 0.62, MUSTARD, VERMILION),
    ):
        _bean(canvas, x, y, angle, size, colour, spots)


def _bean(
    canvas: Canvas, x: float, y: float, angle: float, size: float, colour: str, shade: str
) -> None:
    def place(shape: Shape) -> Shape:
        grown = [(x + px * size, y + py * size) for px, py in shape]
        return turn(grown, (x, y), angle)

    bean = place(smooth(path(BEAN)))
    canvas.fill(move(bean, 6, 8), INK, opacity=0.4)
    canvas.fill(bean, colour)
    canvas.grain(bean, shade, (x - 20, y - 20), (x + 40, y + 60), 0.8)
    for px, py, r in ((-34, 0, 5), (-10, 14, 7), (28, -8, 6), (16, 20, 4), (-22, -20, 4)):
        canvas.fill(place(disc(px, py, r)), shade)
    canvas.fill(place(ribbon(arc(-30, 2, 22, 28, 190, 260), [1, 5, 1])), CREAM)


def _plant(canvas: Canvas) -> None:
    for root in (
        path("800,690 760,760 700,800 640,806"),
        path("800,690 812,770 786,830 796,900"),
        path("800,690 850,750 890,812 960,806"),
        path("770,750 730,820 724,868"),
        path("846,746 872,830 900,866"),
    ):
        canvas.fill(ribbon(root, [20, 11, 3]), SAND)
    for flip in (False, True):
        seed = smooth(path("794,640 736,586 670,576 632,612 642,660 700,680 780,676"))
        seed = mirror(seed, 800) if flip else seed
        canvas.fill(seed, VERMILION)
        canvas.grain(seed, BRICK, (800, 590), (800, 700), 0.95)
        shine = ribbon(path("656,640 650,612 676,594"), [2, 9, 2])
        canvas.fill(mirror(shine, 800) if flip else shine, CREAM)
    stem = ribbon(path("800,694 788,620 806,540 798,440"), [56, 50, 44, 50])
    canvas.fill(stem, SAGE)
    canvas.grain(stem, TEAL, (770, 560), (836, 560), 0.9)
    for flip in (False, True):
        _arm(canvas, flip)
    _bud(canvas, 800, 388)


def _arm(canvas: Canvas, flip: bool) -> None:
    arm = ribbon(path("800,500 720,486 640,420 608,320 612,220"), [40, 66, 84, 76, 54])
    vein = ribbon(path("780,496 712,478 646,416 612,320"), [9, 7, 3])
    canvas.fill(mirror(arm, 800) if flip else arm, SAGE)
    x = 1000 if flip else 600
    canvas.grain(mirror(arm, 800) if flip else arm, TEAL, (x, 260), (x, 520), 0.95)
    canvas.fill(mirror(vein, 800) if flip else vein, TEAL)


def _hand(canvas: Canvas, flip: bool) -> None:
    leaf = smooth(path("612,252 566,232 560,186 596,150 612,140 628,150 664,186 658,232"))
    vein = [(612, 244), (612, 164)]
    canvas.fill(mirror(leaf, 800) if flip else leaf, SAGE)
    x = 988 if flip else 612
    canvas.grain(mirror(leaf, 800) if flip else leaf, TEAL, (x, 170), (x, 280), 0.9)
    canvas.line(mirror(vein, 800) if flip else vein, TEAL, 5)


def _bud(canvas: Canvas, x: float, y: float) -> None:
    head = smooth(path("0,-96 46,-58 62,0 44,54 0,72 -44,54 -62,0 -46,-58", x, y))
    canvas.fill(head, SAGE)
    canvas.grain(head, TEAL, (x - 30, y - 30), (x + 50, y + 80), 0.9)
    sprout = ribbon([(x, y - 84), (x + 6, y - 112), (x + 34, y - 126)], [14, 12, 3])
    canvas.fill(sprout, SAGE)
    band = ribbon([(x - 62, y - 22), (x, y - 10), (x + 62, y - 22)], [24, 24, 24])
    canvas.fill(band, VERMILION, clip=head)
    for way in (-1, 1):
        canvas.line(arc(x + way * 24, y + 16, 10, 7, 200, 340), INK, 5)
    canvas.line([(x - 14, y + 42), (x, y + 38), (x + 14, y + 42)], INK, 5)
    for px, py in ((84, -36), (96, 2)):
        drop = smooth(path("0,-15 10,4 0,13 -10,4", x + px, y + py))
        canvas.fill(drop, CREAM)


def _barbell(canvas: Canvas) -> None:
    bar = ribbon([(250, 232), (520, 200), (800, 192), (1080, 200), (1350, 232)], [20] * 5)
    canvas.fill(bar, INK)
    for flip in (False, True):
        for x, y, high, wide, colour in (
            (430, 210, 138, 22, VERMILION),
            (378, 217, 138, 22, INK),
            (330, 223, 96, 19, MUSTARD),
            (290, 228, 60, 15, CREAM),
        ):
            plate = turn(box(x - wide, y - high, x + wide, y + high, 12), (x, y), -7)
            plate = mirror(plate, 800) if flip else plate
            canvas.fill(plate, colour)
            shade = PLUM if colour == INK else BRICK if colour == VERMILION else VERMILION
            side = 1600 - x if flip else x
            canvas.grain(plate, shade, (side - 6, 0), (side + wide + 8, 0), 0.8)
