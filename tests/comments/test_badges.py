"""Who is marked as an author or as staff: accounts that were signed in, never typed names."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Author
from comments.models import Comment
from fitsite.accounts.models import User
from tests.comments.grow import Twig, grow
from tests.conftest import MakeArticle, Say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("akismet")]


def badges(html: str) -> list[str]:
    return re.findall(r'class="comment__badge">(\w+)<', html)


@pytest.fixture
def ann() -> Author:
    user = User.objects.create_user("ann", "ann@example.org", first_name="Ann", last_name="Lee")
    return Author.objects.create(name="Ann Lee", slug="ann", user=user)


@pytest.fixture
def hers(make_article: MakeArticle, ann: Author) -> Article:
    return make_article(author_ids=[ann.pk])


def test_an_author_is_marked_under_her_own_article_only(
    say: Say, read: Callable, hers: Article, article: Article, ann: Author
) -> None:
    for where in (hers, article):
        say("Glad that you ask", article=where, user=ann.user)
    assert badges(read(hers.get_absolute_url())) == ["Author"]
    assert badges(read(article.get_absolute_url())) == []


def test_staff_are_marked_everywhere_and_may_be_authors_too(
    say: Say, read: Callable, hers: Article, ann: Author, editor: User
) -> None:
    say(user=editor, article=hers)
    assert badges(read(hers.get_absolute_url())) == ["Staff"]
    Author.objects.filter(pk=ann.pk).update(user=editor)
    assert badges(read(hers.get_absolute_url())) == ["Author", "Staff"]
    editor.is_staff = False
    editor.save()
    assert badges(read(hers.get_absolute_url())) == ["Author"]


def test_a_typed_name_and_address_are_not_enough(
    post: Callable, read: Callable, hers: Article, ann: Author, client: Client
) -> None:
    post(hers, name="Ann Lee", email="ann@example.org", body="It is me")
    html = read(hers.get_absolute_url())
    assert "It is me" in html
    assert badges(html) == []


def test_who_signs_in_to_comment_is_marked(
    post: Callable, read: Callable, signed_in: Callable, hers: Article, ann: Author
) -> None:
    post(hers, browser=signed_in(ann.user), name="A. Lee", email="other@example.org")
    assert badges(read(hers.get_absolute_url())) == ["Author"]


def test_what_is_gone_bears_no_badge(
    say: Say, read: Callable, editor: User, moderator: User
) -> None:
    gone = say(user=editor)
    say(parent=gone)
    gone.remove(by=moderator)
    assert badges(read()) == []


def test_the_page_of_all_replies_marks_them_too(
    say: Say, read: Callable, hers: Article, ann: Author
) -> None:
    root = say(article=hers)
    say(article=hers, parent=root, user=ann.user)
    assert badges(read(f"/comments/{root.pk}/replies/")) == ["Author"]


def test_badges_cost_no_query(hers: Article, ann: Author, client: Client) -> None:
    comments = grow(hers, [Twig()] * 30)
    costs = []
    for writer in (None, ann.user):
        Comment.objects.filter(pk__in=[one.pk for one in comments]).update(user=writer)
        with CaptureQueriesContext(connection) as captured:
            assert len(badges(client.get(hers.get_absolute_url()).text)) == (30 if writer else 0)
        costs.append(len(captured))
    assert costs[0] == costs[1]
