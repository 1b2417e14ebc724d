"""A reader changes or withdraws their own comment by its signed link, for ten minutes."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from articles.models import Article
from comments.models import Comment
from comments.models.authorship import AUTHORS_TIME
from comments.own_link import own_link
from fitsite.accounts.models import User
from tests.comments.conftest import FORM
from tests.conftest import Say
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db

LINKS = " ".join(f"[{number}](mailto:a{number}@example.org)" for number in range(5))
VERBS = ["edit", "withdraw"]


def do(link: str, verb: str, body: str = "", **headers: str) -> Any:
    """Send the form of a verb as a browser without cookies does."""
    return Client(enforce_csrf_checks=True).post(
        f"{link}{verb}/", urlencode({"body": body}), content_type=FORM, headers=headers
    )


def told(link: str) -> str:
    """What the own page says about how things stand."""
    html = Client().get(link).text
    standing = html.partition("data-standing>")[2].partition("<div data-texts")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", standing).split())


def area(html: str) -> str:
    found = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", html, re.DOTALL)
    return unescape(found[1]) if found else ""


@pytest.fixture
def comment(akismet: AkismetStandIn, say: Say) -> Comment:
    """A published comment."""
    return say("The *first* words", name="Ada")


@pytest.fixture
def link(comment: Comment) -> str:
    """Its author's link."""
    return own_link(comment)


def test_the_own_page_offers_both_and_says_for_how_long(link: str, clock) -> None:
    page = Client().get(link).text
    assert "for 10 more minutes" in page
    for verb in VERBS:
        assert f'href="{link}{verb}/"' in page
    clock.shift(AUTHORS_TIME.total_seconds() - 59)
    assert "for 1 more minute," in Client().get(link).text


def test_times_name_their_zone(comment: Comment, link: str, settings: Settings) -> None:
    settings.TIME_ZONE = "Asia/Tokyo"
    until = timezone.localtime(comment.authors_until)
    for address in (link, f"{link}edit/"):
        assert f"until {until:%H:%M} JST" in Client().get(address).text
    assert f"{timezone.localtime(comment.created_at):%H:%M} JST</time>" in Client().get(link).text


@pytest.mark.parametrize("after", [AUTHORS_TIME.total_seconds(), 29 * 24 * 3600])
def test_later_it_tells_the_state_and_offers_nothing(link: str, clock, after: float) -> None:
    clock.shift(after)
    page = Client().get(link).text
    assert "is published" in page
    for verb in VERBS:
        assert f'href="{link}{verb}/"' not in page


def test_the_form_holds_the_text_as_it_was_typed(link: str) -> None:
    response = Client().get(f"{link}edit/")
    assert response.status_code == 200
    assert area(response.text) == "The *first* words"


def test_a_cleared_change_is_public_and_the_own_page_says_so(link: str, read: Callable) -> None:
    response = do(link, "edit", "The *second* words")
    assert (response.status_code, response["Location"]) == (302, link)
    assert told(link).startswith("Your comment is published. See it")
    assert "The <em>second</em> words" in Client().get(link).text
    assert "The <em>second</em> words" in read()


def test_line_ends_are_as_typed(comment: Comment, link: str) -> None:
    do(link, "edit", "one\r\ntwo")
    comment.refresh_from_db()
    assert comment.body == "one\ntwo"


def test_while_it_is_checked_readers_see_the_earlier_text(
    akismet: AkismetStandIn, link: str, read: Callable
) -> None:
    akismet.behave("html")
    do(link, "edit", "Second words")
    assert "Your change is being checked for spam. Readers see the earlier text" in told(link)
    page = Client().get(link).text
    assert "The <em>first</em> words" in page
    assert "Second words" in page
    assert area(Client().get(f"{link}edit/").text) == "Second words"
    assert "Second words" not in read()


def test_spam_and_what_a_rule_objects_to_read_the_same(link: str, read: Callable) -> None:
    do(link, "edit", "Visit my casino")
    spam = told(link)
    do(link, "edit", LINKS)
    assert told(link) == spam
    assert "Your change waits for a moderator. Readers see the earlier text" in spam
    assert "casino" not in read()


def test_a_moderators_answer_to_a_change_is_told(
    comment: Comment, link: str, moderator: User
) -> None:
    do(link, "edit", LINKS)
    comment.refuse_edit(by=moderator)
    assert "A moderator has not accepted your change." in told(link)
    do(link, "edit", f"{LINKS} again")
    comment.accept_edit(by=moderator)
    assert "change" not in told(link)


@pytest.mark.parametrize("text", ["casino", "blatant"])
def test_spam_is_changed_like_what_is_held(
    akismet: AkismetStandIn, settings, say: Say, moderator: User, text: str
) -> None:
    """Else a spammer would learn from the answer what became of a comment."""
    settings.AKISMET_DISCARD = True
    held = say()
    held.hold(by=moderator)
    answers = []
    for comment in (held, say(text)):
        link = own_link(comment)
        after_ham = do(link, "edit", "Good words").status_code, told(link)
        after_spam = do(link, "edit", "casino again").status_code, told(link)
        answers.append((after_ham, after_spam))
    assert answers[0] == answers[1]
    assert set(Comment.objects.values_list("status", flat=True)) <= {"held", "spam", "removed"}


def test_an_unchanged_text_is_not_checked_again(
    akismet: AkismetStandIn, comment: Comment, link: str
) -> None:
    asked, lines = len(akismet.requests), comment.history.count()
    response = do(link, "edit", "The *first* words")
    assert (response.status_code, response["Location"]) == (302, link)
    assert (len(akismet.requests), comment.history.count()) == (asked, lines)
    assert "is published" in told(link)


def test_pressing_save_twice_is_one_change(comment: Comment, link: str) -> None:
    for _ in range(2):
        assert do(link, "edit", "Second words").status_code == 302
    assert comment.revisions.count() == 2


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("", "Write something first."),
        (" \r\n ", "Write something first."),
        ("x" * 10_001, "at most 10000 characters"),
        ("a\0b", "cannot be stored"),
        (" ".join(["https://a.example"] * 21), "20 links at most"),
    ],
)
def test_a_mistake_is_told_beside_the_field_and_the_text_is_kept(
    comment: Comment, link: str, body: str, says: str
) -> None:
    response = do(link, "edit", body)
    assert response.status_code == 422
    assert re.search(rf'id="id_body_error">[^<]*{re.escape(says)}', response.text)
    assert area(response.text) == body
    assert comment.revisions.count() == 1


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_after_its_time_nothing_is_changed_and_nothing_typed_is_lost(
    comment: Comment, link: str, clock, verb: str, method: str
) -> None:
    clock.shift(AUTHORS_TIME.total_seconds())
    if method == "get":
        response: Any = Client().get(f"{link}{verb}/")
    else:
        response = do(link, verb, "Late <words>")
        assert area(response.text) == "Late <words>"
    assert response.status_code == 410
    assert "A comment can be changed or withdrawn for 10 minutes." in response.text
    comment.refresh_from_db()
    assert (comment.status, comment.revisions.count()) == ("published", 1)


def test_the_last_moment_counts(comment: Comment, link: str, clock) -> None:
    clock.shift(AUTHORS_TIME.total_seconds() - 1)
    assert do(link, "edit", "Just in time").status_code == 302
    comment.refresh_from_db()
    assert comment.body == "Just in time"
    assert do(link, "withdraw").status_code == 302
    comment.refresh_from_db()
    assert comment.status == "removed"


@pytest.mark.parametrize("verb", VERBS)
def test_what_a_moderator_removed_meanwhile_is_told_and_the_text_kept(
    comment: Comment, link: str, moderator: User, verb: str
) -> None:
    comment.remove(by=moderator)
    assert Client().get(f"{link}{verb}/").status_code == 409
    response = do(link, verb, "Late words")
    assert response.status_code == 409
    assert "A moderator has removed this comment." in response.text
    assert "Late words" in response.text
    comment.refresh_from_db()
    assert comment.basis == "person"


def test_changing_too_often_is_told(comment: Comment, link: str) -> None:
    for number in range(10):
        assert do(link, "edit", f"Words {number}").status_code == 302
    response = do(link, "edit", "Once more")
    assert response.status_code == 409
    assert "A comment can be changed 10 times." in response.text
    assert area(response.text) == "Once more"


def test_withdrawing_asks_first_and_changes_nothing_by_looking(comment: Comment, link: str) -> None:
    page = Client().get(f"{link}withdraw/").text
    assert "Withdraw your comment?" in page
    assert "The <em>first</em> words" in page
    comment.refresh_from_db()
    assert comment.status == "published"


def test_withdrawing_leads_to_a_page_that_says_so(
    comment: Comment, link: str, read: Callable
) -> None:
    for _ in range(2):
        response = do(link, "withdraw")
        assert (response.status_code, response["Location"]) == (302, link)
    assert told(link) == "You have withdrawn this comment. Readers do not see it."
    page = Client().get(link).text
    assert "The <em>first</em> words" in page
    assert f'href="{link}edit/"' not in page
    assert "The <em>first</em> words" not in read()
    assert do(link, "edit", "Back again").status_code == 409
    assert Client().get(f"{link}edit/").status_code == 409


def test_the_own_page_of_a_withdrawn_text_that_was_forgotten_still_tells(
    comment: Comment, link: str
) -> None:
    do(link, "withdraw")
    Comment.objects.update(body="", body_html="")
    assert "You have withdrawn this comment." in told(link)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}],
    ids=str,
)
def test_another_site_changes_nothing(
    comment: Comment, link: str, verb: str, headers: dict[str, str]
) -> None:
    assert do(link, verb, "Evil words", **headers).status_code == 403
    comment.refresh_from_db()
    assert (comment.status, comment.revisions.count()) == ("published", 1)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(link: str, verb: str, method: str) -> None:
    assert getattr(Client(), method)(f"{link}{verb}/").status_code == 405


@pytest.mark.parametrize("verb", ["", "edit/", "withdraw/"])
def test_a_token_that_is_not_ours_opens_nothing(comment: Comment, link: str, verb: str) -> None:
    true = link.split("/")[-2]
    others = [
        *(str(comment.pk), true[:-1], f"x{true}", true.replace(":", "", 1), "::", "%00", "é"),
        signing.dumps(comment.pk),
        signing.dumps(comment.pk, salt="comments.call_back"),
        signing.dumps("x", salt="comments.own_link"),
        signing.dumps([comment.pk], salt="comments.own_link"),
    ]
    for token in others:
        address = f"/comments/own/{token}/{verb}"
        assert Client().get(address).status_code == 404
        if verb:
            assert Client().post(address, {"body": "Stolen"}).status_code == 404
    comment.refresh_from_db()
    assert comment.revisions.count() == 1


@pytest.mark.parametrize("verb", VERBS)
def test_a_comment_that_is_gone_cannot_be_changed(link: str, verb: str) -> None:
    Comment.objects.all().delete()
    assert Client().get(f"{link}{verb}/").status_code == 404
    assert do(link, verb, "Words").status_code == 404


@pytest.mark.parametrize("verb", ["", "edit/", "withdraw/"])
def test_these_pages_are_kept_by_nobody(link: str, verb: str) -> None:
    response = Client().get(link + verb)
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "same-origin"
    assert not response.cookies


def test_being_signed_in_gives_no_other_right(
    link: str, signed_in: Callable, administrator: User, clock
) -> None:
    clock.shift(AUTHORS_TIME.total_seconds())
    assert signed_in(administrator).post(f"{link}withdraw/").status_code == 410


def test_it_works_when_the_article_is_withdrawn(
    comment: Comment, link: str, article: Article
) -> None:
    article.withdraw()
    assert "See it under the article" not in told(link)
    assert do(link, "withdraw").status_code == 302


def test_a_moderator_finds_the_changes_that_wait(
    comment: Comment, link: str, say: Say, desk: Callable
) -> None:
    say("Another comment")
    do(link, "edit", "casino")
    listed = desk(edit="waits")
    assert "1 comment" in listed
    assert "Another comment" not in listed
