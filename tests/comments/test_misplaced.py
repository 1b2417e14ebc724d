"""Comments that may not stand where they were sent: closed articles, wrong parents, other sites."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from articles.models import Article
from comments.models import Comment
from comments.models.threading import MAX_DEPTH
from fitsite.accounts.models import User
from tests.conftest import MakeArticle, Say
from tests.standin import AkismetStandIn

pytestmark = pytest.mark.django_db

DAY = 24 * 3600


def test_a_closed_article_takes_no_comments(
    post: Callable, read: Callable, make_article: MakeArticle
) -> None:
    closed = make_article(comments_open=False)
    response = post(closed, body="Kept all the same")
    assert response.status_code == 409
    assert "Comments on this article are closed." in response.content.decode()
    assert Comment.objects.count() == 0
    shown = read(closed.get_absolute_url())
    assert "Comments on this article are closed." in shown
    assert "<form" not in shown


def test_an_article_that_was_taken_away_gives_back_what_was_typed(
    article: Article, post: Callable
) -> None:
    article.withdraw()
    response = post(article, body="Kept <b>all</b> the same")
    assert response.status_code == 410
    assert "No longer here" in response.text
    assert "Your comment was not stored." in response.text
    assert "Kept &lt;b&gt;all&lt;/b&gt; the same</textarea>" in response.text
    assert "no-store" in response.headers["Cache-Control"]
    assert article.title not in response.text
    assert Comment.objects.count() == 0


@pytest.mark.parametrize(
    ("later", "status"), [(0, 302), (3 * DAY - 1, 302), (3 * DAY, 409), (30 * DAY, 409)]
)
def test_comments_close_some_days_after_publication(
    clock, post: Callable, make_article: MakeArticle, later: int, status: int
) -> None:
    article = make_article(comments_close_after=3)
    clock.shift(later)
    assert post(article).status_code == status


def test_a_parent_on_another_article_is_no_parent(
    akismet: AkismetStandIn, say: Say, post: Callable, make_article: MakeArticle
) -> None:
    elsewhere = say("Elsewhere", article=make_article())
    response = post(body="My words", parent=elsewhere.pk)
    assert response.status_code == 422
    assert "no longer here" in response.content.decode()
    assert "My words" in response.content.decode()
    assert "Elsewhere" not in response.content.decode()
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("verb", ["hold", "mark_as_spam", "remove", "recheck"])
def test_what_the_public_cannot_see_cannot_be_answered(
    akismet: AkismetStandIn, say: Say, post: Callable, moderator: User, verb: str
) -> None:
    parent = say("Out of sight")
    getattr(parent, verb)(by=moderator)
    response = post(parent=parent.pk)
    assert response.status_code == 422
    assert "Out of sight" not in response.content.decode()
    assert Comment.objects.count() == 1


def test_a_lost_parent_does_not_cost_the_reader_the_text(
    akismet: AkismetStandIn, post: Callable
) -> None:
    html = post(body="Long thoughts", parent=987_654).content.decode()
    assert "Send it again, and it will stand under the article." in html
    assert 'name="parent" value=""' in html


def test_a_thread_is_only_so_deep(akismet: AkismetStandIn, say: Say, post: Callable) -> None:
    comment = say()
    for _ in range(MAX_DEPTH):
        assert post(parent=comment.pk).status_code == 302
        comment = Comment.objects.latest("pk")
    assert comment.depth == MAX_DEPTH
    response = post(parent=comment.pk, body="One too deep")
    assert response.status_code == 409
    assert "as deep as it goes" in response.content.decode()
    assert not Comment.objects.filter(body="One too deep").exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Origin": "https://evil.example"},
        {"Origin": "https://testserver"},
        {"Origin": "http://testserver.evil.example"},
        {"Origin": "null"},
    ],
)
def test_another_sites_form_is_refused(
    akismet: AkismetStandIn, post: Callable, headers: dict[str, str]
) -> None:
    response = post(headers=headers)
    assert response.status_code == 403
    assert "sent from another site" in response.content.decode()
    assert Comment.objects.count() == 0
    assert akismet.requests == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"},
        {"Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://testserver"},
        {},
    ],
)
def test_our_own_form_is_not(post: Callable, headers: dict[str, str]) -> None:
    assert post(headers=headers).status_code == 302
    assert Comment.objects.count() == 1
