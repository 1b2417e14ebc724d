"""The page on which everything of the design can be seen, and the colours it is made of."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from django.test import Client
from pytest_django import Settings

from fitsite.demo.styleguide.tokens import Colour, colours

READ_AS_TEXT = {"ink", "ink-soft", "accent", "alarm"}
SEEN_AS_EDGES = {"edge", "focus"}


class Classes(HTMLParser):
    """Collects the class names of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.update((dict(attrs).get("class") or "").split())


@pytest.mark.django_db
def test_outside_development_there_is_no_such_page(client: Client) -> None:
    assert client.get("/styleguide/").status_code == 404


@pytest.mark.django_db
def test_in_development_it_shows_every_component(client: Client, settings: Settings) -> None:
    settings.DEBUG = True
    response = client.get("/styleguide/")
    assert response.status_code == 200
    shown = Classes(response.text).found
    for colour in colours():
        assert f"swatch--{colour.name}" in shown
    for component in (
        *("button", "button--quiet", "nav", "card", "thread", "thread__more", "comment--gone"),
        *("teaser", "ranking", "contents", "about-author", "turn", "pagination", "filed"),
        *("crumbs", "chips", "avatar", "choice", "hints"),
        *("comment__badge", "standing", "form__summary", "field__error", "pull-quote", "scheme"),
    ):
        assert component in shown


def test_what_is_read_can_be_read_on_either_paper() -> None:
    found = {colour.name: colour for colour in colours()}
    for name in READ_AS_TEXT:
        assert lowest(found[name]) >= 4.5, name
    for name in SEEN_AS_EDGES:
        assert lowest(found[name]) >= 3, name


def lowest(colour: Colour) -> float:
    return min(colour.on_light, colour.on_dark)
