"""Shapes: plain lists of points, in picture units."""

from __future__ import annotations

import math
from collections.abc import Sequence

Point = tuple[float, float]
Shape = list[Point]
Points = Sequence[Point]


def path(text: str, dx: float = 0, dy: float = 0) -> Shape:
    """Read the points written as ``x,y x,y`` and move them by ``dx`` and ``dy``."""
    pairs = (pair.split(",") for pair in text.split())
    return [(float(x) + dx, float(y) + dy) for x, y in pairs]


def smooth(points: Points, closed: bool = True, steps: int = 16) -> Shape:
    """Run a curve through the points (Catmull-Rom)."""
    if closed:
        knots = [points[-1], *points, points[0], points[1]]
    else:
        knots = [points[0], *points, points[-1]]
    curve: Shape = []
    for p0, p1, p2, p3 in zip(knots, knots[1:], knots[2:], knots[3:], strict=False):
        for step in range(steps):
            t = step / steps
            curve.append(
                (_catmull(p0[0], p1[0], p2[0], p3[0], t), _catmull(p0[1], p1[1], p2[1], p3[1], t))
            )
    if not closed:
        curve.append(points[-1])
    return curve


def _catmull(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3
    )


def arc(cx: float, cy: float, rx: float, ry: float, start: float = 0, end: float = 360) -> Shape:
    """Follow an ellipse; angles in degrees, clockwise from three o'clock."""
    steps = max(12, int(abs(end - start) / 2))
    turns = (math.radians(start + (end - start) * i / steps) for i in range(steps + 1))
    return [(cx + rx * math.cos(a), cy + ry * math.sin(a)) for a in turns]


def disc(cx: float, cy: float, r: float) -> Shape:
    """Draw a whole circle."""
    return arc(cx, cy, r, r)


def oval(cx: float, cy: float, rx: float, ry: float, angle: float = 0) -> Shape:
    """Draw a whole ellipse, turned by an angle."""
    return turn(arc(cx, cy, rx, ry), (cx, cy), angle)


def box(x0: float, y0: float, x1: float, y1: float, r: float = 0) -> Shape:
    """Draw a rectangle, with rounded corners when ``r`` is given."""
    if r <= 0:
        return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
    return [
        *arc(x1 - r, y0 + r, r, r, -90, 0),
        *arc(x1 - r, y1 - r, r, r, 0, 90),
        *arc(x0 + r, y1 - r, r, r, 90, 180),
        *arc(x0 + r, y0 + r, r, r, 180, 270),
    ]


def turn(shape: Points, centre: Point, angle: float) -> Shape:
    """Turn a shape about a point, clockwise, by degrees."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    cx, cy = centre
    return [
        (cx + (x - cx) * cos - (y - cy) * sin, cy + (x - cx) * sin + (y - cy) * cos)
        for x, y in shape
    ]


def move(shape: Points, dx: float, dy: float) -> Shape:
    """Shift a shape."""
    return [(x + dx, y + dy) for x, y in shape]


def mirror(shape: Points, axis: float) -> Shape:
    """Flip a shape about an upright line."""
    return [(2 * axis - x, y) for x, y in shape]


def ribbon(spine: Points, widths: Sequence[float]) -> Shape:
    """Lay a band along a smooth spine, as wide as the widths say, with round ends."""
    line = smooth(spine, closed=False)
    last = len(line) - 1
    left: Shape = []
    right: Shape = []
    for i, (x, y) in enumerate(line):
        (ax, ay), (bx, by) = line[max(0, i - 1)], line[min(last, i + 1)]
        length = math.hypot(bx - ax, by - ay) or 1.0
        half = _along(widths, i / last) / 2
        nx, ny = -(by - ay) / length * half, (bx - ax) / length * half
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    return [*left, *_cap(left[-1], right[-1]), *reversed(right), *_cap(right[0], left[0])]


def _along(values: Sequence[float], t: float) -> float:
    place = t * (len(values) - 1)
    low = min(int(place), len(values) - 2)
    return values[low] + (values[low + 1] - values[low]) * (place - low)


def _cap(start: Point, end: Point) -> Shape:
    cx, cy = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    r = math.hypot(start[0] - cx, start[1] - cy)
    a = math.degrees(math.atan2(start[1] - cy, start[0] - cx))
    return arc(cx, cy, r, r, a, a - 180)


def ring(cx: float, cy: float, r: float, width: float) -> Shape:
    """Draw a circle's outline, ``width`` across."""
    inner = arc(cx, cy, r - width / 2, r - width / 2)
    return [*disc(cx, cy, r + width / 2), *reversed(inner)]


def hill(points: Points, bottom: float = 940) -> Shape:
    """Fill in the land under a skyline that runs from the first point to the last."""
    line = smooth(points, closed=False)
    return [*line, (line[-1][0], bottom), (line[0][0], bottom)]
