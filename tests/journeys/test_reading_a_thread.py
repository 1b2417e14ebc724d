"""Readers find their way through a thread in a real browser, with and without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from tests.comments.grow import Twig, grow
from tests.conftest import Say
from tests.journeys.conftest import Open

pytestmark = pytest.mark.usefixtures("akismet")
WITH_AND_WITHOUT = pytest.mark.parametrize("javascript", [True, False], ids=["js", "no-js"])


def in_sight(page: Page, comment: int) -> bool:
    box = page.locator(f"#comment-{comment}").bounding_box()
    height = page.viewport_size["height"] if page.viewport_size else 0
    return box is not None and 0 <= box["y"] < height


@WITH_AND_WITHOUT
def test_the_newest_comments_are_a_click_away(
    javascript: bool, open_browser: Open, article: Article
) -> None:
    comments = grow(article, [Twig()] * 70)
    page = open_browser(java_script_enabled=javascript)
    page.goto(article.get_absolute_url())
    page.get_by_role("link", name="Newest first").click()
    first = page.get_by_role("article", name="Comment by").first
    expect(first).to_contain_text(f"Text{comments[-1].pk}")
    page.get_by_role("link", name="Older comments").click()
    expect(page.get_by_text(f"Text{comments[0].pk}")).to_be_visible()
    current = page.get_by_role("navigation", name="Order of comments").locator("[aria-current]")
    expect(current).to_have_text("Newest first")


@WITH_AND_WITHOUT
def test_replies_fold_away_by_keyboard(
    javascript: bool, open_browser: Open, article: Article, say: Say
) -> None:
    root = say("The question", name="Ana")
    say("An answer", parent=root)
    page = open_browser(java_script_enabled=javascript)
    page.goto(article.get_absolute_url())
    fold = page.get_by_text("1 reply to Ana")
    fold.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("An answer")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.get_by_text("An answer")).to_be_visible()


@pytest.mark.parametrize("at", [3, 60, 82, 99], ids=["first page", "later", "replies", "deep"])
@WITH_AND_WITHOUT
def test_a_permalink_leads_to_the_comment_and_marks_it(
    javascript: bool, at: int, open_browser: Open, article: Article
) -> None:
    twigs = [Twig()] * 70 + [Twig(70 if number else None) for number in range(30)]
    comment = grow(article, twigs)[at]
    page = open_browser(java_script_enabled=javascript)
    page.goto(comment.get_absolute_url())
    marked = page.locator("article:target")
    expect(marked).to_contain_text(f"Text{comment.pk}")
    assert in_sight(page, comment.pk)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article')?.id") == comment.anchor


def test_a_link_into_folded_replies_unfolds_them(
    open_browser: Open, article: Article, say: Say
) -> None:
    root = say("The question", name="Ana")
    answer = say("An answer", parent=root)
    page = open_browser()
    page.goto(article.get_absolute_url())
    page.get_by_text("1 reply to Ana").click()
    expect(page.get_by_text("An answer")).to_be_hidden()
    page.evaluate(f"location.hash = 'comment-{answer.pk}'")
    expect(page.get_by_text("An answer")).to_be_visible()
    assert in_sight(page, answer.pk)


def test_a_reply_leads_to_what_it_answers_without_asking_again(
    open_browser: Open, article: Article, say: Say
) -> None:
    root = say("The question", name="Ana")
    say("An answer", parent=root)
    page = open_browser()
    page.goto(article.get_absolute_url())
    asked: list[str] = []
    page.on(
        "request", lambda each: asked.append(each.url) if each.is_navigation_request() else None
    )
    page.get_by_role("link", name="Ana", exact=True).click()
    expect(page.locator(f"#comment-{root.pk}:target")).to_be_focused()
    assert asked == []


def test_the_deepest_replies_are_readable_on_a_phone(open_browser: Open, article: Article) -> None:
    deepest = grow(article, [Twig(), *(Twig(at) for at in range(4))])[-1]
    page = open_browser(viewport={"width": 320, "height": 640})
    page.goto(article.get_absolute_url())
    box = page.locator(f"#comment-{deepest.pk} .comment__text").bounding_box()
    assert box is not None
    assert box["width"] > 180
    assert page.evaluate("document.documentElement.scrollWidth") == 320
