"""One colour of the owner's, made readable on the light and on the dark paper."""

from __future__ import annotations

import colorsys

# static/css/tokens.css has no darker background in light, and no lighter one in dark.
LIGHT_GROUND = "#eeeeee"
DARK_GROUND = "#2b3150"
# WCAG 2.2, success criterion 1.4.3: the least contrast of text.
READABLE = 4.5
# In hundredths of lightness.
STEPS = 100


def on_light(colour: str) -> str:
    """The colour, as much darker as it must be to be read on light paper."""
    return _readable(colour, LIGHT_GROUND, towards=0.0)


def on_dark(colour: str) -> str:
    """The colour, as much lighter as it must be to be read on dark paper."""
    return _readable(colour, DARK_GROUND, towards=1.0)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours such as "#a52f22": 1 to 21, as WCAG defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _readable(colour: str, ground: str, *, towards: float) -> str:
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    for step in range(STEPS):
        moved = lightness + (towards - lightness) * step / STEPS
        tried = _hex(colorsys.hls_to_rgb(hue, moved, saturation))
        if contrast(tried, ground) >= READABLE:
            return tried
    return _hex((towards, towards, towards))


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)


def _luminance(colour: str) -> float:
    """Relative luminance: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
