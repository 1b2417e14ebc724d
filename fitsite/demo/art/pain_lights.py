"""Draw a traffic light with three faces, and a small bird on top of it."""

from __future__ import annotations

from fitsite.demo.art.canvas import Canvas
from fitsite.demo.art.colours import BLUSH, BRICK, CREAM, INK, MUSTARD, PLUM, SAGE, TEAL, VERMILION
from fitsite.demo.art.scenery import grass
from fitsite.demo.art.shapes import arc, box, disc, hill, oval, path, ribbon, smooth, turn


def pain_lights(canvas: Canvas) -> None:
    """Draw a traffic light with three faces, and a small bird on top of it."""
    canvas.grain(box(0, 0, 800, 1000), BLUSH, (0, 900), (0, -60), 0.9)
    canvas.fill(disc(400, 430, 300), BLUSH)
    canvas.grain(disc(400, 430, 300), VERMILION, (400, 360), (400, 800), 0.6)
    land = hill(path("-40,880 240,850 560,868 840,840"), 1040)
    canvas.fill(land, TEAL)
    canvas.grain(land, INK, (0, 850), (0, 1020), 0.9)
    canvas.fill(oval(400, 930, 130, 14), INK, opacity=0.5)
    post = box(378, 700, 422, 930, 8)
    canvas.fill(post, PLUM)
    canvas.grain(post, INK, (390, 0), (430, 0), 0.8)
    case = box(266, 150, 534, 760, 56)
    canvas.fill(case, INK)
    canvas.grain(case, PLUM, (440, 200), (240, 700), 0.8)
    for y, colour, shade, mood in (
        (256, VERMILION, BRICK, -1),
        (454, MUSTARD, VERMILION, 0),
        (652, SAGE, TEAL, 1),
    ):
        _lamp(canvas, 400, y, colour, shade)
        _face(canvas, 400, y, mood)
    _bird(canvas, 420, 108)
    for x, lean in ((120, -0.4), (136, 0.1), (154, 0.6), (640, -0.5), (656, 0.0), (674, 0.5)):
        grass(canvas, x, 930, 84 - abs(lean) * 40, lean)


def _lamp(canvas: Canvas, x: float, y: float, colour: str, shade: str) -> None:
    canvas.fill(disc(x, y, 82), colour)
    canvas.grain(disc(x, y, 82), shade, (x - 20, y - 30), (x + 50, y + 100), 0.8)
    hood = [*arc(x, y, 100, 100, 190, 350), *reversed(arc(x, y + 10, 86, 88, 196, 344))]
    canvas.fill(hood, PLUM)
    canvas.fill(ribbon(arc(x, y, 64, 64, 200, 236), [2, 9, 2]), CREAM)


def _face(canvas: Canvas, x: float, y: float, mood: int) -> None:
    for way in (-1, 1):
        canvas.fill(oval(x + way * 26, y - 8, 7, 10), INK)
    if mood > 0:
        canvas.line(arc(x, y + 14, 28, 20, 25, 155), INK, 7)
    elif mood < 0:
        canvas.line(arc(x, y + 44, 28, 20, 205, 335), INK, 7)
        for way in (-1, 1):
            canvas.line([(x + way * 14, y - 26), (x + way * 38, y - 36)], INK, 7)
    else:
        canvas.line([(x - 24, y + 30), (x + 24, y + 30)], INK, 7)


def _bird(canvas: Canvas, x: float, y: float) -> None:
    for foot in (-6, 14):
        canvas.line([(x + foot, y + 16), (x + foot, y + 44)], BRICK, 6)
    tail = ribbon([(x - 34, y), (x - 92, y + 22)], [28, 15])
    body = smooth(path("-52,-2 -36,-44 6,-54 42,-74 72,-54 66,-14 32,18 -14,20", x, y))
    for part in (tail, body):
        canvas.fill(part, MUSTARD)
        canvas.grain(part, VERMILION, (x, y - 50), (x - 10, y + 36), 0.8)
    canvas.fill(turn(oval(x, y - 8, 34, 18), (x, y), 14), VERMILION)
    canvas.fill([(x + 66, y - 58), (x + 98, y - 46), (x + 66, y - 36)], BRICK)
    canvas.fill(disc(x + 48, y - 50, 6), INK)
