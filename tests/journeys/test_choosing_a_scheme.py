"""A reader who would rather have it dark, or light."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from tests.journeys.conftest import Open

LIGHT, DARK = "rgb(255, 254, 251)", "rgb(18, 23, 43)"


def paper(page: Page) -> str:
    colour: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return colour


@pytest.mark.parametrize(("scheme", "colour"), [("light", LIGHT), ("dark", DARK)])
def test_without_a_choice_and_without_scripts_the_device_decides(
    scheme: str, colour: str, open_browser: Open, article: Article
) -> None:
    page = open_browser(color_scheme=scheme, java_script_enabled=False)
    page.goto(article.get_absolute_url())
    assert paper(page) == colour
    expect(page.get_by_role("group", name="Colours")).to_be_hidden()


def test_a_choice_holds_on_every_page_until_it_is_taken_back(
    open_browser: Open, article: Article
) -> None:
    page = open_browser(color_scheme="light")
    page.goto(article.get_absolute_url())
    expect(page.get_by_role("radio", name="Automatic")).to_be_checked()
    page.get_by_text("Dark", exact=True).click()
    assert paper(page) == DARK

    page.goto("/")
    assert paper(page) == DARK
    expect(page.get_by_role("radio", name="Dark")).to_be_checked()
    page.get_by_text("Automatic", exact=True).click()
    assert paper(page) == LIGHT
    page.reload()
    assert paper(page) == LIGHT
    assert page.context.cookies() == []
