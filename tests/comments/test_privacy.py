"""What readers are told about the check of their comments is what the site really does."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from pytest_django import Settings

from articles.models import Article, Category
from comments.models import Comment
from fitsite.accounts.models import User
from tests.conftest import MakeArticle, Say
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db

PRIVACY = "/privacy/comments/"

# Of these only Akismet and we know: they say nothing about the reader.
OURS = {"api_key", "callback", "is_test", "recheck_reason"}


def with_akismet(settings: Settings) -> None:
    settings.COMMENT_CHECKER = "akismet"
    settings.AKISMET_API_KEY = "akeythatnobodyhas"
    settings.AKISMET_API_URL = "https://rest.akismet.com"


def listed(html: str) -> dict[str, str]:
    """The fields that the page lists, and how it explains each."""
    rows = re.findall(r"<tr><th scope=\"row\"><code>(.*?)</code></th><td>(.*?)</td></tr>", html)
    return {unescape(name): unescape(explained) for name, explained in rows}


def test_the_page_lists_exactly_the_fields_that_are_sent(
    akismet: AkismetStandIn,
    make_article: MakeArticle,
    post: Callable,
    read: Callable,
    signed_in: Callable,
    say: Say,
) -> None:
    category = Category.objects.create(name="Kitchen", slug="kitchen")
    article = make_article(tag_names=["bread"], category_ids=[category.pk])
    post(
        article,
        browser=signed_in(User.objects.create_user("subscriber")),
        website="https://ada.example",
        parent=say(article=article).pk,
        confirm_subject="trapped",
        seconds="7",
        headers={"User-Agent": "Mozilla/5.0", "Referer": "http://testserver/"},
    )
    sent = {name for name, _ in akismet.asked("comment-check")[-1].form}
    assert sent - OURS == set(listed(read(PRIVACY)))


def test_each_field_is_explained(akismet: AkismetStandIn, read: Callable) -> None:
    explained = listed(read(PRIVACY))
    assert all(len(words) > 10 for words in explained.values())
    assert explained["user_ip"] == "your network (IP) address"


def test_with_akismet_the_notice_names_it(settings: Settings, read: Callable) -> None:
    with_akismet(settings)
    html = read()
    assert "This site uses Akismet to reduce spam." in html
    link = re.search(r'<a href="([^"]+)">Learn how your comment data is processed</a>', html)
    assert link is not None
    assert link[1] == PRIVACY
    assert "This site uses Akismet, a service of Automattic" in read(PRIVACY)


def test_in_practice_mode_the_notice_says_that_nothing_leaves_the_machine(
    akismet: AkismetStandIn, read: Callable
) -> None:
    for html in (read(), read(PRIVACY)):
        assert "ractice mode" in html
        assert "uses Akismet" not in html


def test_without_a_checker_the_notice_says_that_people_read_every_comment(read: Callable) -> None:
    html = read()
    assert "read by a person before it is published" in html
    assert "Akismet" not in html
    html = read(PRIVACY)
    assert "nothing that you type is sent to anybody else" in html
    assert "Akismet" not in html
    assert listed(html) == {}


@pytest.mark.parametrize("where", ["article", "reply", "own", "error"])
def test_the_notice_stands_wherever_the_form_does(
    settings: Settings, article: Article, say: Say, post: Callable, moderator: User, where: str
) -> None:
    comment = say()
    comment.approve(by=moderator)
    waiting = post()["Location"]
    with_akismet(settings)
    pages = {
        "article": lambda: Client().get(article.get_absolute_url()),
        "reply": lambda: Client().get(f"/comments/{comment.pk}/reply/"),
        "own": lambda: Client().get(waiting),
        "error": lambda: post(body=""),
    }
    assert "This site uses Akismet to reduce spam." in pages[where]().content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_page_can_only_be_read(method: str) -> None:
    assert getattr(Client(), method)(PRIVACY).status_code == 405


def test_reading_and_commenting_set_no_cookie(akismet: AkismetStandIn, post: Callable) -> None:
    sent = post()
    comment = Comment.objects.get()
    answers = [Client().get(address) for address in (sent["Location"], PRIVACY)]
    answers += [
        Client().get(comment.get_absolute_url()),
        post(body=""),
        post(headers={"Origin": "null"}),
    ]
    assert not [response.cookies for response in [sent, *answers] if response.cookies]
