"""How a thread reads: parents before replies, oldest first, gaps marked where something is gone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from articles.models import Article
from comments.models import Comment
from comments.models.threading import REPLIES_SHOWN
from fitsite.accounts.models import User
from tests.comments.grow import Twig, grow
from tests.conftest import MakeArticle, Say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("akismet")]

COLUMNS = ["depth", "place", "places_given", "replies_published", "in_thread", "on_article_page"]


def texts(html: str) -> list[str]:
    """The comments on a page, in their order."""
    thread = re.findall(r'<div class="comment__text"[^>]*>\s*<p>(.*?)</p>|(was removed)', html)
    return [text or "–" for text, _ in thread]


def test_replies_stand_below_what_they_answer_oldest_first(say: Say, read: Callable) -> None:
    first, second = say("1"), say("2")
    one = say("1.1", parent=first)
    say("2.1", parent=second)
    say("1.2", parent=first)
    say("1.1.1", parent=one)
    say("3")
    assert texts(read()) == ["1", "1.1", "1.1.1", "1.2", "2", "2.1", "3"]


def test_each_reply_names_whom_it_answers(say: Say, read: Callable) -> None:
    parent = say("Question", name="Ada")
    say("Answer", name="Grace", parent=parent)
    html = read()
    assert f'in reply to <a href="#comment-{parent.pk}"><bdi>Ada</bdi></a>' in html


def test_a_late_verdict_puts_a_comment_where_it_belongs(
    akismet, say: Say, read: Callable, moderator: User
) -> None:
    first = say("1")
    reply = say("1.1 casino", parent=first)
    say("2")
    reply.approve(by=moderator)
    assert texts(read()) == ["1", "1.1 casino", "2"]


@pytest.mark.parametrize("verb", ["remove", "hold", "mark_as_spam", "recheck"])
def test_what_is_gone_leaves_a_gap_as_long_as_it_has_replies(
    say: Say, read: Callable, moderator: User, verb: str
) -> None:
    gone = say("Regretted words", name="Formerly Known", website="https://known.example")
    reply = say("The answer", parent=gone)
    getattr(gone, verb)(by=moderator)
    html = read()
    assert texts(html) == ["–", "The answer"]
    for trace in ("Regretted", "Formerly", "known.example"):
        assert trace not in html
        assert trace not in read(reply.get_absolute_url())
        assert trace not in read(gone.get_absolute_url())
    reply.remove(by=moderator)
    assert texts(read()) == []


def test_a_gap_deep_in_a_thread_is_kept_for_what_stands_below_it(
    say: Say, read: Callable, moderator: User
) -> None:
    root = say("1")
    middle = say("1.1", parent=root)
    leaf = say("1.1.1", parent=middle)
    for gone in (middle, root):
        gone.remove(by=moderator)
    assert texts(read()) == ["–", "–", "1.1.1"]
    leaf.hold(by=moderator)
    assert texts(read()) == []
    root.approve(by=moderator)
    assert texts(read()) == ["1"]


def test_only_the_first_replies_stand_on_the_article_and_the_rest_are_counted(
    say: Say, read: Callable, moderator: User
) -> None:
    root = say("root")
    replies = [say(f"reply {number}", parent=root) for number in range(REPLIES_SHOWN + 3)]
    replies[-1].remove(by=moderator)
    say("next root")
    html = read()
    shown = [f"reply {number}" for number in range(REPLIES_SHOWN)]
    assert texts(html) == ["root", *shown, "next root"]
    assert "Show 2 more replies" in html
    [link] = re.findall(r'href="(/comments/\d+/replies/)"', html)
    assert texts(read(link)) == ["root", *shown, "reply 10", "reply 11"]
    replies[-2].remove(by=moderator)
    assert "Show 1 more reply<" in read()


def test_a_comment_can_be_answered_without_javascript(
    say: Say, client: Client, post: Callable, read: Callable
) -> None:
    parent = say("What do you think?", name="Ada")
    [link] = re.findall(r'href="(/comments/\d+/reply/)"', read())
    html = read(link)
    assert "What do you think?" in html
    assert f'name="parent" value="{parent.pk}"' in html
    assert client.post(link).status_code == 405


def test_where_comments_are_closed_nothing_invites_to_answer(
    say: Say, read: Callable, article: Article
) -> None:
    comment = say()
    article.publish(article.revise(title="T", slug="t", body="", comments_open=False))
    assert "/reply/" not in read("/articles/t/")
    assert "Comments on this article are closed." in read(f"/comments/{comment.pk}/reply/")


def test_threads_grown_for_these_tests_are_like_real_ones(
    say: Say, make_article: MakeArticle, moderator: User
) -> None:
    twigs = [
        Twig(None, "removed"),
        Twig(0),
        Twig(1, "removed"),
        Twig(0, "spam"),
        Twig(2),
        Twig(None, "spam"),
        *[Twig(0)] * 10,
    ]
    real: list[Comment] = []
    for twig in twigs:
        parent = None if twig.answers is None else real[twig.answers]
        real.append(say("casino" if twig.status == "spam" else "", parent=parent))
    for comment, twig in zip(real, twigs, strict=True):
        if twig.status == "removed":
            comment.remove(by=moderator)
    grown = grow(make_article(), twigs)
    rows = [
        list(
            Comment.objects.filter(pk__in=[one.pk for one in some]).order_by("pk").values(*COLUMNS)
        )
        for some in (real, grown)
    ]
    assert rows[0] == rows[1]
