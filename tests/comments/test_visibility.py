"""What is not published is nowhere: on no page, behind no address, in no count."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from articles.models import Article
from comments.models import Comment
from comments.states import Status
from fitsite.accounts.models import User
from tests.conftest import Say
from tests.standin import AkismetStandIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("akismet")]

# How a comment comes to be out of sight.
HIDDEN = {
    "unchecked": lambda comment, by: comment.recheck(by=by),
    "held": lambda comment, by: comment.hold(by=by),
    "spam": lambda comment, by: comment.mark_as_spam(by=by),
    "removed": lambda comment, by: comment.remove(by=by),
}
SECRET = ("Secret words", "Secret Name", "secret.example")


@pytest.fixture(params=[status for status in Status.values if status != "published"])
def hidden(request: pytest.FixtureRequest, say: Say, moderator: User) -> Comment:
    """A comment that was public and is so no more, in each state."""
    comment = say(SECRET[0], name=SECRET[1], website=f"https://{SECRET[2]}")
    HIDDEN[request.param](comment, moderator)
    assert comment.status == request.param
    return comment


def test_it_is_on_no_page(hidden: Comment, say: Say, read: Callable) -> None:
    say("In public")
    for address in ("", "/", f"{hidden.article.get_absolute_url()}?from={hidden.pk}"):
        html = read(address)
        assert not [trace for trace in SECRET if trace in html]
        assert f"comment-{hidden.pk}" not in html
    assert "1 comment<" in read()


@pytest.mark.parametrize("address", ["", "reply/", "replies/"])
def test_it_has_no_address(hidden: Comment, address: str) -> None:
    assert Client().get(f"/comments/{hidden.pk}/{address}").status_code == 404


def test_it_is_not_among_the_replies(
    hidden: Comment, say: Say, read: Callable, moderator: User
) -> None:
    root = say("Root")
    reply = say("Secret reply", parent=root)
    HIDDEN[hidden.status](reply, moderator)
    say("Open reply", parent=root)
    html = read(f"/comments/{root.pk}/replies/")
    assert "Open reply" in html
    assert "Secret reply" not in html


def test_its_address_works_again_when_it_is_public_again(
    hidden: Comment, moderator: User, read: Callable
) -> None:
    hidden.approve(by=moderator)
    assert SECRET[0] in read(hidden.get_absolute_url())


@pytest.mark.parametrize("status", ["unchecked", "held", "spam"])
def test_what_was_never_public_is_nowhere_either(
    akismet: AkismetStandIn, say: Say, read: Callable, status: str
) -> None:
    ways = {"unchecked": "html", "held": "well", "spam": "well"}
    akismet.behave(ways[status])
    links = "https://a.example https://b.example " * 2
    texts = {"unchecked": "Secret", "held": f"Secret {links}", "spam": "Secret casino"}
    if status == "held":
        akismet.behave("body", body="false")
    comment = say(texts[status])
    assert comment.status == status
    assert "Secret" not in read()
    assert Client().get(comment.get_absolute_url()).status_code == 404


def test_comments_of_an_article_that_is_not_public_are_not_public_either(
    say: Say, article: Article
) -> None:
    comment = say("Secret words")
    article.withdraw()
    for address in ("reply/", "replies/"):
        assert Client().get(f"/comments/{comment.pk}/{address}").status_code == 404
    gone = Client().get(f"/comments/{comment.pk}/")
    assert gone.status_code == 410
    assert "No longer here" in gone.text
    assert "Secret" not in gone.text
    assert article.title not in gone.text


def test_under_an_article_that_is_gone_no_hidden_comment_can_be_told_from_none(
    hidden: Comment, article: Article
) -> None:
    article.withdraw()
    assert Client().get(f"/comments/{hidden.pk}/").status_code == 404


def test_under_an_article_that_was_never_public_there_is_nothing(
    say: Say, article: Article
) -> None:
    comment = say()
    Article.objects.update(publish_at="2999-01-01T00:00Z")
    assert Client().get(f"/comments/{comment.pk}/").status_code == 404


def test_signed_in_moderators_read_the_same_page_as_everybody(
    hidden: Comment, article: Article, signed_in: Callable, moderator: User
) -> None:
    html = signed_in(moderator).get(article.get_absolute_url()).content.decode()
    assert SECRET[0] not in html


@pytest.mark.parametrize("field", ["email", "address"])
def test_what_a_reader_did_not_show_is_shown_nowhere(say: Say, read: Callable, field: str) -> None:
    comment = say(email="private@example.org", address="203.0.113.77", parent=say("Parent"))
    pages = [read(), read(comment.get_absolute_url()), read(f"/comments/{comment.pk}/reply/")]
    assert not [html for html in pages if getattr(comment, field) in html]


def test_a_comments_text_is_made_safe(say: Say, read: Callable) -> None:
    say("<script>alert(1)</script> [x](javascript:alert(1)) <https://evil.example/>")
    html = read()
    assert "<script>alert" not in html
    assert 'href="javascript' not in html
    assert '<a href="https://evil.example/" rel="nofollow ugc' in html


@pytest.mark.parametrize("method", ["post", "put", "delete"])
@pytest.mark.parametrize("address", ["", "reply/", "replies/"])
def test_reading_addresses_take_no_other_verbs(say: Say, method: str, address: str) -> None:
    response = getattr(Client(), method)(f"/comments/{say().pk}/{address}")
    assert response.status_code == 405
