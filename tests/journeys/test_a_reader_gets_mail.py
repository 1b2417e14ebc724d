"""From the box under a comment to the last letter, in a real browser, also without JavaScript."""

from __future__ import annotations

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from articles.models import Article
from comments.duties import announce_comments
from comments.models import Comment, Reader
from fitsite.letters.duties import send
from tests.conftest import Say
from tests.journeys.conftest import Open
from tests.journeys.test_a_reader_comments import WITH_AND_WITHOUT, fill_in
from tests.journeys.test_accessibility import AXE, SCHEMES, follow
from tests.standin import AkismetStandIn
from tests.standin.smtp import MailServer, Taken


@pytest.fixture
def newest_mail(settings: Settings, live_server: LiveServer, mail_server: MailServer):
    """Let the worker do what is due; the mail that came last."""
    settings.SITE_URL = live_server.url

    def work() -> Taken:
        while announce_comments() or send():
            pass
        send()
        return mail_server.taken[-1]

    return work


def link(mail: Taken, words: str) -> str:
    """Where a link of the HTML part leads."""
    [address] = re.findall(rf'href="([^"]+)">{words}', " ".join(mail.part("html").split()))
    return str(address)


@WITH_AND_WITHOUT
def test_subscribing_confirming_being_told_and_ending_it(
    javascript: bool,
    open_browser: Open,
    article: Article,
    akismet: AkismetStandIn,
    say: Say,
    newest_mail,
    mail_server: MailServer,
) -> None:
    page = open_browser(java_script_enabled=javascript)
    page.goto(article.get_absolute_url())
    page.get_by_label("E-mail me when somebody answers").check()
    fill_in(page, "How often should I rest?")
    expect(page.get_by_text("Your comment is published")).to_be_visible()

    page.goto(link(newest_mail(), "confirm it on this page"))
    page.get_by_role("button", name="Yes, e-mail me").click()
    expect(page.get_by_role("heading", name="We will e-mail you")).to_be_visible()

    say("Every other day.", parent=Comment.objects.get(), name="Ben")
    answer = newest_mail()
    assert answer.to == "ana@example.com"
    page.goto(link(answer, "Read it in its place"))
    expect(page.get_by_role("article", name="Comment by Ben")).to_be_in_viewport()

    page.goto(link(answer, "No more mail about this article"))
    page.get_by_role("button", name="No more mail").click()
    expect(page.get_by_role("heading", name="You get no more mail about this")).to_be_visible()
    say("Or every third.", parent=Comment.objects.get(name="Ana"))
    newest_mail()
    assert len(mail_server.taken) == 2
    assert page.context.cookies() == []


@WITH_AND_WITHOUT
def test_finding_ones_own_comments_by_a_mailed_link(
    javascript: bool, open_browser: Open, article: Article, say: Say, newest_mail
) -> None:
    say("Is anybody there?", email="ana@example.com")
    page = open_browser(java_script_enabled=javascript)
    page.goto("/comments/mail/")
    page.get_by_label("Your e-mail address").fill("Ana@example.com")
    page.get_by_role("button", name="Send me the link").click()
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()

    page.goto(link(newest_mail(), "all comments that were sent"))
    page.get_by_role("button", name="This is my address").click()
    expect(page.get_by_text("Waits for a moderator")).to_be_visible()
    page.get_by_role("link", name="Is anybody there?").click()
    expect(page.get_by_role("heading", name="Your comment")).to_be_visible()


@WITH_AND_WITHOUT
def test_taking_everything_along_and_having_it_erased(
    javascript: bool,
    open_browser: Open,
    article: Article,
    akismet: AkismetStandIn,
    say: Say,
    newest_mail,
) -> None:
    said = ["How often should I rest?", "akismet-guaranteed-spam", "And how long?"]
    names = ["Ana", "akismet-guaranteed-spam", "Ana"]
    mine = [
        say(text, name=name, email="ana@example.com")
        for text, name in zip(said, names, strict=True)
    ]
    assert [comment.status for comment in mine] == ["published", "spam", "published"]
    say("Every other day.", parent=mine[0], name="Ben")

    page = open_browser(java_script_enabled=javascript)
    page.goto("/privacy/comments/")
    page.get_by_role("link", name="sent to your address").click()
    page.get_by_label("Your e-mail address").fill("ana@example.com")
    page.get_by_role("button", name="Send me the link").click()
    page.goto(link(newest_mail(), "all comments that were sent"))

    with page.expect_download() as download:
        page.get_by_role("link", name="Download everything").click()
    taken = json.loads(download.value.path().read_text())
    assert {comment["texts"][0]["text"] for comment in taken["comments"]} == set(said)

    page.get_by_role("link", name="Erase everything").click()
    page.get_by_role("button", name="Erase everything").click()
    expect(page.get_by_role("heading", name="Everything is erased")).to_be_visible()
    page.goto(article.get_absolute_url())
    expect(page.get_by_role("article", name="Removed comment")).to_be_visible()
    expect(page.get_by_text("Every other day.")).to_be_visible()
    for text in said:
        expect(page.get_by_text(text)).to_have_count(0)
    assert not Comment.objects.filter(email="ana@example.com").exists()
    assert not Reader.objects.exists()


def test_a_browser_that_keeps_the_proof_is_recognised(
    open_browser: Open, article: Article, akismet: AkismetStandIn, say: Say, newest_mail
) -> None:
    say(email="ana@example.com", wants_mail=True)
    page = open_browser()
    page.goto(link(newest_mail(), "confirm it on this page"))
    page.get_by_role("button", name="Yes, e-mail me").click()
    page.get_by_label("Recognise me in this browser").check()
    page.goto(article.get_absolute_url())
    fill_in(page, "It is me again")
    expect(page.get_by_text("Your comment is published")).to_be_visible()
    assert Comment.objects.get(body="It is me again").is_from_confirmed_address


@SCHEMES
def test_axe_finds_nothing_on_the_pages_about_mail(
    scheme: str,
    open_browser: Open,
    article: Article,
    akismet: AkismetStandIn,
    say: Say,
    newest_mail,
    live_server: LiveServer,
) -> None:
    page = open_browser(color_scheme=scheme, viewport={"width": 320, "height": 800})
    comment = say(email="ana@example.com", wants_mail=True)

    def look(address: str = "") -> None:
        if address:
            page.goto(address)
        found = Axe().run(page, options=AXE)
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
        assert not is_too_wide(page), page.url

    def press(button: str) -> None:
        follow(page, page.get_by_role("button", name=button))
        look()

    look(link(newest_mail(), "confirm it on this page"))
    press("Yes, e-mail me")
    say(parent=comment)
    look(link(newest_mail(), "No more mail about this article"))
    look("/comments/mail/")
    page.get_by_label("Your e-mail address").fill("ana@example.com")
    press("Send me the link")
    look(link(newest_mail(), "all comments that were sent"))
    look("/comments/mail/stop/too-old/")


def is_too_wide(page: Page) -> bool:
    root = "document.documentElement"
    return bool(page.evaluate(f"{root}.scrollWidth > {root}.clientWidth"))
