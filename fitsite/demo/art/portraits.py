"""The authors."""

from __future__ import annotations

import math

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
from fitsite.demo.art.shapes import arc, box, disc, oval, path, ribbon, ring, smooth


def _bust(canvas: Canvas, skin: str, shade: str, shirt: str, shirt_shade: str) -> None:
    """Draw shoulders, neck and a face without hair, for a portrait to finish."""
    shoulders = smooth(path("40,430 62,350 130,312 200,304 270,312 338,350 360,430 200,470"))
    canvas.fill(shoulders, shirt)
    canvas.grain(shoulders, shirt_shade, (150, 310), (320, 430), 0.9)
    neck = box(166, 240, 234, 330, 30)
    canvas.fill(neck, skin)
    canvas.grain(neck, shade, (200, 330), (200, 262), 1.0)
    for x in (118, 282):
        canvas.fill(oval(x, 202, 17, 24), skin)
    face = smooth(path("200,96 268,122 284,190 268,252 200,290 132,252 116,190 132,122"))
    canvas.fill(face, skin)
    canvas.grain(face, shade, (190, 180), (300, 290), 0.75)


def _face(canvas: Canvas, line: str, nose: str) -> None:
    for x in (166, 234):
        canvas.fill(oval(x, 198, 7, 9), line)
        canvas.line([(x - 15, 174), (x, 167), (x + 15, 174)], line, 6)
    canvas.line([(202, 196), (192, 228), (204, 231)], nose, 5)
    canvas.line([(176, 252), (200, 262), (224, 252)], line, 6)


def wren_kettleby(canvas: Canvas) -> None:
    """Draw Wren: a bun and a headband."""
    canvas.fill(disc(200, 190, 160), MUSTARD)
    canvas.fill(oval(200, 70, 50, 46), INK)
    canvas.fill(smooth(path("108,220 100,140 140,86 200,70 260,86 300,140 292,220 200,240")), INK)
    _bust(canvas, TAN, UMBER, VERMILION, BRICK)
    canvas.fill(smooth(path("112,186 120,112 200,80 280,112 288,186 268,148 200,130 132,148")), INK)
    canvas.fill(ribbon([(120, 150), (200, 126), (280, 150)], [16, 20, 16]), CREAM)
    _face(canvas, INK, UMBER)


def otto_longmile(canvas: Canvas) -> None:
    """Draw Otto: a cap and a red beard."""
    canvas.fill(disc(200, 190, 160), BLUSH)
    _bust(canvas, SAND, TAN, TEAL, INK)
    beard = smooth(
        path("114,196 140,236 200,228 260,236 286,196 280,262 236,310 200,318 164,310 120,262")
    )
    canvas.fill(beard, BRICK)
    canvas.grain(beard, PLUM, (170, 230), (280, 320), 0.8)
    cap = [*arc(200, 150, 92, 84, 180, 360), (200, 142)]
    canvas.fill(cap, VERMILION)
    canvas.grain(cap, BRICK, (150, 80), (300, 150), 0.8)
    canvas.fill(ribbon([(104, 148), (200, 138), (330, 150)], [16, 22, 12]), INK)
    canvas.fill(disc(200, 66, 9), INK)
    _face(canvas, INK, TAN)
    canvas.line([(172, 254), (200, 264), (228, 254)], CREAM, 8)


def juniper_ladle(canvas: Canvas) -> None:
    """Draw Juniper: curls, hoops and an apron."""
    canvas.fill(disc(200, 190, 160), SAGE)
    for x, y, r in (
        (112, 130, 58),
        (160, 84, 58),
        (240, 84, 58),
        (288, 130, 58),
        (304, 204, 50),
        (96, 204, 50),
        (110, 262, 40),
        (290, 262, 40),
        (200, 120, 80),
    ):
        canvas.fill(disc(x, y, r), PLUM)
    _bust(canvas, UMBER, PLUM, CREAM, BLUSH)
    for x in (138, 170, 202, 234, 264):
        canvas.fill(disc(x, 120 - 18 * math.cos((x - 200) / 60), 26), PLUM)
    for x in (110, 290):
        canvas.fill(ring(x, 246, 15, 7), MUSTARD)
    _face(canvas, INK, PLUM)
    canvas.fill(box(130, 352, 270, 430, 10), VERMILION)
    for x in (140, 252):
        canvas.line([(x, 356), (x + (14 if x < 200 else -6), 316)], VERMILION, 12)


def mina_lull(canvas: Canvas) -> None:
    """Draw Mina: a fair bob and round glasses."""
    canvas.fill(disc(200, 190, 160), PLUM)
    for x, y, r in ((92, 92, 5), (318, 110, 4), (66, 180, 4), (336, 214, 5), (268, 52, 4)):
        canvas.fill(disc(x, y, r), SAND)
    bob = smooth(path("96,290 92,180 120,96 200,66 280,96 308,180 304,290 250,306 150,306"))
    canvas.fill(bob, SAND)
    canvas.grain(bob, TAN, (140, 120), (300, 320), 0.9)
    _bust(canvas, BLUSH, VERMILION, MUSTARD, VERMILION)
    fringe = smooth(path("110,196 112,120 200,76 288,120 290,196 270,160 200,152 130,160"))
    canvas.fill(fringe, SAND)
    canvas.grain(fringe, TAN, (140, 100), (300, 190), 0.7)
    _face(canvas, INK, BRICK)
    for x in (164, 236):
        canvas.fill(ring(x, 200, 29, 6), INK)
    canvas.line([(193, 198), (200, 195), (207, 198)], INK, 6)


def augusta_plinth(canvas: Canvas) -> None:
    """Draw Augusta: a white bun, red glasses and pearls."""
    canvas.fill(disc(200, 190, 160), MUSTARD)
    bun = disc(200, 58, 46)
    canvas.fill(bun, CREAM)
    canvas.grain(bun, TAN, (190, 40), (230, 110), 0.8)
    hair = smooth(path("104,226 98,146 138,88 200,70 262,88 302,146 296,226 200,250"))
    canvas.fill(hair, CREAM)
    canvas.grain(hair, TAN, (160, 100), (310, 260), 0.8)
    _bust(canvas, BLUSH, VERMILION, SAGE, TEAL)
    wave = smooth(path("112,186 114,120 176,74 262,92 290,150 288,186 262,136 206,116 142,146"))
    canvas.fill(wave, CREAM)
    canvas.grain(wave, TAN, (160, 90), (300, 190), 0.7)
    _face(canvas, INK, BRICK)
    for x in (166, 234):
        canvas.fill(ring(x, 200, 30, 7), VERMILION)
        canvas.fill(oval(x + (x - 200) * 0.5, 238, 16, 10), VERMILION, opacity=0.4)
    canvas.line([(195, 198), (200, 196), (205, 198)], VERMILION, 7)
    for bead in range(9):
        x = 140 + bead * 15
        canvas.fill(disc(x, 344 - abs(bead - 4) ** 1.6 * 4, 8), SAND)


def rowan_stile(canvas: Canvas) -> None:
    """Draw Rowan: curls under a woollen hat, stubble and the straps of a rucksack."""
    canvas.fill(disc(200, 190, 160), VERMILION)
    for x, y in ((112, 168), (110, 206), (288, 168), (290, 206), (122, 236), (278, 236)):
        canvas.fill(disc(x, y, 24), INK)
    _bust(canvas, TAN, UMBER, MUSTARD, VERMILION)
    stubble = smooth(
        path("118,206 140,222 176,226 200,222 224,226 260,222 282,206 266,256 200,292 134,256")
    )
    canvas.fill(stubble, UMBER, opacity=0.5)
    hat = [*arc(200, 148, 100, 108, 180, 360), (200, 150)]
    canvas.fill(hat, TEAL)
    canvas.grain(hat, INK, (160, 60), (320, 160), 0.8)
    canvas.fill(ribbon([(110, 118), (200, 104), (290, 118)], [15, 15, 15]), CREAM, clip=hat)
    canvas.fill(ribbon([(104, 150), (200, 138), (296, 150)], [34, 36, 34]), SAGE)
    for x in range(112, 300, 22):
        canvas.line([(x, 138), (x, 158)], TEAL, 4)
    pompom = disc(200, 42, 28)
    canvas.fill(pompom, CREAM)
    canvas.grain(pompom, TAN, (190, 30), (220, 74), 0.8)
    _face(canvas, INK, UMBER)
    for way in (-1, 1):
        strap = ribbon(
            [(200 + way * 90, 326), (200 + way * 84, 360), (200 + way * 98, 430)], [34] * 3
        )
        canvas.fill(strap, PLUM)
        canvas.fill(box(200 + way * 90 - 20, 356, 200 + way * 90 + 20, 372, 4), SAND)
