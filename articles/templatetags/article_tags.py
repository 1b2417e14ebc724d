"""What templates print of articles."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString

from articles.models import Image
from articles.pictures import html

register = template.Library()


@register.simple_tag
def picture(image: Image, crop: str, sizes: str, **how: Any) -> SafeString:
    """A responsive picture in one of the crops of `articles.renditions`.

    `sizes` tells the browser how wide it is shown. Further arguments: `alt`, where it is not the
    picture's own, `class`, and `priority` for what is seen first; everything else loads lazily.
    """
    shown = image.shown(crop, how.get("alt"))
    return html(shown, sizes, how.get("class", ""), priority=bool(how.get("priority")))


@register.filter
def focus(image: Image) -> str:
    """The class of static/css/components/picture.css for a picture's focal point."""
    return f"focus-{round(image.focal_y, -1)}"
