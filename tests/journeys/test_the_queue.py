"""A moderator works through the queue at a real browser."""

from __future__ import annotations

from collections import Counter

import pytest
from playwright.sync_api import Page, expect

from comments.models import Comment
from fitsite.accounts.models import User
from fitsite.sign_in.models import Session
from tests.conftest import Say
from tests.journeys.conftest import Open
from tests.journeys.test_accessibility import DESK_WINDOWS, find_nothing

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


def test_one_key_decides_one_comment(open_queue, say: Say) -> None:
    for _ in range(6):
        say()
    page = open_queue()
    loads: list[str] = []
    page.on("load", lambda _: loads.append(page.url))
    page.keyboard.press("j")
    for number, key in enumerate("asdah", start=1):
        page.keyboard.press(key)
        expect(page.locator(".card--decided")).to_have_count(number if key != "h" else number - 1)
    expect(page.get_by_text("It is held back already.")).to_be_visible()
    assert statuses() == {"published": 2, "spam": 1, "removed": 1, "held": 2}
    expect(page.get_by_role("link", name="Published 2")).to_be_visible()

    page.keyboard.press("k")
    page.keyboard.press("z")
    expect(page.locator(".card--decided")).to_have_count(3)
    assert statuses() == {"published": 1, "spam": 1, "removed": 1, "held": 3}
    assert loads == []


def test_keys_decide_faster_than_the_site_answers_and_beyond_the_first_page(
    open_queue, say: Say
) -> None:
    for _ in range(30):
        say()
    page = open_queue()
    loads: list[str] = []
    page.on("load", lambda _: loads.append(page.url))
    page.keyboard.press("j")
    for _ in range(24):
        page.keyboard.press("s")
    expect(page.locator("[data-card]")).to_have_count(30)
    for _ in range(6):
        page.keyboard.press("a")
    expect(page.locator(".card--decided")).to_have_count(30)
    assert statuses() == {"spam": 24, "published": 6}
    assert loads == []


def test_older_comments_come_below_without_loading_the_page(open_queue, say: Say) -> None:
    first = say()
    for _ in range(25):
        say()
    page = open_queue()
    page.get_by_role("link", name="Older comments").click()
    expect(page.locator(f"#comment-{first.pk}")).to_be_focused()
    expect(page.get_by_role("link", name="Older comments")).to_have_count(0)
    assert "before" not in page.url


def test_shift_decides_what_is_selected(open_queue, say: Say) -> None:
    for _ in range(4):
        say()
    page = open_queue()
    for key in ("j", "x", "j", "x"):
        page.keyboard.press(key)
    expect(page.get_by_text("2 selected:")).to_be_visible()
    page.keyboard.press("Shift+S")
    expect(page.locator(".card--decided")).to_have_count(2)
    expect(page.get_by_text("None selected:")).to_be_visible()
    assert statuses() == {"spam": 2, "held": 2}
    page.keyboard.press("Shift+S")
    expect(page.get_by_text("Nothing is selected.")).to_be_visible()
    page.keyboard.press("Shift+X")
    expect(page.get_by_text("2 selected:")).to_be_visible()


def test_a_click_with_shift_selects_all_in_between_and_one_undo_takes_all_back(
    open_queue, say: Say
) -> None:
    for _ in range(4):
        say()
    page = open_queue()
    boxes = page.locator("[data-select]")
    boxes.first.click()
    boxes.nth(2).click(modifiers=["Shift"])
    expect(page.get_by_text("3 selected:")).to_be_visible()
    page.keyboard.press("Shift+A")
    expect(page.locator(".card--decided")).to_have_count(3)
    page.locator("[data-card]").last.focus()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method))
    page.keyboard.press("z")
    expect(page.locator(".card--decided")).to_have_count(0)
    assert statuses() == {"held": 4}
    assert asked == ["POST"]


def test_one_undo_too_many_says_so_and_does_nothing(open_queue, say: Say) -> None:
    say()
    say()
    page = open_queue()
    for key in ("j", "a", "z", "z"):
        page.keyboard.press(key)
    expect(page.get_by_text("There is nothing left to undo.")).to_be_visible()
    assert statuses() == {"held": 2}


def test_what_somebody_else_decided_is_looked_at_before_a_key_counts_again(
    open_queue, say: Say, administrator: User
) -> None:
    below, above = say(), say()
    page = open_queue()
    above.mark_as_spam(by=administrator)
    page.clock.set_fixed_time("2026-11-28")  # Nobody pauses.
    for key in ("j", "a"):
        page.keyboard.press(key)
    card = page.locator(f"#comment-{above.pk}")
    expect(card.get_by_text("administrator has decided meanwhile")).to_be_in_viewport()
    page.keyboard.press("a")
    expect(page.get_by_text("That key was not counted.")).to_be_visible()
    expect(card).to_be_focused()
    assert statuses() == {"spam": 1, "held": 1}
    for key in ("j", "k", "a"):
        page.keyboard.press(key)
    expect(page.locator(".card--decided")).to_have_count(1)
    below.refresh_from_db()
    assert (below.status, statuses()) == ("held", {"published": 1, "held": 1})


def test_the_sheet_explains_the_keys_and_turns_them_off(open_queue, say: Say) -> None:
    say()
    page = open_queue()
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keys")
    expect(sheet).to_be_visible()
    sheet.get_by_label("Use these keys in this browser").uncheck()
    sheet.get_by_role("button", name="Close").click()
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.keyboard.press("?")
    expect(sheet).to_be_hidden()
    page.get_by_role("button", name="Keys").click()
    sheet.get_by_label("Use these keys in this browser").check()
    sheet.get_by_role("button", name="Close").click()
    assert statuses() == {"held": 1}


def test_typing_in_the_filter_decides_nothing(open_queue, say: Say) -> None:
    comment = say(email="das@example.com")
    say()
    page = open_queue()
    page.get_by_text("Filter", exact=True).first.click()
    page.get_by_label("Author").press_sequentially("das@example.com")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator("[data-card]")).to_have_count(1)
    expect(page.locator(f"#comment-{comment.pk}")).to_be_visible()
    assert statuses() == {"held": 2}


def test_a_reply_and_an_edit_are_written_within_the_card(open_queue, say: Say) -> None:
    asked, rude = say("Is it true?"), say("Well done, you idiot")
    page = open_queue()
    loads: list[str] = []
    page.on("load", lambda _: loads.append(page.url))
    for key in ("j", "e"):
        page.keyboard.press(key)
    page.get_by_label("Text", exact=True).fill("Well done")
    page.keyboard.press("Control+Enter")
    expect(page.locator(f"#comment-{rude.pk}").get_by_text("Well done", exact=True)).to_be_visible()
    page.locator(f"#comment-{asked.pk}").focus()
    page.keyboard.press("r")
    expect(page.get_by_label("Your reply")).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Write something first.")).to_be_visible()
    page.get_by_label("Your reply").fill("It is: asdh.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".card--decided")).to_have_count(1)
    assert Comment.objects.get(parent=asked).body == "It is: asdh."
    assert statuses() == {"published": 2, "held": 1}
    assert loads == []


def test_taking_the_link_out_stays_on_the_comment(open_queue, say: Say) -> None:
    say("Second")
    comment = say("First", website="https://shop.example/")
    page = open_queue()
    for key in ("j", "l"):
        page.keyboard.press(key)
    expect(page.get_by_text("https://shop.example/")).to_have_count(0)
    expect(page.locator(f"#comment-{comment.pk}")).to_be_focused()
    page.keyboard.press("a")
    expect(page.locator(".card--decided")).to_have_count(1)
    comment.refresh_from_db()
    assert (comment.website, comment.status) == ("", "published")


def test_escape_leaves_a_form_and_goes_on_with_the_keys(open_queue, say: Say) -> None:
    say("First")
    page = open_queue()
    for key in ("j", "m"):
        page.keyboard.press(key)
    expect(page.get_by_label("Under which comment")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_label("Under which comment")).to_have_count(0)
    page.keyboard.press("s")
    expect(page.locator(".card--decided")).to_have_count(1)
    assert statuses() == {"spam": 1}


def test_without_javascript_a_reply_has_a_page_of_its_own(open_queue, say: Say) -> None:
    asked = say("Is it true?")
    page = open_queue(java_script_enabled=False)
    page.get_by_role("link", name="Reply and approve").click()
    page.get_by_role("button", name="Reply and approve").click()
    expect(page.get_by_text("Write something first.")).to_be_visible()
    page.get_by_label("Your reply").fill("It is.")
    page.get_by_role("button", name="Reply and approve").click()
    expect(page.get_by_text("1 comment approved and answered.")).to_be_visible()
    assert Comment.objects.get(parent=asked).status == "published"


def test_without_javascript_buttons_decide_and_undo(open_queue, say: Say) -> None:
    comment = say("Look at me")
    page = open_queue(java_script_enabled=False)
    page.get_by_role("button", name="Spam").last.click()
    expect(page.get_by_text("1 comment put in Spam.")).to_be_visible()
    expect(page.get_by_text("Decided just now")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("1 comment put back.")).to_be_visible()
    comment.refresh_from_db()
    assert comment.status == "held"


def test_a_dead_server_is_told_on_each_card_that_it_did_not_hear_of(open_queue, say: Say) -> None:
    for _ in range(3):
        say()
    page = open_queue()
    page.route("**/decide/", lambda route: route.abort())
    page.get_by_role("button", name="Approve").nth(1).click()
    page.get_by_role("button", name="Approve").nth(2).click()
    expect(page.locator("[data-card]").get_by_text("Nothing is done yet.")).to_have_count(2)
    told = page.get_by_role("status")
    expect(told.get_by_text("That did not reach the site. Please try again.")).to_be_in_viewport()
    assert statuses() == {"held": 3}
    page.unroute("**/decide/")
    page.get_by_role("button", name="Approve").nth(1).click()
    expect(page.locator(".card--decided")).to_have_count(1)
    expect(page.get_by_text("Nothing is done yet.")).to_have_count(1)


def test_whoever_is_signed_out_is_led_to_sign_in_and_back(open_queue, say: Say) -> None:
    comment = say()
    page = open_queue()
    Session.objects.all().delete()
    for key in ("j", "a", "e"):
        page.keyboard.press(key)
    told = page.get_by_role("status")
    expect(told.get_by_text("You are signed out.")).to_be_visible()
    expect(
        page.locator(f"#comment-{comment.pk}").get_by_text("Nothing is done yet.")
    ).to_be_visible()
    told.get_by_role("link", name="Sign in").click()
    page.wait_for_url(f"**next={QUEUE}")


def test_what_is_told_moves_nothing(open_queue, say: Say) -> None:
    say()
    page = open_queue()
    card = page.locator("[data-card]")
    before = card.bounding_box()
    page.locator("[data-fresh]").evaluate("each => { each.hidden = false }")
    page.keyboard.press("Shift+A")
    expect(page.get_by_text("Nothing is selected.")).to_be_in_viewport()
    assert card.bounding_box() == before


@DESK_WINDOWS
def test_axe_finds_nothing_in_the_queue(scheme: str, width: int, open_queue, say: Say) -> None:
    parent = say("A **word**")
    for number in range(3):
        say(f"Comment {number}", website="https://example.org/")
    page = open_queue(color_scheme=scheme, viewport={"width": width, "height": 800})
    find_nothing(page, "the queue")
    page.get_by_text("Filter", exact=True).first.click()
    page.locator("[data-card]").first.get_by_role("link", name="Move").click()
    expect(page.get_by_label("Under which comment")).to_be_visible()
    page.locator(f"#comment-{parent.pk}").get_by_role("button", name="Approve").click()
    expect(page.locator(".card--decided")).to_have_count(1)
    find_nothing(page, "the queue with a decided card")
    page.get_by_role("button", name="Keys").click()
    find_nothing(page, "the sheet of keys")
