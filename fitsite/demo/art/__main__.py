"""Draw the demo site's pictures.

Every picture of the demo content is drawn here, with Pillow and nothing else: flat shapes from
one warm palette, shaded with a printed-looking grain. A picture is drawn three times too large and
reduced, which gives it smooth edges. The grain comes from a seeded generator, so a second run
draws the same pictures.

Run ``python -m fitsite.demo.art`` to write them all into ``fitsite/demo/pictures/``, or name
some: ``python -m fitsite.demo.art snail-track wren-kettleby``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from fitsite.demo.art import portraits
from fitsite.demo.art.armchair_lift import armchair_lift
from fitsite.demo.art.bean_barbell import bean_barbell
from fitsite.demo.art.bean_shelf import bean_shelf
from fitsite.demo.art.blanket_hills import blanket_hills
from fitsite.demo.art.boot_mountain import boot_mountain
from fitsite.demo.art.camel_glasses import camel_glasses
from fitsite.demo.art.canvas import Canvas
from fitsite.demo.art.cat_stretch import cat_stretch
from fitsite.demo.art.chair_stand import chair_stand
from fitsite.demo.art.cold_lake import cold_lake
from fitsite.demo.art.colours import BLUSH, CREAM, INK, PLUM, SAGE, SAND, TAN, TEAL
from fitsite.demo.art.desk_tortoise import desk_tortoise
from fitsite.demo.art.garage_gym import garage_gym
from fitsite.demo.art.heron_bandage import heron_bandage
from fitsite.demo.art.kettlebell_hammock import kettlebell_hammock
from fitsite.demo.art.pain_lights import pain_lights
from fitsite.demo.art.pull_up_dawn import pull_up_dawn
from fitsite.demo.art.route_map import route_map
from fitsite.demo.art.snail_track import snail_track
from fitsite.demo.art.soup_table import soup_table
from fitsite.demo.art.tortoise_drill import tortoise_drill
from fitsite.demo.art.walking_home import walking_home
from fitsite.demo.art.warm_pegs import warm_pegs
from fitsite.demo.art.winter_bicycle import winter_bicycle
from fitsite.demo.art.winter_kit import winter_kit

Picture = tuple[Callable[[Canvas], None], str]

PICTURES = Path(__file__).resolve().parent.parent / "pictures"
HERO_SIZE = (1600, 900)
FIGURE_SIZE = (1600, 640)
ASIDE_SIZE = (800, 1000)
PORTRAIT_SIZE = (400, 400)

# What draws a picture, and the colour of the paper. The place in the list seeds the grain: append.
HEROES: dict[str, Picture] = {
    "snail-track": (snail_track, CREAM),
    "pull-up-dawn": (pull_up_dawn, BLUSH),
    "soup-table": (soup_table, TEAL),
    "walking-home": (walking_home, CREAM),
    "garage-gym": (garage_gym, INK),
    "blanket-hills": (blanket_hills, INK),
    "kettlebell-hammock": (kettlebell_hammock, CREAM),
    "desk-tortoise": (desk_tortoise, CREAM),
    "bean-barbell": (bean_barbell, CREAM),
    "winter-bicycle": (winter_bicycle, INK),
    "armchair-lift": (armchair_lift, SAGE),
    "boot-mountain": (boot_mountain, CREAM),
    "cold-lake": (cold_lake, CREAM),
    "heron-bandage": (heron_bandage, BLUSH),
    "cat-stretch": (cat_stretch, PLUM),
    "camel-glasses": (camel_glasses, CREAM),
}

FIGURES: dict[str, Picture] = {
    "tortoise-drill": (tortoise_drill, CREAM),
    "bean-shelf": (bean_shelf, TEAL),
    "chair-stand": (chair_stand, CREAM),
    "winter-kit": (winter_kit, TAN),
    "route-map": (route_map, CREAM),
    "warm-pegs": (warm_pegs, SAGE),
}

ASIDES: dict[str, Picture] = {
    "pain-lights": (pain_lights, CREAM),
}

PORTRAITS: dict[str, Picture] = {
    "wren-kettleby": (portraits.wren_kettleby, BLUSH),
    "otto-longmile": (portraits.otto_longmile, CREAM),
    "juniper-ladle": (portraits.juniper_ladle, SAND),
    "mina-lull": (portraits.mina_lull, INK),
    "augusta-plinth": (portraits.augusta_plinth, TEAL),
    "rowan-stile": (portraits.rowan_stile, SAND),
}


def main(names: Sequence[str] = (), folder: Path = PICTURES) -> None:
    """Draw the named pictures, or all of them."""
    for pictures, size, place in (
        (HEROES, HERO_SIZE, folder),
        (FIGURES, FIGURE_SIZE, folder),
        (ASIDES, ASIDE_SIZE, folder),
        (PORTRAITS, PORTRAIT_SIZE, folder / "authors"),
    ):
        for seed, (name, (draw, ground)) in enumerate(pictures.items(), start=1):
            if names and name not in names:
                continue
            canvas = Canvas(size, ground, seed)
            draw(canvas)
            canvas.save(place / f"{name}.jpg")


if __name__ == "__main__":
    main(sys.argv[1:])
