"""What the form does not take: told beside the field, with everything that was typed kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest

from articles.models import Article
from comments.models import Check, Comment
from tests.conftest import Say
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db


def error_beside(field: str, html: str) -> str:
    """What stands under a field of the form that is shown again."""
    found = re.search(rf'id="id_{field}_error">(.*?)</p>', html, re.DOTALL)
    return unescape(found[1]) if found else ""


def value_of(field: str, html: str) -> str:
    found = re.search(rf'<input[^>]*name="{field}"[^>]*>', html)
    value = re.search(r'value="([^"]*)"', found[0]) if found else None
    return unescape(value[1]) if value else ""


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("name", "", "Write your name."),
        ("name", "   ", "Write your name."),
        ("name", "\u200b\u2060", "Write your name."),
        ("name", "\u3164", "Write your name."),
        ("name", "\u202e\u0301", "Write your name."),
        ("name", "x" * 81, "80"),
        ("name", "A\0da", "cannot be stored"),
        ("email", "", "Write your e-mail address."),
        ("email", "not an address", "such as ann@example.org"),
        ("email", f"{'x' * 250}@example.org", "254"),
        ("website", "javascript:alert(1)", "such as https://example.org"),
        ("website", f"https://example.org/{'x' * 300}", "300"),
        ("body", "", "Write something"),
        ("body", " \r\n\t \u3000", "Write something"),
        ("body", "\u200b\u200b", "Write something"),
        ("body", "&nbsp;", "Write something"),
        ("body", "> ", "Write something"),
        ("body", "```\n```", "Write something"),
        ("body", "a\0b", "cannot be stored"),
        ("body", "x" * 10_001, "at most 10000 characters; these are 10001."),
        ("body", "x\n" * 301, "at most 300 lines; these are 301."),
    ],
)
def test_an_error_stands_beside_its_field(
    akismet: AkismetStandIn, post: Callable, field: str, value: str, says: str
) -> None:
    response = post(**{field: value})
    assert response.status_code == 422
    assert says in error_beside(field, response.content.decode())
    assert Comment.objects.count() == 0
    assert akismet.requests == []


def test_everything_that_was_typed_is_kept(post: Callable) -> None:
    typed = {"name": "Ada & Co", "website": "https://ada.example/?a=1&b=2", "seconds": "41.5"}
    text = 'Dear <b>all</b>,\r\n\r\n"quoted" & signed'
    html = post(email="wrong", body=text, **typed).content.decode()
    for field, value in {**typed, "email": "wrong"}.items():
        assert value_of(field, html) == value
    area = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", html, re.DOTALL)
    assert area is not None
    assert unescape(area[1]) == text
    assert 'aria-invalid="true"' in html


def test_a_reply_that_has_an_error_is_still_a_reply(
    akismet: AkismetStandIn, say: Say, post: Callable
) -> None:
    parent = say("What do you think?")
    html = post(parent=parent.pk, email="wrong").content.decode()
    assert value_of("parent", html) == str(parent.pk)
    assert "What do you think?" in html


def test_the_page_with_an_error_is_stored_nowhere(post: Callable) -> None:
    assert "no-store" in post(email="wrong")["Cache-Control"]


@pytest.mark.parametrize("size", [9_999, 10_000])
def test_a_text_of_the_full_length_is_taken(post: Callable, size: int) -> None:
    assert post(body="x" * size).status_code == 302
    assert len(Comment.objects.get().body) == size


def test_line_ends_count_once_as_they_do_in_the_browser(post: Callable) -> None:
    lines = "\n".join(["x" * 99] * 100)
    assert len(lines) == 9_999
    response = post(body=lines.replace("\n", "\r\n"))
    assert response.status_code == 302
    assert Comment.objects.get().body == lines


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Zed\u202eevil\u2066", "Zedevil"),
        # What joins letters is part of how some names are written.
        ("\u0646\u06cc\u200c\u0645\u0627", "\u0646\u06cc\u200c\u0645\u0627"),
        ("\U0001f3f4\u200d\u2620\ufe0f", "\U0001f3f4\u200d\u2620\ufe0f"),
    ],
)
def test_a_name_is_read_as_it_is_written(post: Callable, name: str, shown: str) -> None:
    assert post(name=name).status_code == 302
    assert Comment.objects.get().name == shown


def test_a_website_needs_no_scheme(post: Callable, read: Callable) -> None:
    assert post(website="ada.example/me").status_code == 302
    assert Comment.objects.get().website == "https://ada.example/me"
    # A browser would refuse it in a field of that type before we are asked.
    assert 'type="url"' not in read()


@pytest.mark.parametrize(("field", "value"), [("name", "x" * 80), ("email", "e" * 60 + "@a.bc")])
def test_long_but_possible_values_are_taken(post: Callable, field: str, value: str) -> None:
    assert post(**{field: value}).status_code == 302
    assert getattr(Comment.objects.get(), field) == value


def test_a_refused_form_leaves_nothing_behind(post: Callable, article: Article) -> None:
    before = article.modified_at
    post(body="")
    article.refresh_from_db()
    assert (article.modified_at, Check.objects.count()) == (before, 0)
