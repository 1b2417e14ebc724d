"""The admin's page about the checker: who sees it, what it shows, what its two buttons do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from comments.duties import send_feedback
from comments.models import Check, CheckerState, Feedback
from fitsite.accounts.models import User
from fitsite.worker.models import beat
from tests.conftest import Say
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db

DESK = "/admin/comments/checkerstate/"
BUTTONS = [f"{DESK}test-key/", f"{DESK}drain/"]
SignedIn = Callable[[User], Client]


@pytest.fixture
def look(signed_in: SignedIn, moderator: User) -> Callable[[], str]:
    """The page as a moderator sees it, its spaces made single."""
    browser = signed_in(moderator)

    def look_at_it() -> str:
        response = browser.get(DESK)
        assert response.status_code == 200
        return " ".join(response.content.decode().split())

    return look_at_it


@pytest.fixture
def press(signed_in: SignedIn, moderator: User) -> Callable[[str], str]:
    """What a moderator sees after pressing a button."""
    browser = signed_in(moderator)

    def press(button: str) -> str:
        response = browser.post(f"{DESK}{button}/", follow=True)
        assert response.redirect_chain == [(DESK, 302)]
        return " ".join(response.content.decode().split())

    return press


def test_moderators_find_it_in_the_index(
    akismet: AkismetStandIn, signed_in: SignedIn, moderator: User
) -> None:
    assert DESK in signed_in(moderator).get("/admin/").content.decode()
    assert "Test the key" in signed_in(moderator).get(DESK).content.decode()


def test_editors_do_not_see_it(akismet: AkismetStandIn, signed_in: SignedIn, editor: User) -> None:
    browser = signed_in(editor)
    assert DESK not in browser.get("/admin/").content.decode()
    assert browser.get(DESK).status_code == 403
    for button in BUTTONS:
        assert browser.post(button).status_code == 403
    assert akismet.requests == []


@pytest.mark.parametrize("address", [DESK, *BUTTONS])
def test_strangers_and_readers_are_sent_to_sign_in(
    akismet: AkismetStandIn, signed_in: SignedIn, address: str
) -> None:
    for browser in (Client(), signed_in(User.objects.create_user("reader"))):
        send = browser.get if address == DESK else browser.post
        assert "/login/" in send(address)["Location"]
    assert akismet.requests == []


@pytest.mark.parametrize("button", BUTTONS)
@pytest.mark.parametrize("method", ["get", "head", "put", "delete"])
def test_only_a_post_presses_a_button(
    akismet: AkismetStandIn, signed_in: SignedIn, moderator: User, button: str, method: str
) -> None:
    assert getattr(signed_in(moderator), method)(button).status_code == 405
    assert akismet.requests == []


@pytest.mark.parametrize("button", BUTTONS)
def test_another_sites_page_cannot_press_a_button(
    akismet: AkismetStandIn, moderator: User, button: str
) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(moderator)
    assert browser.post(button).status_code == 403
    assert akismet.requests == []


@pytest.mark.parametrize("path", ["add/", "akismet/change/", "akismet/delete/"])
def test_nobody_edits_how_the_checker_does(
    akismet: AkismetStandIn, signed_in: SignedIn, administrator: User, path: str
) -> None:
    CheckerState.objects.of("akismet")
    response = signed_in(administrator).post(DESK + path, {"failures": "7", "post": "yes"})
    assert response.status_code in (403, 404)
    assert CheckerState.objects.get().failures == 0


def test_a_new_site_has_nothing_to_tell(akismet: AkismetStandIn, look: Callable) -> None:
    shown = look()
    for words in ("practice mode", "Answering", "none yet", "Not asked yet", "not asked yet"):
        assert words in shown
    assert "Comments waiting for a check</th><td>0</td>" in shown
    assert "not seen for a minute" in shown


def test_it_tells_who_checks(settings: Settings, look: Callable) -> None:
    settings.COMMENT_CHECKER = "hold"
    assert "every comment waits for a person" in look()


def test_it_shows_the_worker(akismet: AkismetStandIn, look: Callable) -> None:
    beat("worker one")
    assert "alive" in look()


def test_testing_a_good_key_shows_that_it_is_valid_and_what_is_used_up(
    akismet: AkismetStandIn, press: Callable, say: Say
) -> None:
    for _ in range(3):
        say()
    shown = press("test-key")
    assert "Akismet says: Valid." in shown
    assert "3 of no limit" in shown
    assert len(akismet.asked("verify-key")) == len(akismet.asked("usage-limit")) == 1


def test_it_shows_the_months_limit_and_that_it_is_reached(
    akismet: AkismetStandIn, press: Callable
) -> None:
    usage = '{"limit": 10000, "usage": 10050, "percentage": "100.5", "throttled": true}'
    akismet.behave("body", operation="usage-limit", body=usage)
    shown = press("test-key")
    assert "10050 of 10000" in shown
    assert "Akismet slows this site down" in shown


def test_testing_a_wrong_key_shows_that_it_is_refused_and_why(
    akismet: AkismetStandIn, settings: Settings, press: Callable, look: Callable
) -> None:
    settings.AKISMET_API_KEY = "anotherkey"
    assert "Akismet says: Refused." in press("test-key")
    shown = look()
    assert "Refused: We were unable to recognize the API key." in shown
    assert "anotherkey" not in shown


@pytest.mark.parametrize("fault", ["html", "status", "reset", "empty"])
def test_a_checker_that_does_not_answer_says_nothing_of_the_key(
    akismet: AkismetStandIn, press: Callable, fault: str
) -> None:
    akismet.behave(fault)
    assert "Akismet did not answer." in press("test-key")
    assert CheckerState.objects.get().key_state == ""


def test_it_shows_the_last_alert(akismet: AkismetStandIn, say: Say, look: Callable) -> None:
    akismet.behave("alert")
    say()
    assert "Your plan is used up. (10504, " in look()


def test_what_akismet_says_is_shown_as_text(
    akismet: AkismetStandIn, say: Say, look: Callable
) -> None:
    headers = {"X-akismet-alert-code": "1", "X-akismet-alert-msg": "<script>alert(1)</script>"}
    akismet.behave("well", headers=headers)
    say()
    assert "<script>alert(1)" not in look()
    assert "&lt;script&gt;alert(1)" in look()


def test_it_shows_since_when_the_checker_fails_and_what_waits(
    akismet: AkismetStandIn, say: Say, moderator: User, look: Callable, clock
) -> None:
    say().mark_as_spam(by=moderator)
    akismet.behave("html")
    for _ in range(3):
        say()
    clock.shift(120)
    shown = look()
    assert "Failing since" in shown
    assert "(3 times in a row)" in shown
    assert "Next try at" in shown
    assert "Comments waiting for a check</th><td>3, the oldest for 2 minutes" in shown
    assert "Corrections on their way</th><td>1" in shown


@pytest.mark.django_db(transaction=True)
def test_trying_everything_now_decides_what_waited(
    akismet: AkismetStandIn, say: Say, clock, press: Callable, work: Callable
) -> None:
    akismet.behave("too_many_requests", operation="comment-check", retry_after="3600")
    comments = [say() for _ in range(3)]
    akismet.behave()
    work()
    assert not Check.objects.due().exists()

    assert "Everything that waits is tried again now." in press("drain")
    assert Check.objects.due().count() == 3
    work()
    for comment in comments:
        comment.refresh_from_db()
        assert comment.status == "published"


@pytest.mark.django_db(transaction=True)
def test_trying_everything_now_sends_the_corrections_that_failed(
    akismet: AkismetStandIn, say: Say, moderator: User, clock, press: Callable, look: Callable
) -> None:
    comment = say()
    akismet.behave("status", operation="submit-spam")
    comment.mark_as_spam(by=moderator)
    send_feedback()
    assert "1, 1 of them failed before" in look()
    akismet.behave()
    send_feedback()
    assert Feedback.objects.open().exists()
    press("drain")
    send_feedback()
    assert Feedback.objects.get().fate == "confirmed"


def test_trying_everything_now_takes_no_lease_away(
    akismet: AkismetStandIn, say: Say, press: Callable
) -> None:
    akismet.behave("html", operation="comment-check")
    say()
    check = Check.objects.get()
    Check.objects.hurry()
    assert check.claim()
    press("drain")
    assert not Check.objects.due().exists()
    assert check.settle("ham")
