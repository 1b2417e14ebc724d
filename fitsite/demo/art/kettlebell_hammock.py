"""Draw a kettlebell at rest in a hammock."""

from __future__ import annotations

from fitsite.demo.art.canvas import Canvas
from fitsite.demo.art.colours import BLUSH, BRICK, CREAM, INK, MUSTARD, PLUM, SAGE, TEAL, VERMILION
from fitsite.demo.art.scenery import grass, sky, sun
from fitsite.demo.art.shapes import arc, box, hill, oval, path, ribbon, smooth, turn
from fitsite.demo.art.things import kettlebell


def kettlebell_hammock(canvas: Canvas) -> None:
    """Draw a kettlebell at rest in a hammock."""
    sky(canvas, MUSTARD, 760, -60)
    sun(canvas, 800, 330, 236, BLUSH, VERMILION)
    far = hill(path("-40,560 240,520 520,600 860,560 1180,500 1640,580"))
    canvas.fill(far, BLUSH)
    canvas.grain(far, VERMILION, (0, 520), (0, 800), 0.9)
    near = hill(path("-40,690 380,650 820,690 1240,640 1640,680"))
    canvas.fill(near, SAGE)
    canvas.grain(near, TEAL, (0, 640), (0, 880), 0.9)
    for x, lean in ((250, 26.0), (1350, -26.0)):
        _tree(canvas, x, lean)
    ground = hill([(-40, 800), (400, 780), (900, 800), (1640, 770)])
    canvas.fill(ground, TEAL)
    canvas.grain(ground, INK, (0, 780), (0, 930), 0.95)
    canvas.fill(oval(800, 836, 300, 16), INK, opacity=0.55)
    _hammock(canvas)
    for x, lean in ((470, -0.4), (484, 0.1), (500, 0.6), (1120, -0.5), (1136, 0.0), (1154, 0.5)):
        grass(canvas, x, 862, 66 - abs(lean) * 36, lean)


def _tree(canvas: Canvas, x: float, lean: float) -> None:
    trunk = ribbon([(x - lean, 840), (x, 560), (x + lean * 0.4, 250)], [88, 58, 44])
    canvas.fill(trunk, PLUM)
    canvas.grain(trunk, VERMILION, (x - lean, 0), (x + lean * 2, 0), 0.7)
    way = 1 if lean > 0 else -1
    for dx, cy, wide, high, colour, shade in (
        (-150, 236, 190, 120, TEAL, INK),
        (110, 176, 170, 128, TEAL, INK),
        (-60, 60, 230, 160, SAGE, TEAL),
        (20, 262, 130, 84, SAGE, TEAL),
    ):
        cx = x + way * dx - way * 40
        crown = oval(cx, cy, wide, high)
        canvas.fill(crown, colour)
        canvas.grain(
            crown, shade, (cx - wide * 0.4, cy - high * 0.4), (cx + wide * 0.5, cy + high), 0.9
        )


def _hammock(canvas: Canvas) -> None:
    for points in ([(262, 430), (360, 480), (470, 560)], [(1338, 430), (1240, 480), (1130, 560)]):
        canvas.line(points, PLUM, 7)
    for x in (258, 1342):
        canvas.fill(box(x - 34, 414, x + 34, 444, 8), MUSTARD)
    behind = smooth(path("450,548 620,600 800,622 980,600 1150,548 1040,680 800,730 560,680"))
    canvas.fill(behind, BRICK)
    kettlebell(canvas, 800, 752, 1.75, INK)
    _nest_bird(canvas, 812, 398)
    front = smooth(
        path(
            "440,540 560,632 700,676 800,684 900,676 1040,632 1160,540 1100,690 "
            "960,776 800,798 640,776 500,690"
        )
    )
    canvas.fill(front, VERMILION)
    for i in range(-7, 8):
        if i % 2 == 0:
            x = 800 + i * 52
            stripe = ribbon([(800 + i * 46, 500), (x, 660), (800 + i * 38, 820)], [22, 26, 20])
            canvas.fill(stripe, CREAM if i % 4 == 0 else MUSTARD, clip=front)
    canvas.grain(front, BRICK, (800, 640), (800, 810), 0.95)


def _nest_bird(canvas: Canvas, x: float, y: float) -> None:
    body = smooth(path("-44,-2 -30,-36 4,-44 34,-60 58,-44 54,-12 26,14 -12,16", x, y))
    tail = ribbon([(x - 30, y - 4), (x - 84, y + 12)], [22, 12])
    canvas.fill(tail, MUSTARD)
    canvas.fill(body, MUSTARD)
    canvas.grain(body, VERMILION, (x, y - 40), (x - 10, y + 30), 0.8)
    canvas.fill(turn(oval(x + 0, y - 8, 28, 15), (x, y), 14), VERMILION)
    canvas.fill([(x + 54, y - 46), (x + 80, y - 36), (x + 54, y - 28)], BRICK)
    canvas.line(arc(x + 38, y - 40, 7, 5, 20, 160), INK, 4)
    for foot in (-4, 14):
        canvas.line([(x + foot, y + 12), (x + foot, y + 26)], BRICK, 5)
