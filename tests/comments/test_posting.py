"""A comment sent by the form: stored as typed, answered with a place to look at it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article
from comments.models import Comment
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db

# Two texts: what the browser sends, and what was typed.
TYPED = [
    ("Just words.", "Just words."),
    ("  spaces at both ends  ", "  spaces at both ends  "),
    ("\ufeffbegins with a byte order mark", "\ufeffbegins with a byte order mark"),
    ("👩‍👩‍👧 🏳️‍🌈 🧑🏽‍🍳", "👩‍👩‍👧 🏳️‍🌈 🧑🏽‍🍳"),
    ("ends with empty lines\r\n\r\n", "ends with empty lines\n\n"),
    ("one\r\ntwo\r\n\r\nthree", "one\ntwo\n\nthree"),
    ("a lone \r stays", "a lone \r stays"),
    ("combining e\u0301 is not \u00e9", "combining e\u0301 is not \u00e9"),
    ("\u202eright to left\u202c \u200b zero width", "\u202eright to left\u202c \u200b zero width"),
    ("<script>alert(1)</script> & \"quotes\" 'n' %20 +1", None),
    ("a=b&c=d;e #?[] 100%", None),
    ("\ttab, \x0b\x0c and \x1f controls", None),
]


@pytest.mark.parametrize(("sent", "meant"), TYPED)
def test_a_comment_is_stored_and_checked_exactly_as_it_was_typed(
    akismet: AkismetStandIn, post: Callable, sent: str, meant: str | None
) -> None:
    meant = sent if meant is None else meant
    assert post(body=sent).status_code == 302
    comment = Comment.objects.get()
    assert comment.body == meant
    assert comment.revisions.get().body == meant
    [question] = akismet.asked("comment-check")
    assert question.field("comment_content") == meant


def test_a_published_comment_is_answered_with_the_readers_own_page_which_leads_to_it(
    akismet: AkismetStandIn, post: Callable, read: Callable
) -> None:
    response = post(body="The bread rose **well**.", name="Ada")
    comment = Comment.objects.get()
    assert response["Location"].startswith("/comments/own/")
    assert f'href="{comment.get_absolute_url()}">See it under' in read(response["Location"])
    shown = read(comment.get_absolute_url())
    assert f'id="comment-{comment.pk}"' in shown
    assert "The bread rose <strong>well</strong>." in shown
    assert "Ada" in shown


def test_a_waiting_comment_is_answered_with_the_readers_own_page(
    post: Callable, read: Callable
) -> None:
    response = post(body="Is anybody there?")
    assert response["Location"].startswith("/comments/own/")
    assert "Is anybody there?" in read(response["Location"])
    assert "Is anybody there?" not in read()


def test_what_was_typed_beside_the_text_is_kept(post: Callable) -> None:
    post(name="  Ada Lovelace ", email="Ada@Example.ORG", website="ada.example", seconds="12.5")
    comment = Comment.objects.get()
    assert comment.name == "Ada Lovelace"
    assert comment.email == "ada@example.org"
    assert comment.website == "https://ada.example"
    assert comment.history.all()[0].evidence["seconds"] == 12.5


@pytest.mark.parametrize("seconds", ["", "-1", "1e400", "nan", "soon", "99999999999"])
def test_a_browser_whose_clock_talks_nonsense_is_not_held_against_the_reader(
    akismet: AkismetStandIn, post: Callable, seconds: str
) -> None:
    assert post(seconds=seconds).status_code == 302
    comment = Comment.objects.get()
    assert comment.status == "published"
    assert comment.history.all()[0].evidence["seconds"] is None


def test_a_reply_is_stored_below_the_comment_that_it_answers(
    akismet: AkismetStandIn, post: Callable
) -> None:
    post(body="First")
    parent = Comment.objects.get()
    post(body="Second", parent=parent.pk)
    reply = Comment.objects.get(body="Second")
    assert (reply.parent, reply.root, reply.depth) == (parent, parent, 1)


def test_the_form_works_without_a_token_or_a_cookie(article: Article, post: Callable) -> None:
    strict = Client(enforce_csrf_checks=True)
    page = strict.get(article.get_absolute_url())
    assert not page.cookies
    assert "csrfmiddlewaretoken" not in page.content.decode()
    response = post(browser=strict)
    assert response.status_code == 302
    assert not response.cookies
    assert Comment.objects.count() == 1


def test_a_form_sent_in_parts_is_a_form_too(article: Article, typed: Callable) -> None:
    response = Client().post(reverse("comments:post", args=[article.slug]), typed(body="In parts"))
    assert response.status_code == 302
    assert Comment.objects.get().body == "In parts"


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_at_the_forms_address_leads_to_the_form(
    article: Article, client: Client, method: str
) -> None:
    response = getattr(client, method)(reverse("comments:post", args=[article.slug]))
    assert response["Location"] == f"{article.get_absolute_url()}#respond"
    assert Comment.objects.count() == 0


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_the_forms_address_takes_no_other_verbs(
    article: Article, client: Client, method: str
) -> None:
    response = getattr(client, method)(reverse("comments:post", args=[article.slug]))
    assert response.status_code == 405


def test_there_is_no_form_where_there_is_no_article(post: Callable, article: Article) -> None:
    article.withdraw()
    assert post().status_code == 410
    assert post(Article(slug="never-was")).status_code == 404
    assert Comment.objects.count() == 0
