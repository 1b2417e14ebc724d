"""Readers at a real browser, with and without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from comments.duties import answer_due_checks
from comments.models import Comment
from tests.journeys.conftest import Open
from tests.standin import AkismetStandIn

WITH_AND_WITHOUT = pytest.mark.parametrize("javascript", [True, False], ids=["js", "no-js"])


def fill_in(page: Page, body: str, name: str = "Ana") -> None:
    page.get_by_role("textbox", name="Name").fill(name)
    page.get_by_role("textbox", name="E-mail").fill(f"{name.lower()}@example.com")
    page.get_by_role("textbox", name="Comment").fill(body)
    page.get_by_role("button", name="Post comment").click()


@WITH_AND_WITHOUT
def test_a_comment_that_is_ham_is_published_at_once(
    javascript: bool, open_browser: Open, article: Article, akismet: AkismetStandIn
) -> None:
    page = open_browser(java_script_enabled=javascript)
    page.goto(article.get_absolute_url())
    fill_in(page, "First *pull-up* today!")
    expect(page.get_by_role("status")).to_contain_text("Your comment is published")
    page.get_by_role("link", name="See it under the article").click()

    comment = page.get_by_role("article", name="Comment by Ana")
    expect(comment).to_contain_text("First pull-up today!")
    expect(comment.locator("em")).to_have_text("pull-up")
    assert page.url.endswith(f"#comment-{Comment.objects.get().pk}")


@WITH_AND_WITHOUT
def test_a_reply_stands_under_what_it_answers(
    javascript: bool, open_browser: Open, article: Article, akismet: AkismetStandIn
) -> None:
    page = open_browser(java_script_enabled=javascript)
    page.goto(article.get_absolute_url())
    fill_in(page, "How often should I rest?")
    page.get_by_role("link", name="See it under the article").click()
    page.get_by_role("link", name="Reply to Ana").click()
    fill_in(page, "Every other day.", name="Ben")
    page.get_by_role("link", name="See it under the article").click()

    reply = page.get_by_role("article", name="Comment by Ben")
    expect(reply).to_contain_text("in reply to Ana")
    assert Comment.objects.get(name="Ben").parent == Comment.objects.get(name="Ana")


@WITH_AND_WITHOUT
def test_spam_is_told_to_wait_and_seen_by_nobody(
    javascript: bool, open_browser: Open, article: Article, akismet: AkismetStandIn
) -> None:
    page = open_browser(java_script_enabled=javascript)
    page.goto(article.get_absolute_url())
    fill_in(page, "Visit my casino")

    expect(page.get_by_role("status")).to_contain_text("waits for a moderator")
    page.goto(article.get_absolute_url())
    expect(page.get_by_text("Visit my casino")).to_have_count(0)


@WITH_AND_WITHOUT
def test_while_the_checker_is_down_the_comment_waits_and_is_published_later(
    javascript: bool, open_browser: Open, article: Article, akismet: AkismetStandIn
) -> None:
    akismet.behave("close")
    page = open_browser(java_script_enabled=javascript)
    page.goto(article.get_absolute_url())
    fill_in(page, "Is anybody there?")
    expect(page.get_by_role("status")).to_contain_text("being checked for spam")

    akismet.behave("well")
    Comment.objects.get().revisions.get().checks.hurry()
    answer_due_checks()
    page.reload()
    expect(page.get_by_role("status")).to_contain_text("Your comment is published")
    page.get_by_role("link", name="See it under the article").click()
    expect(page.get_by_text("Is anybody there?")).to_be_visible()


@WITH_AND_WITHOUT
def test_a_mistake_is_explained_beside_the_field_and_nothing_typed_is_lost(
    javascript: bool, open_browser: Open, article: Article
) -> None:
    page = open_browser(java_script_enabled=javascript)
    page.goto(article.get_absolute_url())
    page.get_by_label("Website").fill("not an address at all")
    page.locator("form.form").evaluate("form => form.noValidate = true")
    fill_in(page, "Words that I want to keep")

    expect(page.get_by_role("textbox", name="Comment")).to_have_value("Words that I want to keep")
    expect(page.get_by_label("Website")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Website")).to_have_value("not an address at all")


def test_ctrl_enter_sends_the_comment(
    open_browser: Open, article: Article, akismet: AkismetStandIn
) -> None:
    page = open_browser()
    page.goto(article.get_absolute_url())
    page.get_by_role("textbox", name="Name").fill("Ana")
    page.get_by_role("textbox", name="E-mail").fill("ana@example.com")
    body = page.get_by_role("textbox", name="Comment")
    body.fill("Sent by keyboard")
    body.press("Control+Enter")
    expect(page.get_by_role("status")).to_contain_text("Your comment is published")


def test_a_reader_who_only_reads_gets_no_cookie(open_browser: Open, article: Article) -> None:
    page = open_browser()
    for address in ("/", article.get_absolute_url(), "/privacy/comments/", "/nowhere/at/all/"):
        page.goto(address)
    assert page.context.cookies() == []
