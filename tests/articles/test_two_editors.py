"""Two editors at one article: nobody overwrites what the other has saved (NV16)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from articles.models import Article
from fitsite.accounts.models import User
from tests.articles.browser_form import BrowserForm

OpenDesk = Callable[..., Any]
CONFLICT = "Someone has saved this article since you opened it."


@pytest.mark.parametrize("button", ["continue", "publish", "withdraw"])
def test_the_second_to_save_is_told_and_keeps_every_word(
    button: str,
    filed_article: Article,
    open_desk: OpenDesk,
    editor: User,
    administrator: User,
    client: Client,
) -> None:
    first, second = (open_desk(filed_article, by=person) for person in (administrator, editor))
    first.press("publish", body="<p>From the first.</p>")
    page = second.press(button, title="Mine", body="<p>From the second.</p>", tags="mine").text
    assert CONFLICT in page
    still_there = BrowserForm(page, "article_form").fields
    assert still_there["title"] == ["Mine"]
    assert still_there["body"] == ["<p>From the second.</p>"]
    assert still_there["tags"] == ["mine"]
    assert "From the first." in client.get("/articles/the-long-run/").text
    assert filed_article.revisions.count() == 2


def test_pressing_again_does_not_get_past_the_warning(
    filed_article: Article, open_desk: OpenDesk
) -> None:
    first, second = open_desk(filed_article), open_desk(filed_article)
    first.press("continue", title="First")
    second.form = BrowserForm(second.press("continue", title="Second").text, "article_form")
    assert CONFLICT in second.press("continue").text
    latest = filed_article.latest
    assert latest is not None
    assert latest.title == "First"


def test_opening_the_form_anew_shows_what_was_saved_and_takes_the_next(
    filed_article: Article, open_desk: OpenDesk
) -> None:
    open_desk(filed_article).press("continue", title="First")
    after = open_desk(filed_article)
    assert after.form.fields["title"] == ["First"]
    assert CONFLICT not in after.press("continue", title="Second").text
    assert filed_article.revisions.count() == 3


@pytest.mark.parametrize("based_on", ["", "0", "99", "x"])
def test_a_form_that_does_not_say_what_it_is_based_on_is_refused(
    based_on: str, filed_article: Article, open_desk: OpenDesk
) -> None:
    open_desk(filed_article).press("publish", title="Blind", based_on=based_on)
    assert filed_article.revisions.count() == 1


def test_a_form_sent_twice_is_saved_once(filed_article: Article, open_desk: OpenDesk) -> None:
    desk = open_desk(filed_article)
    desk.press("publish", title="Once")
    assert CONFLICT in desk.press("publish", title="Once").text
    assert filed_article.revisions.count() == 2
