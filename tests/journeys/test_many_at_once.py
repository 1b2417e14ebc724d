"""A moderator decides many comments at once, at a real browser."""

from __future__ import annotations

from collections import Counter

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from comments.duties import carry_out_bulk_decisions
from comments.models import Comment
from fitsite.accounts.models import User
from fitsite.worker.models import beat
from tests.comments.grow import Twig, grow
from tests.conftest import Say
from tests.journeys.conftest import Open
from tests.journeys.test_accessibility import DESK_WINDOWS, find_nothing, follow

QUEUE = "/admin/comments/queue/"


@pytest.fixture
def open_queue(open_browser: Open, moderator: User) -> Open:
    """The queue in a browser in which a moderator is signed in."""

    def open_queue(**options: object) -> Page:
        page = open_browser(of=moderator, **options)
        page.goto(QUEUE)
        return page

    return open_queue


def statuses() -> Counter[str]:
    return Counter(Comment.objects.values_list("status", flat=True))


@pytest.mark.parametrize("has_scripts", [True, False])
def test_all_that_match_are_decided_and_put_back(
    has_scripts: bool, open_queue: Open, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comments.duties.PORTIONS_AT_ONCE", 1)
    grow(article, [Twig(status="held")] * 130)
    beat("the worker")
    page = open_queue(java_script_enabled=has_scripts)
    page.get_by_role("button", name="All that match").click()
    expect(page.get_by_text("130 comments, 1 article")).to_be_visible()
    page.get_by_role("button", name="Remove").click()
    bar = page.get_by_role("progressbar")
    expect(bar).to_have_attribute("value", "0")

    carry_out_bulk_decisions()
    if not has_scripts:
        page.get_by_role("link", name="Look again").click()
    expect(bar).to_have_attribute("value", "100")
    expect(page.get_by_text("100 comments removed.")).to_be_visible()
    carry_out_bulk_decisions()
    if not has_scripts:
        page.get_by_role("link", name="Look again").click()
    expect(page.get_by_text("130 comments removed.")).to_be_visible()
    expect(bar).to_have_count(0)
    assert statuses() == {"removed": 130}

    page.get_by_role("button", name="Undo all of it").click()
    expect(bar).to_be_visible()
    while carry_out_bulk_decisions():
        pass
    page.goto(f"{QUEUE}many/")
    expect(page.get_by_text("130 put back.")).to_be_visible()
    assert statuses() == {"held": 130}


@pytest.mark.parametrize("has_scripts", [True, False])
def test_it_can_be_cancelled(has_scripts: bool, open_queue: Open, say: Say) -> None:
    say()
    page = open_queue(java_script_enabled=has_scripts)
    page.get_by_role("button", name="All that match").click()
    page.get_by_role("button", name="Remove").click()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("Cancelled.", exact=True)).to_be_visible()
    assert not carry_out_bulk_decisions()
    assert statuses() == {"held": 1}


def test_a_box_and_a_key_select_the_page(open_queue: Open, say: Say) -> None:
    for _ in range(3):
        say()
    page = open_queue()
    box = page.get_by_label("Select the page")
    box.check()
    boxes = page.get_by_role("checkbox", name="Select the comment")
    boxes.first.uncheck()
    expect(box).not_to_be_checked()
    page.keyboard.press("Shift+X")
    expect(box).to_be_checked()
    boxes.first.uncheck()
    page.keyboard.press("Shift+D")
    expect(page.locator(".card--decided")).to_have_count(2)
    assert statuses() == {"removed": 2, "held": 1}


def test_without_scripts_one_box_selects_the_page(open_queue: Open, say: Say) -> None:
    for _ in range(3):
        say()
    page = open_queue(java_script_enabled=False)
    page.get_by_label("Select the page").check()
    page.locator("#selection").get_by_role("button", name="Remove").click()
    expect(page.get_by_text("3 comments removed.")).to_be_visible()
    assert statuses() == {"removed": 3}


@DESK_WINDOWS
def test_axe_finds_nothing_on_the_way(scheme: str, width: int, open_queue: Open, say: Say) -> None:
    say()
    page = open_queue(color_scheme=scheme, viewport={"width": width, "height": 800})
    find_nothing(page, "the queue")
    follow(page, page.get_by_role("button", name="All that match"))
    find_nothing(page, "the numbers")
    follow(page, page.get_by_role("button", name="Remove"))
    find_nothing(page, "the progress")
    carry_out_bulk_decisions()
    expect(page.get_by_role("button", name="Undo all of it")).to_be_visible()
    find_nothing(page, "what came of it")
    page.goto(f"{QUEUE}many/")
    find_nothing(page, "the list")
