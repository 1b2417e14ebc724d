"""Draw somebody on a pull-up bar, in front of the rising sun."""

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
    TAN,
    TEAL,
    UMBER,
    VERMILION,
)
from fitsite.demo.art.scenery import bird, sky, sun
from fitsite.demo.art.shapes import Shape, box, hill, mirror, oval, path, ribbon, smooth


def pull_up_dawn(canvas: Canvas) -> None:
    """Draw somebody on a pull-up bar, in front of the rising sun."""
    sky(canvas, PLUM, -260, 520)
    canvas.grain(box(0, 0, 1600, 900), MUSTARD, (0, 380), (0, 860), 0.9)
    sun(canvas, 800, 452, 286, CREAM, MUSTARD)
    for x, y, span in ((470, 420, 34), (420, 350, 22), (1130, 330, 30), (1196, 372, 20)):
        bird(canvas, x, y, span, PLUM)
    far = hill(path("-40,610 200,540 480,640 800,690 1120,620 1400,510 1640,590"))
    canvas.fill(far, PLUM)
    canvas.grain(far, VERMILION, (0, 760), (0, 480), 0.9)
    near = hill(path("-40,730 300,800 620,836 980,836 1300,790 1640,700"))
    canvas.fill(near, TEAL)
    canvas.grain(near, INK, (0, 720), (0, 920), 0.95)
    canvas.fill(oval(800, 858, 150, 13), INK, opacity=0.6)
    _pull_up_figure(canvas)
    for x in (300, 1300):
        post = box(x - 17, 140, x + 17, 830, 10)
        canvas.fill(post, INK)
        canvas.grain(post, VERMILION, (x + 4, 0), (x - 22, 0), 0.5)
    canvas.fill(box(232, 178, 1368, 204, 13), INK)
    for flip in (False, True):
        for finger in range(4):
            grip = box(600 + finger * 15, 166, 614 + finger * 15, 212, 7)
            canvas.fill(mirror(grip, 800) if flip else grip, TAN)


def _pull_up_figure(canvas: Canvas) -> None:
    for flip in (False, True):
        _pull_up_side(canvas, flip)
    torso = smooth(
        path(
            "800,392 720,396 656,412 668,480 706,570 722,650 800,664 878,650 "
            "894,570 932,480 944,412 880,396"
        )
    )
    canvas.fill(torso, VERMILION)
    canvas.grain(torso, BRICK, (800, 440), (800, 690), 0.95)
    for way in (-1, 1):
        blade = [(800 + way * 40, 452), (800 + way * 62, 490), (800 + way * 52, 530)]
        canvas.fill(ribbon(blade, [2, 7, 2]), BRICK)
    neck = ribbon([(800, 340), (800, 400)], [62, 78])
    canvas.fill(neck, TAN, clip=box(0, 0, 1600, 412))
    canvas.grain(neck, UMBER, (0, 400), (0, 340), 0.9, clip=box(0, 0, 1600, 412))
    for way in (-1, 1):
        canvas.fill(oval(800 + way * 62, 318, 13, 20), TAN)
    hair = smooth(path("738,310 746,258 800,232 854,258 862,310 840,352 800,366 760,352"))
    canvas.fill(hair, INK)
    canvas.fill(oval(800, 226, 38, 32), INK)
    canvas.line([(772, 250), (800, 257), (828, 250)], MUSTARD, 8)


def _pull_up_side(canvas: Canvas, flip: bool) -> None:
    def paint(shape: Shape, colour: str) -> Shape:
        shape = mirror(shape, 800) if flip else shape
        canvas.fill(shape, colour)
        return shape

    paint(ribbon([(764, 690), (754, 740), (764, 772)], [80, 72, 52]), TAN)
    shorts = paint(smooth(path("716,636 800,644 806,700 796,736 712,730 704,690")), SAGE)
    canvas.grain(shorts, TEAL, (800, 640), (800, 760), 0.9)
    sole = paint(oval(766, 792, 27, 46, 8), CREAM)
    canvas.grain(sole, BLUSH, (0, 740), (0, 840), 0.9)
    paint(oval(767, 776, 15, 15), MUSTARD)
    paint(oval(769, 818, 11, 10), MUSTARD)
    arm = paint(ribbon(path("712,438 640,428 578,392 580,310 628,190"), [84, 84, 66, 58, 36]), TAN)
    x = 1600 - 600 if flip else 600
    canvas.grain(arm, UMBER, (x, 330), (x, 470), 0.85)
    paint(ribbon([(720, 446), (668, 436)], [92, 94]), VERMILION)
