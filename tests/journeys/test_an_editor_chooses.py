"""An editor at a real browser chooses what must stay in sight of a picture."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import Page, expect

from articles.models import Image
from fitsite.accounts.models import User
from tests.articles.pictures import picture
from tests.journeys.conftest import Open


@pytest.fixture
def image(db: None) -> Image:
    """A picture at the desk."""
    drawn = picture(size=(800, 400))
    return Image.objects.create(alt="A run", file=ContentFile(drawn, name="photo.jpg"))


@pytest.fixture
def open_picture(open_browser: Open, editor: User, image: Image) -> Open:
    """Its page, in a browser in which an editor is signed in."""

    def open_picture(**options: object) -> Page:
        page = open_browser(of=editor, **options)
        page.goto(f"/admin/articles/image/{image.pk}/change/")
        return page

    return open_picture


def test_with_a_click(image: Image, open_picture: Open) -> None:
    page = open_picture()
    whole = page.locator("[data-focal-whole]")
    box = whole.bounding_box()
    assert box is not None
    assert box["width"] / box["height"] == pytest.approx(2, abs=0.05)
    whole.click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.8})
    expect(page.get_by_label("Focal point, across")).to_have_value("25")
    expect(page.get_by_label("Focal point, down")).to_have_value("80")
    expect(page.locator(".focal__card")).to_have_css("object-position", "25% 80%")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    image.refresh_from_db()
    assert (image.focal_x, image.focal_y) == (25, 80)


def test_with_the_keyboard(image: Image, open_picture: Open) -> None:
    page = open_picture()
    across = page.get_by_label("Focal point, across")
    across.focus()
    for _ in range(10):
        page.keyboard.press("ArrowUp")
    expect(across).to_have_value("60")
    expect(page.locator(".focal__card")).to_have_css("object-position", "60% 50%")
    page.keyboard.press("Enter")
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    image.refresh_from_db()
    assert (image.focal_x, image.focal_y) == (60, 50)


def test_without_scripts(image: Image, open_picture: Open) -> None:
    page = open_picture(java_script_enabled=False)
    page.get_by_label("Focal point, down").fill("101")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_label("Focal point, down").fill("10")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    image.refresh_from_db()
    assert (image.focal_x, image.focal_y) == (50, 10)
