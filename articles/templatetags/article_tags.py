"""What templates print of articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.template.defaultfilters import linebreaks_filter
from django.utils import timezone
from django.utils.safestring import SafeString

from articles.cards import Card
from articles.models import Image
from articles.pictures import StoredPicture, html
from fitsite.fragments import fragment
from fitsite.times import day, iso

register = template.Library()


@register.simple_tag
def picture(image: Image | StoredPicture, crop: str, sizes: str, **how: Any) -> SafeString:
    """A responsive picture in one of the crops of `articles.renditions`.

    `sizes` tells the browser how wide it is shown. Further arguments: `alt`, where it is not the
    picture's own, `class`, and `priority` for what is seen first; everything else loads lazily.
    """
    shown = image.shown(crop, how.get("alt"))
    return html(shown, sizes, how.get("class", ""), priority=bool(how.get("priority")))


@register.simple_tag
def cards(
    cards: Sequence[Card], counts: Mapping[int, int], level: str = "2", *, first: bool = False
) -> SafeString:
    """Articles in a list, with their numbers of comments by their ids.

    `level` is that of their headings. `first` says that the first one is what the page opens with.
    """
    given = {"cards": cards, "counts": counts, "level": level, "first": first}
    return fragment("articles/_cards.jinja", picture=picture, **given)


@register.simple_tag
def teasers(cards: Sequence[Card], level: str = "3") -> SafeString:
    """Articles in a few words each."""
    return fragment("articles/_teasers.jinja", picture=picture, cards=cards, level=level)


@register.simple_tag(takes_context=True)
def article_part(context: dict[str, Any], name: str) -> SafeString:
    """A part of an article's page, such as "signature"; "article" is all but its comments."""
    shown = {each: context[each] for each in SHOWN}
    return fragment(f"articles/_{name}.jinja", **shown, **CALLED)


def focus(image: Image) -> str:
    """The class of static/css/components/picture.css for a picture's focal point."""
    return f"focus-{round(image.focal_y, -1)}"


# What the parts of an article's page know, and what they call.
SHOWN = ("article", "contents", "more", "site_name", "site_url")
CALLED = {
    "picture": picture,
    "focus": focus,
    "linebreaks": linebreaks_filter,
    "localtime": timezone.localtime,
    "day": day,
    "iso": iso,
}
