"""Draw three steps of getting up from a kitchen chair without hands."""

from __future__ import annotations

from fitsite.demo.art.canvas import Canvas
from fitsite.demo.art.colours import (
    BLUSH,
    BRICK,
    CREAM,
    INK,
    MUSTARD,
    SAGE,
    SAND,
    TAN,
    TEAL,
    UMBER,
    VERMILION,
)
from fitsite.demo.art.shapes import Point, arc, box, disc, oval, path, ribbon, ring, smooth, turn

# Hip, knee, shoulder, and how far the head leans; the foot stays where it is.
POSES: tuple[tuple[Point, Point, Point, float], ...] = (
    ((-74, 404), (64, 402), (-66, 262), 0),
    ((-54, 396), (84, 416), (28, 278), 24),
    ((22, 336), (44, 440), (22, 196), 0),
)
FOOT: Point = (42, 556)


def chair_stand(canvas: Canvas) -> None:
    """Draw three steps of getting up from a kitchen chair without hands."""
    for column, (pose, wall, shade) in enumerate(
        zip(POSES, (SAND, MUSTARD, VERMILION), (MUSTARD, VERMILION, BRICK), strict=True)
    ):
        x = 280 + column * 520
        panel = box(x - 240, 24, x + 240, 616, 22)
        canvas.fill(panel, wall)
        canvas.grain(panel, shade, (0, 460), (0, -160), 0.5)
        floor = box(x - 240, 560, x + 240, 616)
        canvas.fill(floor, TEAL, clip=panel)
        canvas.grain(floor, INK, (0, 540), (0, 640), 0.9, clip=panel)
        canvas.fill(oval(x - 20, 590, 170, 10), INK, opacity=0.5)
        _chair(canvas, x - 30)
        _lady(canvas, x, pose)
        for dot in range(column + 1):
            canvas.fill(disc(x - 204 + dot * 30, 62, 10), CREAM)


def _chair(canvas: Canvas, x: float) -> None:
    for leg in ((-130, 470, -142, 586), (30, 470, 40, 586)):
        canvas.line([(x + leg[0], leg[1]), (x + leg[2], leg[3])], UMBER, 15)
    canvas.line([(x - 126, 470), (x - 150, 250)], UMBER, 17)
    for y in (270, 330):
        canvas.line([(x - 148, y), (x - 132, y + 4)], TAN, 26)
    seat = box(x - 144, 456, x + 52, 482, 10)
    canvas.fill(seat, TAN)
    canvas.grain(seat, UMBER, (0, 450), (0, 486), 0.9)


def _lady(canvas: Canvas, x: float, pose: tuple[Point, Point, Point, float]) -> None:
    hip, knee, shoulder = ((x + px, py) for px, py in pose[:3])
    foot = (x + FOOT[0], FOOT[1])
    for spine, widths in (([hip, knee], [104, 78]), ([knee, foot], [78, 50])):
        leg = ribbon(spine, widths)
        canvas.fill(leg, INK)
        canvas.grain(leg, TEAL, (x + 80, 300), (x - 80, 480), 0.7)
    slipper = smooth(path("-32,20 -28,-14 0,-20 40,-4 72,18 60,32 -20,32", *foot))
    canvas.fill(slipper, VERMILION)
    canvas.fill(disc(foot[0] + 18, foot[1] - 8, 11), CREAM)
    _head(canvas, shoulder, pose[3])
    middle = ((hip[0] + shoulder[0]) / 2 - 14, (hip[1] + shoulder[1]) / 2)
    back = ribbon([hip, middle, shoulder], [122, 122, 104])
    canvas.fill(back, SAGE)
    canvas.grain(back, TEAL, (x + 40, 200), (x - 120, 440), 0.8)
    sx, sy = shoulder
    elbow, hand = (sx + 66, sy + 96), (sx + 26, sy + 26)
    arm = ribbon([(sx - 4, sy + 14), (sx + 20, sy + 80), elbow], [62, 58, 50])
    fore = ribbon([elbow, (sx + 50, sy + 62), hand], [50, 46, 40])
    for part in (arm, fore):
        canvas.fill(part, SAGE)
        canvas.grain(part, TEAL, (sx, sy), (sx + 60, sy + 150), 0.9)
    canvas.fill(oval(*hand, 27, 21, 50), BLUSH)


def _head(canvas: Canvas, shoulder: Point, lean: float) -> None:
    x, y = shoulder[0] + 14, shoulder[1] - 96

    def put(shape: list[Point], colour: str, opacity: float = 1.0) -> list[Point]:
        turned = turn(shape, shoulder, lean)
        canvas.fill(turned, colour, opacity=opacity)
        return turned

    put(ribbon([(x - 10, y + 30), (x - 14, y + 96)], [48, 60]), BLUSH)
    put(disc(x - 58, y - 44, 26), CREAM)
    hair = put(smooth(path("-62,10 -58,-44 -20,-66 24,-62 50,-34 20,0 -10,54 -48,44", x, y)), CREAM)
    canvas.grain(hair, TAN, (x, y - 40), (x - 50, y + 50), 0.8)
    face = put(smooth(path("-20,-34 20,-48 52,-28 56,4 46,44 14,58 -20,40 -30,6", x, y)), BLUSH)
    canvas.grain(face, VERMILION, (x + 40, y - 20), (x - 30, y + 60), 0.5)
    put(smooth(path("52,-6 72,12 50,18", x, y)), BLUSH)
    put(smooth(path("-40,-30 0,-64 44,-54 58,-26 20,-36 -16,-4 -22,26 -46,10", x, y)), CREAM)
    put(oval(x + 30, y - 4, 5, 7), INK)
    put(ring(x + 32, y - 4, 18, 5), VERMILION)
    put(ribbon([(x + 14, y - 6), (x - 14, y - 8)], [5, 5]), VERMILION)
    put(ribbon(arc(x + 30, y + 22, 18, 12, 40, 130), [5, 5]), BRICK)
    put(oval(x + 12, y + 20, 11, 8), VERMILION, 0.4)
    for i in range(4):
        put(disc(x - 24 + i * 15, y + 62 + i * 5 - i * i * 0.6, 7), SAND)
