"""Draw a snail whose shell is a running track."""

from __future__ import annotations

import math

from fitsite.demo.art.canvas import Canvas
from fitsite.demo.art.colours import BLUSH, BRICK, CREAM, INK, MUSTARD, PLUM, SAGE, TEAL, VERMILION
from fitsite.demo.art.scenery import grass, sky, sun
from fitsite.demo.art.shapes import Point, Shape, box, disc, hill, path, ribbon, smooth


def snail_track(canvas: Canvas) -> None:
    """Draw a snail whose shell is a running track."""
    sky(canvas, BLUSH, 0, 620)
    sun(canvas, 1215, 330, 205, MUSTARD, VERMILION)
    far = hill(path("-40,560 200,470 480,560 800,610 1120,540 1400,450 1640,520"))
    canvas.fill(far, BLUSH)
    canvas.grain(far, VERMILION, (0, 470), (0, 800), 0.55)
    near = hill(path("-40,690 300,640 700,700 1100,660 1640,580"))
    canvas.fill(near, SAGE)
    canvas.grain(near, TEAL, (300, 620), (900, 900), 0.9)
    ground = hill(path("-40,800 400,770 800,785 1200,770 1640,810"))
    canvas.fill(ground, TEAL)
    canvas.grain(ground, INK, (0, 780), (0, 930), 0.9)
    _snail_body(canvas)
    _snail_shell(canvas, 690, 455)
    for x, lean in ((112, -0.4), (126, 0.1), (142, 0.6), (1422, -0.5), (1438, 0.0), (1456, 0.5)):
        grass(canvas, x, 822, 74 - abs(lean) * 40, lean)


def _snail_body(canvas: Canvas) -> None:
    for spine in ([(1130, 500), (1150, 430), (1205, 380)], [(1085, 495), (1080, 420), (1110, 362)]):
        canvas.line(spine, PLUM, 13)
        canvas.fill(disc(*spine[-1], 17), PLUM)
        canvas.fill(disc(spine[-1][0] + 4, spine[-1][1] - 3, 6), CREAM)
    body = smooth(
        path(
            "236,797 420,752 600,700 800,700 950,664 1022,590 1048,510 1102,474 "
            "1158,500 1168,566 1136,660 1080,742 990,797 700,803 420,803"
        )
    )
    foot = box(0, 0, 1600, 799)
    canvas.fill(body, PLUM, clip=foot)
    canvas.grain(body, VERMILION, (900, 800), (1140, 500), 0.75, clip=foot)
    band = ribbon([(1020, 512), (1100, 540), (1190, 516)], [27, 27, 27])
    canvas.fill(band, CREAM, clip=body)
    canvas.line([(1128, 588), (1146, 592), (1160, 580)], INK, 6)


def _snail_shell(canvas: Canvas, cx: float, cy: float) -> None:
    outer = disc(cx, cy, 292)
    canvas.fill(outer, VERMILION)
    canvas.grain(outer, BRICK, (cx - 80, cy - 160), (cx + 120, cy + 330), 0.95)
    pitch = 92.0
    for lane in range(4):
        _spiral(canvas, (cx, cy), 292 - pitch * lane / 4, pitch, 9 if lane == 0 else 3.5)
    canvas.fill(disc(cx, cy, 48), SAGE)
    canvas.grain(disc(cx, cy, 48), TEAL, (cx, cy - 40), (cx, cy + 48), 0.9)


def _spiral(canvas: Canvas, centre: Point, r: float, pitch: float, width: float) -> None:
    points: Shape = []
    angle = 60.0
    while r > 46:
        a = math.radians(angle)
        points.append((centre[0] + r * math.cos(a), centre[1] + r * math.sin(a)))
        angle -= 6
        r -= pitch * 6 / 360
    canvas.line(points[::2], CREAM, width)
