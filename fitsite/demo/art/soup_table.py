"""Draw a bowl of soup from above, with bread, a spoon and a stopwatch."""

from __future__ import annotations

import math
import random

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
from fitsite.demo.art.scenery import shadow
from fitsite.demo.art.shapes import arc, box, disc, move, oval, path, ribbon, smooth, turn


def soup_table(canvas: Canvas) -> None:
    """Draw a bowl of soup from above, with bread, a spoon and a stopwatch."""
    canvas.grain(box(0, 0, 1600, 900), INK, (500, 100), (1500, 1000), 0.75)
    _napkin(canvas)
    _bread_board(canvas)
    _bowl(canvas, 790, 455)
    _soup(canvas, 790, 455)
    _spoon(canvas)
    _stopwatch(canvas, 1345, 250)
    _pinch_bowl(canvas, 238, 190)


def _napkin(canvas: Canvas) -> None:
    cloth = turn(box(850, -140, 1250, 1040, 6), (1050, 450), 14)
    shadow(canvas, cloth, 18, 14)
    canvas.fill(cloth, CREAM)
    for offset in (-150, -60, 30, 120):
        stripe = box(1050 + offset, -200, 1050 + offset + 34, 1100)
        canvas.fill(turn(stripe, (1050, 450), 14), BLUSH, clip=cloth)
    for offset in range(-560, 640, 90):
        stripe = box(800, 450 + offset, 1300, 450 + offset + 34)
        canvas.fill(turn(stripe, (1050, 450), 14), VERMILION, clip=cloth, opacity=0.5)
    canvas.grain(cloth, PLUM, (1050, 300), (1250, 1100), 0.3)


def _bread_board(canvas: Canvas) -> None:
    board = turn(box(-60, 470, 450, 820, 46), (200, 640), -12)
    shadow(canvas, board)
    canvas.fill(board, TAN)
    canvas.grain(board, UMBER, (60, 480), (420, 860), 0.9)
    for x, y, angle in ((150, 690, -30), (290, 600, -14)):
        _slice(canvas, x, y, angle)
    for x, y in ((380, 720), (402, 704), (396, 738), (120, 540), (136, 556)):
        canvas.fill(disc(x, y, 5), MUSTARD)


def _slice(canvas: Canvas, x: float, y: float, angle: float) -> None:
    outline = smooth(path("-96,-20 -78,-76 0,-88 78,-76 96,-20 78,14 80,84 0,92 -80,84 -78,14"))
    crust = turn(move(outline, x, y), (x, y), angle)
    crumb = turn([(x + px * 0.86, y + py * 0.86) for px, py in outline], (x, y), angle)
    shadow(canvas, crust, 10, 12)
    canvas.fill(crust, UMBER)
    canvas.fill(crumb, SAND)
    canvas.grain(crumb, TAN, (x, y - 30), (x, y + 100), 0.7)
    for hx, hy, r in (
        (-30, -30, 9),
        (22, -44, 6),
        (40, 4, 10),
        (-16, 22, 7),
        (14, 50, 8),
        (-46, 52, 5),
        (-52, 4, 6),
    ):
        canvas.fill(turn(oval(x + hx, y + hy, r, r * 0.7), (x, y), angle), CREAM)


def _bowl(canvas: Canvas, cx: float, cy: float) -> None:
    plate, rim, well = disc(cx, cy, 392), disc(cx, cy, 324), disc(cx, cy, 286)
    shadow(canvas, plate, 34, 40)
    canvas.fill(plate, SAND)
    canvas.grain(plate, TAN, (cx - 60, cy - 100), (cx + 220, cy + 420), 0.7)
    canvas.fill(disc(cx, cy, 366), CREAM, opacity=0.5)
    canvas.fill(move(rim, 16, 20), UMBER, opacity=0.4, clip=plate)
    canvas.fill(rim, INK)
    canvas.grain(rim, PLUM, (cx + 80, cy + 80), (cx - 220, cy - 260), 0.9)
    canvas.fill(well, PLUM)


def _soup(canvas: Canvas, cx: float, cy: float) -> None:
    soup = disc(cx, cy + 4, 272)
    canvas.fill(soup, MUSTARD)
    canvas.grain(soup, VERMILION, (cx + 160, cy + 200), (cx - 260, cy - 280), 0.85)
    swirl = [
        (cx + math.cos(a / 9) * (10 + a * 1.9), cy + 6 + math.sin(a / 9) * (8 + a * 1.7))
        for a in range(0, 92, 3)
    ]
    canvas.fill(ribbon(swirl, [4, 16, 22, 17, 24, 20, 2]), CREAM)
    for x, y, r in (
        (-146, -128, 42),
        (-58, 192, 40),
        (126, -166, 44),
        (196, 66, 40),
        (-204, 66, 36),
        (86, 66, 33),
    ):
        _carrot(canvas, cx + x, cy + y, r)
    for x, y, angle in (
        (-20, -208, 20),
        (116, 180, -40),
        (-210, -34, 70),
        (222, -74, -60),
        (-138, 150, 10),
        (-120, -6, 82),
    ):
        _bean(canvas, cx + x, cy + y, angle)
    for x, y, angle in (
        (-86, -186, -30),
        (166, -12, 60),
        (-96, 92, 110),
        (30, 226, 8),
        (60, -116, 12),
        (176, 150, -60),
        (-196, 128, 100),
    ):
        _leaf(canvas, cx + x, cy + y, angle)
    pepper = random.Random(7)
    for _ in range(46):
        a, far = pepper.uniform(0, math.tau), 250 * math.sqrt(pepper.random())
        canvas.fill(
            disc(cx + far * math.cos(a), cy + far * math.sin(a), pepper.uniform(2, 4.4)), PLUM
        )
    canvas.fill(ribbon(arc(cx, cy + 4, 254, 254, 196, 244), [2, 9, 2]), CREAM)


def _carrot(canvas: Canvas, x: float, y: float, r: float) -> None:
    canvas.fill(disc(x + 6, y + 8, r), BRICK, opacity=0.4)
    canvas.fill(disc(x, y, r), VERMILION)
    canvas.grain(disc(x, y, r), BRICK, (x - r * 0.3, y), (x + r, y + r), 0.7)
    canvas.fill(disc(x, y, r * 0.62), BLUSH, opacity=0.5)
    for angle in range(0, 360, 60):
        a = math.radians(angle)
        spoke = [(x + math.cos(a) * r * k, y + math.sin(a) * r * k) for k in (0.2, 0.5)]
        canvas.line(spoke, VERMILION, 3.5)


def _bean(canvas: Canvas, x: float, y: float, angle: float) -> None:
    bean = turn(smooth(path("-36,0 -24,-22 0,-17 24,-22 36,0 20,19 -20,19", x, y)), (x, y), angle)
    canvas.fill(move(bean, 5, 7), BRICK, opacity=0.4)
    canvas.fill(bean, CREAM)
    canvas.grain(bean, TAN, (x, y - 10), (x + 14, y + 34), 0.7)


def _leaf(canvas: Canvas, x: float, y: float, angle: float) -> None:
    leaf = turn(
        smooth(path("-46,0 -20,-20 6,-15 28,-18 50,0 26,16 2,13 -22,18", x, y)), (x, y), angle
    )
    canvas.fill(move(leaf, 5, 7), BRICK, opacity=0.4)
    canvas.fill(leaf, TEAL)
    canvas.grain(leaf, SAGE, (x + 10, y + 10), (x - 30, y - 30), 0.9)
    canvas.line(turn([(x - 40, y), (x + 42, y)], (x, y), angle), SAGE, 3)


def _spoon(canvas: Canvas) -> None:
    centre = (1235, 560)
    parts = [
        turn(ribbon([(1235, 470), (1235, 640), (1235, 850)], [20, 17, 36]), centre, 14),
        turn(oval(1235, 392, 62, 96), centre, 14),
    ]
    for part in parts:
        shadow(canvas, part, 14, 16)
    for part in parts:
        canvas.fill(part, MUSTARD)
        canvas.grain(part, BRICK, (1180, 400), (1330, 640), 0.7)
    canvas.fill(turn(oval(1235, 388, 46, 78), centre, 14), TAN, opacity=0.7)
    shine = turn(ribbon(arc(1235, 388, 34, 62, 180, 250), [2, 9, 2]), centre, 14)
    canvas.fill(shine, CREAM)


def _stopwatch(canvas: Canvas, x: float, y: float) -> None:
    cord = path("20,-150 90,-260 200,-230 280,-140 330,-180", x, y)
    canvas.fill(ribbon(cord, [15, 15]), VERMILION)
    body = disc(x, y, 122)
    knob = turn(box(x - 22, y - 168, x + 22, y - 110, 8), (x, y), 10)
    side = turn(box(x - 12, y - 150, x + 12, y - 110, 5), (x, y), 52)
    for part in (body, knob, side):
        shadow(canvas, part, 20, 24)
    for part in (knob, side):
        canvas.fill(part, SAND)
        canvas.grain(part, UMBER, (x - 30, y), (x + 60, y), 0.8)
    canvas.fill(body, VERMILION)
    canvas.grain(body, BRICK, (x - 40, y - 40), (x + 110, y + 120), 0.95)
    canvas.fill(disc(x, y, 94), CREAM)
    for tick in range(12):
        long = 20 if tick % 3 == 0 else 11
        mark = box(x - 2.5, y - 84, x + 2.5, y - 84 + long, 2)
        canvas.fill(turn(mark, (x, y), 10 + tick * 30), INK)
    canvas.fill(turn(ribbon([(x, y + 16), (x, y - 68)], [9, 3]), (x, y), 128), VERMILION)
    canvas.fill(disc(x, y, 10), INK)


def _pinch_bowl(canvas: Canvas, x: float, y: float) -> None:
    shadow(canvas, disc(x, y, 112), 20, 24)
    canvas.fill(disc(x, y, 112), BLUSH)
    canvas.grain(disc(x, y, 112), VERMILION, (x - 40, y - 60), (x + 90, y + 110), 0.8)
    canvas.fill(disc(x, y, 90), BRICK, opacity=0.6)
    salt = smooth(path("-72,16 -50,-48 6,-66 60,-34 70,30 16,70 -44,60", x, y))
    canvas.fill(salt, CREAM)
    canvas.grain(salt, SAND, (x, y - 20), (x + 60, y + 80), 1.0)
    flakes = random.Random(5)
    for _ in range(22):
        a, r = flakes.uniform(-0.5, 2.2), flakes.uniform(128, 190)
        fx, fy = x + r * math.cos(a), y + r * math.sin(a)
        flake = turn(box(fx - 4, fy - 4, fx + 4, fy + 4, 1), (fx, fy), flakes.uniform(0, 90))
        canvas.fill(flake, CREAM)
