"""Writing at a real browser: nothing typed is lost, and nothing is kept unasked."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, Route, expect

from articles.models import Article
from comments.models import Comment
from tests.comments.together import until
from tests.conftest import Say
from tests.journeys.conftest import Open
from tests.journeys.test_a_reader_comments import WITH_AND_WITHOUT, fill_in
from tests.standin import AkismetStandIn

# Where the form leads once the comment has arrived.
OWN = "**/comments/own/**"
# A script that returns what the browser keeps for this site.
STORED = "() => Object.entries(localStorage).map(entry => entry.join(' ')).join('\\n')"
# What touches the form as soon as it comes.
LATE = re.compile(r"/(reply|draft)[^/]*\.js")
RESTORED = "Your unsent text was restored."


def text(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Comment")


@WITH_AND_WITHOUT
def test_a_reader_changes_a_comment_and_then_withdraws_it(
    javascript: bool, open_browser: Open, article: Article, akismet: AkismetStandIn
) -> None:
    page = open_browser(java_script_enabled=javascript)
    page.goto(article.get_absolute_url())
    fill_in(page, "Frist!")
    page.wait_for_url(OWN)
    own = page.url
    page.get_by_role("link", name="Edit").click()
    expect(text(page)).to_have_value("Frist!")
    text(page).fill("*First!*")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("figure em")).to_have_text("First!")
    assert page.url == own

    page.get_by_role("link", name="Withdraw").click()
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_role("status")).to_contain_text("You have withdrawn this comment.")
    expect(page.get_by_role("link", name="Edit")).to_have_count(0)
    page.goto(article.get_absolute_url())
    expect(page.get_by_text("First!")).to_have_count(0)


@WITH_AND_WITHOUT
def test_a_preview_shows_the_text_and_sends_nothing(
    javascript: bool, open_browser: Open, article: Article, akismet: AkismetStandIn
) -> None:
    page = open_browser(java_script_enabled=javascript)
    page.goto(article.get_absolute_url())
    text(page).fill("So *this* is it")
    page.get_by_role("button", name="Preview").click()
    preview = page.get_by_role("region", name="Preview")
    expect(preview.locator("em")).to_have_text("this")
    expect(text(page)).to_have_value("So *this* is it")
    assert not Comment.objects.exists()
    fill_in(page, "So **that** is it")
    expect(page.get_by_role("status")).to_contain_text("Your comment is published")
    assert Comment.objects.get().body == "So **that** is it"


def test_a_preview_of_nothing_says_so(open_browser: Open, article: Article) -> None:
    page = open_browser()
    page.goto(article.get_absolute_url())
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_text("Write something first.")).to_be_visible()
    page.route("**/comments/", lambda route: route.abort())
    text(page).fill("Something")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_text("There is no preview just now.")).to_be_visible()
    expect(text(page)).to_have_value("Something")


def test_what_was_typed_survives_a_reload_and_a_dead_server_and_goes_when_it_has_arrived(
    open_browser: Open, article: Article, akismet: AkismetStandIn
) -> None:
    page = open_browser()
    page.goto(article.get_absolute_url())
    text(page).press_sequentially("Long thoughts")
    page.reload()
    expect(page.get_by_text(RESTORED)).to_be_visible()
    expect(text(page)).to_have_value("Long thoughts")

    page.route("**/comments/", lambda route: route.abort())
    fill_in(page, "Longer thoughts")
    page.unroute("**/comments/")
    page.goto("/")
    page.goto(article.get_absolute_url())
    expect(text(page)).to_have_value("Longer thoughts")
    assert "Longer thoughts" in page.evaluate(STORED)

    fill_in(page, "Longer thoughts")
    expect(page.get_by_role("status")).to_contain_text("Your comment is published")
    # By a script that may run after the words stand there.
    until(lambda: "thoughts" not in page.evaluate(STORED))
    page.goto(article.get_absolute_url())
    expect(text(page)).to_have_value("")
    expect(page.get_by_text(RESTORED)).to_have_count(0)


def test_scripts_that_come_late_do_not_interrupt_whoever_is_writing(
    open_browser: Open, article: Article
) -> None:
    page = open_browser()
    late: list[Route] = []

    def hold_up(route: Route) -> None:
        late.append(route)

    page.route(LATE, hold_up)
    with page.expect_request("**/reply*.js"), page.expect_request("**/draft*.js"):
        page.goto(article.get_absolute_url(), wait_until="load")
    text(page).press_sequentially("Half a ")
    for route in late:
        route.continue_()
    # Kept without another key.
    until(lambda: "Half a " in page.evaluate(STORED))
    page.wait_for_load_state("networkidle")
    page.keyboard.type("sentence")
    expect(text(page)).to_have_value("Half a sentence")


def test_what_is_discarded_does_not_come_back(open_browser: Open, article: Article) -> None:
    page = open_browser()
    page.goto(article.get_absolute_url())
    text(page).press_sequentially("Never mind")
    page.reload()
    page.get_by_role("button", name="Discard").click()
    expect(text(page)).to_have_value("")
    expect(text(page)).to_be_focused()
    page.reload()
    expect(text(page)).to_have_value("")


def test_an_unsent_reply_is_found_under_what_it_answers(
    open_browser: Open, say: Say, article: Article, akismet: AkismetStandIn
) -> None:
    say("What do you think?", name="Ana")
    page = open_browser()
    page.goto(article.get_absolute_url())
    page.get_by_role("link", name="Reply to Ana").click()
    text(page).press_sequentially("I think so")
    page.reload()
    expect(page.get_by_role("heading", name="Reply to Ana")).to_be_visible()
    expect(text(page)).to_have_value("I think so")
    fill_in(page, "I think so", name="Ben")
    expect(page.get_by_role("status")).to_contain_text("Your comment is published")
    assert Comment.objects.get(name="Ben").parent == Comment.objects.get(name="Ana")
    until(lambda: "think so" not in page.evaluate(STORED))
    page.goto(article.get_absolute_url())
    expect(page.get_by_role("heading", name="Leave a Reply")).to_be_visible()


def test_a_text_for_another_comment_is_not_lost_when_an_old_one_is_looked_at(
    open_browser: Open, article: Article, akismet: AkismetStandIn
) -> None:
    page = open_browser()
    page.goto(article.get_absolute_url())
    fill_in(page, "The first one")
    page.wait_for_url(OWN)
    own = page.url
    page.goto(article.get_absolute_url())
    page.route("**/comments/", lambda route: route.abort())
    fill_in(page, "The second one that never got there")
    page.unroute("**/comments/")
    page.goto(own)
    expect(page.get_by_role("status")).to_contain_text("Your comment is published")
    page.goto(article.get_absolute_url())
    expect(text(page)).to_have_value("The second one that never got there")


def test_an_unsaved_change_survives_a_reload(
    open_browser: Open, article: Article, akismet: AkismetStandIn
) -> None:
    page = open_browser()
    page.goto(article.get_absolute_url())
    fill_in(page, "Frist!")
    until(lambda: "Frist" not in page.evaluate(STORED))
    page.get_by_role("link", name="Edit").click()
    text(page).press("End")
    text(page).press_sequentially(" No: first!")
    page.reload()
    expect(text(page)).to_have_value("Frist! No: first!")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("figure .comment__text")).to_have_text("Frist! No: first!")
    # By a script that may run after the words stand there.
    until(lambda: "draft" not in page.evaluate(STORED))


def test_name_and_e_mail_are_remembered_only_on_request(
    open_browser: Open, article: Article, akismet: AkismetStandIn
) -> None:
    page = open_browser()
    page.goto(article.get_absolute_url())
    remember = page.get_by_label("Remember my name and e-mail in this browser")
    expect(remember).not_to_be_checked()
    fill_in(page, "Unasked")
    expect(page.get_by_role("status")).to_be_visible()
    assert "ana" not in page.evaluate(STORED).lower()

    page.goto(article.get_absolute_url())
    remember.check()
    fill_in(page, "Asked for")
    page.goto(article.get_absolute_url())
    expect(page.get_by_role("textbox", name="Name")).to_have_value("Ana")
    expect(page.get_by_role("textbox", name="E-mail")).to_have_value("ana@example.com")
    expect(remember).to_be_checked()
    assert page.context.cookies() == []

    remember.uncheck()
    assert "ana" not in page.evaluate(STORED).lower()
    page.reload()
    expect(remember).not_to_be_checked()


def test_without_javascript_nothing_is_offered_that_would_not_work(
    open_browser: Open, article: Article
) -> None:
    page = open_browser(java_script_enabled=False)
    page.goto(article.get_absolute_url())
    expect(page.get_by_label("Remember my name")).to_have_count(0)
    expect(page.get_by_text("Enter sends")).to_have_count(0)


def test_the_room_that_is_left_is_told_when_it_gets_short(
    open_browser: Open, article: Article
) -> None:
    page = open_browser()
    page.goto(article.get_absolute_url())
    text(page).fill("x" * 7_999)
    expect(page.get_by_text("characters")).to_have_count(0)
    text(page).fill("x" * 7_998 + "🧁🧁")
    expect(page.get_by_text("2,000 characters left").first).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="2,000 characters left")).to_have_count(1)
    fill_in(page, "x" * 10_001)
    expect(page.get_by_text("1 characters too many").first).to_be_visible()
    expect(text(page)).to_have_value("x" * 10_001)
    assert not Comment.objects.exists()


def test_after_a_mistake_the_focus_is_on_what_went_wrong(
    open_browser: Open, article: Article
) -> None:
    page = open_browser()
    page.goto(article.get_absolute_url())
    page.locator("form.form").evaluate("form => form.noValidate = true")
    fill_in(page, "")
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Write something first").click()
    expect(text(page)).to_be_focused()
