"""What is wrong is said beside the field, and nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from articles.models import Article
from tests.articles.browser_form import BrowserForm

OpenDesk = Callable[..., Any]
NEW = {"title": "Rowing", "slug": "rowing", "body": "<p>Pull.</p>"}


@pytest.mark.parametrize("button", ["publish", "continue"])
def test_an_address_that_is_taken_is_said_beside_the_field(
    button: str, filed_article: Article, open_desk: OpenDesk, client: Client
) -> None:
    page = open_desk().press(button, **NEW | {"slug": "the-long-run"}).text
    assert "Article with this Slug already exists." in page
    assert BrowserForm(page, "article_form").fields["body"] == ["<p>Pull.</p>"]
    assert "<h1>The long run</h1>" in client.get("/articles/the-long-run/").text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": ""}, "This field is required."),
        ({"slug": ""}, "This field is required."),
        ({"slug": "no spaces"}, "Enter a valid “slug”"),
        ({"title": "x" * 201}, "at most 200 characters"),
        ({"publish_at_0": "tomorrow", "publish_at_1": "noon"}, "Enter a valid date."),
        (
            {
                "publish_at_0": "2026-03-02",
                "publish_at_1": "12:00",
                "unpublish_at_0": "2026-03-01",
                "unpublish_at_1": "12:00",
            },
            "This is before it is published.",
        ),
    ],
    ids=["title", "slug", "odd slug", "long title", "no date", "dates"],
)
def test_a_mistake_is_named_and_the_text_is_kept(
    typed: dict[str, str], said: str, open_desk: OpenDesk
) -> None:
    page = open_desk().press("publish", **NEW | {"body": "<p>An hour of work</p>"} | typed).text
    assert said in page
    assert BrowserForm(page, "article_form").fields["body"] == ["<p>An hour of work</p>"]
    assert not Article.objects.exists()
