"""Draw two swimmers in bobble hats, up to their chins in a cold lake, and a duck."""

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
    VERMILION,
)
from fitsite.demo.art.scenery import bird, sky, sun
from fitsite.demo.art.shapes import Shape, arc, box, disc, oval, path, ribbon, ring, smooth

SHORE = 404
PEAKS = (
    ("-60,404 60,300 150,210 240,300 330,380 420,404", "92,268 150,210 206,266 176,260 150,280"),
    (
        "240,404 420,250 560,110 690,240 800,330 920,404",
        "484,190 560,110 640,190 600,182 566,214 530,186",
    ),
    (
        "760,404 900,300 1010,200 1120,290 1230,370 1320,404",
        "950,256 1010,200 1076,256 1040,250 1012,274 984,250",
    ),
    (
        "1150,404 1300,240 1420,130 1540,250 1640,320 1700,404",
        "1350,196 1420,130 1494,204 1456,192 1424,226 1390,194",
    ),
)


def cold_lake(canvas: Canvas) -> None:
    """Draw two swimmers in bobble hats, up to their chins in a cold lake, and a duck."""
    sky(canvas, BLUSH, -120, 420)
    sun(canvas, 1010, 250, 132, MUSTARD, VERMILION)
    for x, y, span in ((250, 130, 30), (320, 168, 22), (190, 182, 18)):
        bird(canvas, x, y, span, PLUM)
    for rock, snow in PEAKS:
        _peak(canvas, path(rock), path(snow))
    _shore(canvas)
    _water(canvas)
    _duck(canvas, 822, 560)
    _augusta(canvas, 520, 610)
    _mina(canvas, 1090, 660)
    for x, y, half in ((180, 700, 90), (1440, 560, 80), (300, 520, 60), (1380, 820, 110)):
        canvas.fill(ribbon([(x - half, y), (x, y - 7), (x + half, y)], [1, 8, 1]), CREAM)


def _peak(canvas: Canvas, rock: Shape, snow: Shape) -> None:
    canvas.fill(rock, PLUM)
    top = rock[2]
    canvas.grain(rock, VERMILION, (top[0] - 40, top[1]), (top[0] + 200, top[1] + 330), 0.6)
    canvas.fill(snow, CREAM)
    canvas.grain(snow, BLUSH, (top[0] - 30, 0), (top[0] + 90, 0), 0.9)


def _shore(canvas: Canvas) -> None:
    mist = ribbon([(-40, 396), (500, 384), (1000, 394), (1640, 382)], [46, 30, 44, 34])
    canvas.fill(mist, CREAM, opacity=0.55)
    for i in range(54):
        x = -10 + i * 31
        high, half = 40 + 40 * ((i * 7) % 5) / 4, 17 + (i * 5) % 7
        canvas.fill([(x - half, SHORE + 6), (x, SHORE - high), (x + half, SHORE + 6)], TEAL)
    canvas.fill(box(0, SHORE - 16, 1600, SHORE + 6), TEAL)


def _water(canvas: Canvas) -> None:
    lake = box(0, SHORE, 1600, 900)
    canvas.fill(lake, TEAL)
    canvas.grain(lake, SAGE, (0, 620), (0, 380), 0.75)
    canvas.grain(lake, INK, (0, 560), (0, 980), 0.9)
    for rock, _ in PEAKS:
        flipped = [(x, SHORE + (SHORE - y) * 0.62) for x, y in path(rock)]
        canvas.fill(flipped, PLUM, opacity=0.28)
    for i, half in enumerate((118, 96, 104, 70, 54, 36)):
        y = SHORE + 22 + i * 26
        canvas.fill(
            ribbon([(1010 - half, y), (1010, y - 3), (1010 + half, y)], [2, 11, 2]), MUSTARD
        )


def _ripples(canvas: Canvas, x: float, y: float, r: float, start: float) -> None:
    """Draw half of the rings around something in the water: 12 the near half, 192 the far one."""
    for wide, opacity in ((1.0, 0.9), (1.5, 0.55), (2.1, 0.3)):
        wave = arc(x, y, r * wide, r * wide * 0.2, start, start + 156)
        canvas.fill(ribbon(wave[::4], [2, 8, 2]), CREAM, opacity=opacity)


def _above_water(x: float, y: float, r: float) -> Shape:
    return [(x + r, 0), *arc(x, y, r, r * 0.16, 0, 180), (x - r, 0)]


def _hat(canvas: Canvas, x: float, y: float, colours: tuple[str, str, str]) -> None:
    wool, shade, band = colours
    dome = smooth(path("-112,-30 -106,-110 -50,-172 0,-182 50,-172 106,-110 112,-30", x, y))
    canvas.fill(dome, wool)
    canvas.grain(dome, shade, (x - 40, y - 140), (x + 90, y), 0.9)
    for row in (-132, -100):
        stripe = ribbon([(x - 124, y + row + 16), (x, y + row), (x + 124, y + row + 16)], [15] * 3)
        canvas.fill(stripe, band, clip=dome)
    brim = ribbon([(x - 104, y - 34), (x, y - 46), (x + 104, y - 34)], [50, 54, 50])
    canvas.fill(brim, band)
    canvas.grain(brim, TAN, (x - 20, y - 60), (x + 120, y), 0.7)
    for i in range(10):
        rib = x - 92 + i * 20.5
        canvas.line([(rib, y - 56), (rib, y - 22)], shade, 4)
    canvas.fill(disc(x, y - 196, 46), CREAM)
    canvas.grain(disc(x, y - 196, 46), shade, (x - 20, y - 220), (x + 50, y - 140), 0.7)


def _face(canvas: Canvas, x: float, y: float) -> None:
    above = _above_water(x, y + 80, 130)
    neck = box(x - 46, y + 40, x + 46, y + 140, 20)
    canvas.fill(neck, BLUSH, clip=above)
    canvas.grain(neck, VERMILION, (x, y + 40), (x, y + 100), 0.7, clip=above)
    face = smooth(path("0,-80 80,-62 100,0 80,58 0,90 -80,58 -100,0 -80,-62", x, y))
    canvas.fill(face, BLUSH, clip=above)
    canvas.grain(face, VERMILION, (x - 20, y - 10), (x + 110, y + 110), 0.6, clip=above)
    for way in (-1, 1):
        canvas.fill(oval(x + way * 60, y + 36, 20, 14), VERMILION, opacity=0.6)
    canvas.line([(x + 2, y + 8), (x - 8, y + 32), (x + 4, y + 35)], BRICK, 5)


def _augusta(canvas: Canvas, x: float, y: float) -> None:
    _ripples(canvas, x, y + 84, 150, 192)
    above = _above_water(x, y + 80, 130)
    hair = smooth(path("-112,-20 -104,40 -80,62 0,40 80,62 104,40 112,-20 0,-80", x, y))
    canvas.fill(hair, CREAM, clip=above)
    canvas.grain(hair, TAN, (x, y - 40), (x + 40, y + 80), 0.7, clip=above)
    _face(canvas, x, y)
    for way in (-1, 1):
        canvas.line(arc(x + way * 38, y + 6, 11, 9, 200, 340), INK, 6)
        canvas.fill(ring(x + way * 39, y + 4, 31, 7), VERMILION)
    canvas.line([(x - 9, y), (x, y - 3), (x + 9, y)], VERMILION, 7)
    canvas.fill(smooth(path("-32,50 0,56 32,50 20,72 -20,72", x, y)), BRICK)
    _hat(canvas, x, y - 16, (VERMILION, BRICK, CREAM))
    _ripples(canvas, x, y + 84, 150, 12)


def _mina(canvas: Canvas, x: float, y: float) -> None:
    _ripples(canvas, x, y + 84, 156, 192)
    above = _above_water(x, y + 80, 130)
    bob = smooth(path("-118,-30 -124,60 -110,120 0,110 110,120 124,60 118,-30 0,-90", x, y))
    canvas.fill(bob, SAND, clip=above)
    canvas.grain(bob, TAN, (x - 60, y), (x + 120, y + 120), 0.8, clip=above)
    _face(canvas, x, y)
    for way in (-1, 1):
        canvas.fill(disc(x + way * 38, y + 4, 26), CREAM, opacity=0.6)
        canvas.fill(oval(x + way * 37, y + 6, 7, 9), INK)
        canvas.fill(ring(x + way * 39, y + 4, 31, 7), INK)
    canvas.line([(x - 9, y), (x, y - 3), (x + 9, y)], INK, 7)
    canvas.fill(oval(x, y + 58, 15, 18), BRICK)
    _hat(canvas, x, y - 18, (TEAL, INK, MUSTARD))
    _ripples(canvas, x, y + 84, 156, 12)


def _duck(canvas: Canvas, x: float, y: float) -> None:
    _ripples(canvas, x - 6, y + 24, 100, 192)
    above = _above_water(x - 6, y + 22, 104)
    body = smooth(path("-84,6 -108,-34 -64,-20 -20,-34 40,-34 88,-10 80,40 -50,40", x, y))
    canvas.fill(body, SAND, clip=above)
    canvas.grain(body, TAN, (x, y - 20), (x - 40, y + 50), 0.9, clip=above)
    wing = smooth(path("-60,-10 -10,-24 40,-8 10,18 -40,16", x, y))
    canvas.fill(wing, TAN)
    neck = ribbon([(x + 46, y), (x + 60, y - 40), (x + 56, y - 74)], [46, 34, 38])
    canvas.fill(neck, TEAL)
    canvas.fill(ribbon([(x + 36, y - 22), (x + 76, y - 26)], [9, 9]), CREAM)
    canvas.fill(oval(x + 58, y - 86, 33, 30), SAGE)
    canvas.grain(oval(x + 58, y - 86, 33, 30), TEAL, (x + 50, y - 100), (x + 70, y - 50), 0.9)
    bill = smooth(path("84,-92 116,-84 122,-72 90,-70", x, y))
    canvas.fill(bill, MUSTARD)
    canvas.fill(disc(x + 66, y - 92, 7), CREAM)
    canvas.fill(disc(x + 68, y - 92, 4), INK)
    canvas.line([(x + 56, y - 106), (x + 76, y - 100)], INK, 5)
    _ripples(canvas, x - 6, y + 24, 100, 12)
