"""What many pictures have in them: sky, sun, birds, grass, houses, shadows."""

from __future__ import annotations

from fitsite.demo.art.canvas import Canvas
from fitsite.demo.art.colours import INK, MUSTARD, TAN
from fitsite.demo.art.shapes import Shape, box, disc, move, ribbon


def sky(canvas: Canvas, colour: str, low: float = 0.0, high: float = 700.0) -> None:
    """Shade the whole background upwards from ``high`` to ``low``."""
    width, height = canvas.size
    canvas.grain(box(0, 0, width, height), colour, (0, high), (0, low), 0.9)


def sun(canvas: Canvas, cx: float, cy: float, r: float, colour: str, shade: str) -> None:
    """Draw a disc that darkens towards its foot."""
    canvas.fill(disc(cx, cy, r), colour)
    canvas.grain(disc(cx, cy, r), shade, (cx, cy - r * 0.3), (cx, cy + r), 0.8)


def bird(canvas: Canvas, x: float, y: float, span: float, colour: str) -> None:
    """Draw a bird far off: two wings."""
    for way in (-1, 1):
        wing = [(x, y), (x + way * span * 0.45, y - span * 0.4), (x + way * span, y - span * 0.2)]
        canvas.fill(ribbon(wing, [span * 0.12, span * 0.2, span * 0.03]), colour)


def grass(canvas: Canvas, x: float, y: float, high: float, lean: float) -> None:
    """Draw a blade of grass that stands at ``x, y``."""
    tip = (x + high * lean, y - high)
    blade = ribbon([(x, y), (x + high * lean * 0.3, y - high * 0.6), tip], [11, 9, 1])
    canvas.fill(blade, MUSTARD)


def shadow(canvas: Canvas, shape: Shape, dx: float = 26, dy: float = 30) -> None:
    """Throw a shape's shadow on what it lies on, for pictures seen from above."""
    canvas.fill(move(shape, dx, dy), INK, opacity=0.45)


def house(
    canvas: Canvas, x: float, y: float, wide: float, high: float, wall: str, roof: str
) -> None:
    """Draw a tall house, its front standing on ``y``."""
    top = y - high
    front = box(x, top, x + wide, y)
    canvas.fill(front, wall)
    canvas.grain(front, TAN, (x, y), (x + wide * 1.4, y), 0.7)
    gable = [(x - 8, top + 2), (x + wide / 2, top - wide * 0.52), (x + wide + 8, top + 2)]
    canvas.fill(gable, roof)
    canvas.grain(gable, INK, (x, top), (x + wide * 1.6, top), 0.6)
    for row in range(3):
        for column in (0.24, 0.62):
            wx, wy = x + wide * column, top + 22 + row * 46
            canvas.fill(box(wx, wy, wx + 14, wy + 22, 2), INK)
