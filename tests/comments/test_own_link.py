"""A reader follows their own comment by a signed link, and nobody else sees what it shows."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core import signing
from django.test import Client

from articles.models import Article
from comments.models import Comment
from comments.own_link import MAX_AGE, own_link
from fitsite.accounts.models import User
from tests.conftest import Say
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(post: Callable) -> str:
    """The address that a reader got for a comment that waits."""
    return str(post(body="Do **you** see me?", name="Ada")["Location"])


def told(link: str) -> str:
    """What the page says about how the comment stands."""
    html = Client().get(link).content.decode()
    return " ".join(re.findall(r'standing__words">(.*?)</p>', html))


def test_it_shows_the_readers_own_comment_and_the_truth_about_it(link: str, read: Callable) -> None:
    html = read(link)
    assert "Do <strong>you</strong> see me?" in html
    assert "Ada" in html
    assert "waits for a moderator" in html
    assert "Do <strong>you</strong>" not in read()


def test_it_survives_a_reload_and_another_browser(link: str) -> None:
    assert {Client().get(link).status_code for _ in range(3)} == {200}


def test_no_cache_and_no_search_engine_keeps_it(link: str) -> None:
    response = Client().get(link)
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "same-origin"
    assert not response.cookies


def test_it_expires(clock, link: str) -> None:
    clock.shift(MAX_AGE - 1)
    assert Client().get(link).status_code == 200
    clock.shift(2)
    assert Client().get(link).status_code == 404


def forged(comment: Comment) -> list[str]:
    """Tokens that somebody might try."""
    true = own_link(comment).split("/")[-2]
    return [
        str(comment.pk),
        true[:-1],
        true + "x",
        f"x{true}",
        true.replace(":", "", 1),
        signing.dumps(comment.pk),
        signing.dumps(comment.pk, salt="another", key="another"),
        signing.Signer().sign(str(comment.pk)),
        "::",
        "%00",
        "é",
    ]


@pytest.mark.parametrize("number", range(11))
def test_a_forged_token_finds_nothing(say: Say, number: int) -> None:
    token = forged(say())[number]
    assert Client().get(f"/comments/own/{token}/").status_code == 404


def test_a_link_to_a_comment_that_is_gone_finds_nothing(link: str) -> None:
    Comment.objects.all().delete()
    assert Client().get(link).status_code == 404


def test_a_link_opens_one_comment_only(link: str, say: Say) -> None:
    other = say("Somebody else's")
    assert own_link(other) != link
    assert "Somebody else" not in Client().get(link).content.decode()


def test_held_and_spam_read_the_same(akismet: AkismetStandIn, say: Say, moderator: User) -> None:
    spam = say("casino")
    held = say()
    held.hold(by=moderator)
    assert told(own_link(spam)) == told(own_link(held)) != ""
    assert "spam" not in told(own_link(spam)).lower()


def test_what_akismet_discarded_reads_like_spam(
    akismet: AkismetStandIn, settings, say: Say
) -> None:
    spam = told(own_link(say("casino")))
    settings.AKISMET_DISCARD = True
    assert told(own_link(say("blatant"))) == spam


@pytest.mark.parametrize(
    ("verb", "says"),
    [
        ("approve", "is published"),
        ("remove", "was not published"),
        ("recheck", "is being checked for spam"),
    ],
)
def test_it_tells_what_became_of_the_comment(
    link: str, moderator: User, verb: str, says: str
) -> None:
    comment = Comment.objects.get()
    getattr(comment, verb)(by=moderator)
    assert says in told(link)
    leads_on = comment.get_absolute_url() in Client().get(link).content.decode()
    assert leads_on == (verb == "approve")


def test_it_stays_when_the_article_is_withdrawn(link: str, article: Article) -> None:
    article.withdraw()
    assert Client().get(link).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_can_only_be_read(link: str, method: str) -> None:
    assert getattr(Client(), method)(link).status_code == 405
    assert Comment.objects.get().status == "held"
