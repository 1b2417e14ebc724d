"""A reader has a page open while others comment, and reports what should not stand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.models import Article
from comments.models import Comment, Report
from tests.comments.grow import Twig, grow
from tests.conftest import Say
from tests.journeys.conftest import Open

pytestmark = pytest.mark.usefixtures("akismet")


def hurry(page: Page) -> None:
    """Have the page ask soon instead of after half a minute."""
    page.add_init_script(
        "const later = setTimeout; window.setTimeout = (run, wait) => later(run, wait / 100);"
    )


def test_new_comments_are_announced_and_nothing_moves(
    open_browser: Open, article: Article, say: Say
) -> None:
    for number in range(12):
        say(f"Comment {number}")
    page = open_browser()
    hurry(page)
    page.goto(article.get_absolute_url())
    page.mouse.wheel(0, 400)
    page.wait_for_timeout(100)
    where = page.evaluate("[scrollY, document.documentElement.scrollHeight]")
    say("The news")
    button = page.get_by_role("button", name="Show 1 new comment")
    expect(button).to_be_visible()
    assert page.evaluate("[scrollY, document.documentElement.scrollHeight]") == where
    button.click()
    expect(page.get_by_text("The news")).to_be_visible()


def test_the_news_is_found_however_long_the_thread(
    open_browser: Open, article: Article, say: Say
) -> None:
    grow(article, [Twig()] * 60)
    page = open_browser()
    hurry(page)
    page.goto(article.get_absolute_url())
    for text in ("The news", "Further news"):
        say(text)
        page.get_by_role("button", name="Show 1 new comment").click()
        expect(page.get_by_text(text)).to_be_visible()


@pytest.mark.parametrize("order", ["", "?order=newest"])
def test_an_answer_to_an_old_comment_is_shown_in_the_order_that_is_read(
    order: str, open_browser: Open, article: Article, say: Say
) -> None:
    first, *_ = grow(article, [Twig()] * 120)
    Comment.objects.update(created_at=timezone.now() - timedelta(hours=1))
    page = open_browser()
    hurry(page)
    page.goto(f"{article.get_absolute_url()}{order}")
    answer = say("The news", parent=first)
    page.get_by_role("button", name="Show 1 new comment").click()
    expect(page.get_by_text("The news")).to_be_in_viewport()
    assert page.url.endswith(f"#{answer.anchor}")
    assert ("order=newest" in page.url) == bool(order)


def test_who_does_not_want_to_know_is_left_alone(
    open_browser: Open, article: Article, say: Say
) -> None:
    page = open_browser()
    hurry(page)
    page.goto(article.get_absolute_url())
    say("The news")
    page.get_by_role("button", name="Not now").click()
    expect(page.get_by_role("button", name="Show 1 new comment")).to_be_hidden()


def test_a_comment_is_reported_without_scripts(
    open_browser: Open, article: Article, say: Say
) -> None:
    say("Buy my watches")
    page = open_browser(java_script_enabled=False)
    page.goto(article.get_absolute_url())
    page.get_by_role("link", name="Report the comment by").click()
    page.get_by_role("button", name="Send the report").click()
    page.get_by_label("What is wrong with it?").select_option("spam")
    page.get_by_label("In your words").fill("Watches, again.")
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert Report.objects.get().words == "Watches, again."
