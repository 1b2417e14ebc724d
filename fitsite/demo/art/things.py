"""Things that turn up in more than one picture."""

from __future__ import annotations

from fitsite.demo.art.canvas import Canvas
from fitsite.demo.art.colours import BLUSH, BRICK, CREAM, INK, MUSTARD, PLUM, TEAL, VERMILION
from fitsite.demo.art.shapes import Point, Shape, arc, disc, path, ribbon, ring, smooth, turn


def shoe(canvas: Canvas, heel: Point, angle: float) -> None:
    """Draw a trainer seen from the side, its ankle at ``heel``, toe to the right."""
    x, y = heel

    def place(shape: Shape) -> Shape:
        return turn(shape, heel, angle)

    upper = place(smooth(path("-52,-34 0,-24 42,-36 72,4 150,36 178,74 60,84 -52,84 -66,30", x, y)))
    sole = place(smooth(path("-70,66 60,74 186,66 196,96 60,106 -66,104", x, y)))
    canvas.fill(upper, CREAM)
    canvas.grain(upper, BLUSH, place([(x, y)])[0], place([(x, y + 110)])[0], 0.9)
    canvas.fill(
        place(smooth(path("-66,20 -40,6 -20,50 -30,80 -62,80", x, y))), VERMILION, clip=upper
    )
    canvas.fill(
        place(ribbon([(x + 10, y + 78), (x + 44, y + 40), (x + 96, y + 24)], [20, 14, 8])),
        VERMILION,
        clip=upper,
    )
    for i in range(3):
        lx, ly = x + 44 + i * 26, y - 6 + i * 15
        canvas.line(place([(lx, ly + 14), (lx + 18, ly - 8)]), INK, 6)
    canvas.fill(sole, MUSTARD)
    canvas.grain(sole, BRICK, place([(x, y + 70)])[0], place([(x, y + 112)])[0], 0.8)


def hanging_bicycle(canvas: Canvas, x: float, y: float) -> None:
    """Draw a bicycle that hangs on a wall by its front wheel."""
    for way in (-1, 1):
        canvas.fill(ring(x, y + way * 66, 50, 8), INK)
        canvas.fill(disc(x, y + way * 66, 6), INK)
    hub_low, hub_high, seat, head, crank = (
        (x, y + 66),
        (x, y - 66),
        (x - 42, y + 34),
        (x - 42, y - 44),
        (x - 4, y + 10),
    )
    for a, b in (
        (hub_low, seat),
        (hub_low, crank),
        (seat, crank),
        (seat, head),
        (crank, head),
        (head, hub_high),
    ):
        canvas.line([a, b], TEAL, 7)
    canvas.line([head, (x - 62, y - 50), (x - 66, y - 34)], INK, 7)
    canvas.line([(x - 58, y + 22), (x - 56, y + 48)], INK, 10)
    canvas.line([(x, y - 140), (x, y - 116)], INK, 8)


def kettlebell(canvas: Canvas, x: float, y: float, size: float, colour: str) -> None:
    """Draw a kettlebell standing with its foot at ``y``."""

    def place(shape: Shape) -> Shape:
        return [(x + px * size, y + py * size) for px, py in shape]

    handle = path("-40,-112 -48,-170 0,-196 48,-170 40,-112")
    canvas.fill(place(ribbon(handle, [28, 24, 24, 24, 28])), colour)
    bell = place(smooth(path("0,-140 58,-118 78,-64 52,-8 0,0 -52,-8 -78,-64 -58,-118")))
    canvas.fill(bell, colour)
    shade = BRICK if colour == VERMILION else INK if colour != INK else PLUM
    (ax, ay), (bx, by) = place([(-20, -110), (50, 10)])
    canvas.grain(bell, shade, (ax, ay), (bx, by), 0.9)
    canvas.fill(place(ribbon(arc(0, -66, 52, 52, 186, 236), [2, 10, 2])), CREAM)
