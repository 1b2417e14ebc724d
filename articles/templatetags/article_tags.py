"""What templates print of articles."""

from __future__ import annotations

from typing import Any

from django import template

from articles.models import Image

register = template.Library()


@register.inclusion_tag("components/_picture.html")
def picture(image: Image, crop: str, sizes: str, **how: Any) -> dict[str, Any]:
    """A responsive picture in one of the crops of `articles.renditions`.

    `sizes` tells the browser how wide it is shown. Further arguments: `alt`, where it is not the
    picture's own, `class`, and `priority` for what is seen first; everything else loads lazily.
    """
    return {"picture": image.shown(crop, how.pop("alt", None)), "sizes": sizes, **how}


@register.filter
def focus(image: Image) -> str:
    """The class of static/css/components/picture.css for a picture's focal point."""
    return f"focus-{round(image.focal_y, -1)}"
