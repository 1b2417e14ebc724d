"""A look at a comment before it is sent: the same rendering, and nothing else happens."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from articles.models import Article
from comments.models import Comment
from comments.own_link import own_link
from fitsite.markup import render_comment
from fitsite.page_cache.models import PageVersion
from tests.conftest import MakeArticle, Say
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db

TEXT = "Some *words* <script>alert(1)</script>\r\n\r\n> quoted & [linked](https://example.org)"


@pytest.fixture(params=["new", "edit"])
def look(request: pytest.FixtureRequest, post: Callable, say: Say) -> Callable[..., Any]:
    """Press the button of the form for a new comment, or of the one for changing one."""
    if request.param == "new":
        return lambda body, **rest: post(body=body, preview="1", **rest)
    link = own_link(say("The first words"))
    return lambda body, **rest: Client().post(
        f"{link}edit/", {"body": body, "preview": "1"}, **rest
    )


def test_it_shows_what_readers_would_see_and_keeps_what_was_typed(look: Callable) -> None:
    response = look(TEXT)
    assert response.status_code == 200
    assert render_comment(TEXT.replace("\r\n", "\n")) in response.text
    assert "<script>" not in response.text
    area = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", response.text, re.DOTALL)
    assert area is not None
    assert unescape(area[1]) == TEXT
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


def test_nothing_is_stored_and_the_checker_is_not_asked(
    akismet: AkismetStandIn, look: Callable
) -> None:
    before = list(Comment.objects.values()), list(PageVersion.objects.values())
    asked = len(akismet.requests)
    look(TEXT)
    assert (list(Comment.objects.values()), list(PageVersion.objects.values())) == before
    assert len(akismet.requests) == asked


@pytest.mark.parametrize("body", ["", " \r\n ", "x" * 10_001])
def test_a_text_that_cannot_be_sent_is_told_so(look: Callable, body: str) -> None:
    response = look(body)
    assert response.status_code == 422
    assert 'id="id_body_error"' in response.text
    assert "data-preview" not in response.text


def test_another_site_gets_no_preview(look: Callable) -> None:
    assert look(TEXT, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_what_is_not_filled_in_yet_is_no_mistake(post: Callable) -> None:
    response = post(body=TEXT, name="", email="not yet", preview="1")
    assert response.status_code == 200
    assert "has not been sent" not in response.text
    assert "field__error" not in response.text
    assert 'value="not yet"' in response.text


def test_a_reply_stays_a_reply(akismet: AkismetStandIn, post: Callable, say: Say) -> None:
    parent = say("What do you think?")
    html = post(body=TEXT, parent=parent.pk, preview="1").text
    assert f'name="parent" value="{parent.pk}"' in html
    assert "What do you think?" in html
    gone = post(body=TEXT, parent=987_654, preview="1").text
    assert "Send it again, and it will stand under the article." in gone
    assert "data-preview" in gone


def test_where_comments_are_closed_the_text_is_kept(
    post: Callable, make_article: MakeArticle
) -> None:
    closed = make_article(comments_open=False)
    for response in (
        post(closed, body="Long thoughts", preview="1"),
        post(closed, body="Long thoughts"),
    ):
        assert "Comments on this article are closed." in response.text
        assert (
            ">\nLong thoughts</textarea>" in response.text
            or ">Long thoughts</textarea>" in response.text
        )


def test_the_form_under_an_article_is_the_one_that_errors_are_shown_in(
    article: Article, client: Client, post: Callable
) -> None:
    """The one is rendered once for all articles, the other anew."""
    names = r'<(?:input|textarea|button)[^>]* name="(\w+)"'
    blank = client.get(article.get_absolute_url()).text.partition('id="respond"')[2]
    again = post(body="").text.partition('<form class="form"')[2]
    assert sorted(re.findall(names, blank)) == sorted(re.findall(names, again))
    assert "value=" not in "".join(re.findall(r'<input[^>]*type="(?:text|email|url)"[^>]*>', blank))


def test_the_forms_of_two_articles_differ_in_their_address_alone(
    article: Article, make_article: MakeArticle, client: Client
) -> None:
    def form(of: Article) -> str:
        page = client.get(of.get_absolute_url()).text
        return page.partition('<form class="form"')[2].partition("</form>")[0]

    other = make_article()
    addresses = article.get_absolute_url(), other.get_absolute_url()
    assert form(article).replace(*addresses) == form(other)


def test_the_examples_under_the_form_are_rendered_like_comments(
    article: Article, client: Client
) -> None:
    page = client.get(article.get_absolute_url()).text
    for typed in ("*emphasis*", "> a quote", "~~struck out~~"):
        assert render_comment(typed) in page
