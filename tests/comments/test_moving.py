"""Moving comments with the replies to them: the thread reads as if they had been written there."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from articles.models import Article
from comments import reconciler
from comments.models import Comment, CommentSettings
from comments.models.threading import MAX_DEPTH
from comments.states import MoveRefused
from comments.terms import Terms, terms
from comments.threads import oldest_first, replies
from fitsite.accounts.models import User
from tests.comments.grow import Twig, at_random, grow
from tests.conftest import MakeArticle, Say

pytestmark = pytest.mark.django_db
Publish = Callable[..., Comment]


@pytest.fixture
def publish(say: Say, moderator: User) -> Publish:
    def publish(body: str, parent: Comment | None = None) -> Comment:
        comment = say(body, parent=parent)
        comment.approve(by=moderator)
        return comment

    return publish


def terms_of(article: Article) -> Terms:
    return terms(article, CommentSettings())


def thread(article: Article) -> list[str]:
    """The article's page, each comment with a dash for each level."""
    lines: list[str] = []

    def walk(entries: list[Any], depth: int) -> None:
        for entry in entries:
            text = Comment.objects.get(pk=entry["pk"]).body if entry["is_published"] else "gone"
            lines.append("-" * depth + text)
            walk(entry["replies"], depth + 1)

    walk(oldest_first(article, terms_of(article)).comments, 0)
    return lines


def test_a_comment_moves_under_another_with_its_replies(
    publish: Publish, moderator: User, article: Article
) -> None:
    one, two = publish("1"), publish("2")
    reply = publish("2.1", two)
    publish("2.1.1", reply)
    assert two.move(one, by=moderator)
    assert thread(article) == ["1", "-2", "--2.1", "---2.1.1"]


def test_a_reply_becomes_a_comment_on_the_article(
    publish: Publish, moderator: User, article: Article
) -> None:
    one = publish("1")
    reply = publish("1.1", one)
    publish("1.1.1", reply)
    publish("2")
    reply.move(None, by=moderator)
    assert thread(article) == ["1", "1.1", "-1.1.1", "2"]


def test_what_is_held_moves_and_is_published_at_its_new_place(
    publish: Publish, say: Say, moderator: User, article: Article
) -> None:
    one, held = publish("1"), say("2")
    held.move(one, by=moderator)
    assert thread(article) == ["1"]
    Comment.objects.get(pk=held.pk).approve(by=moderator)
    assert thread(article) == ["1", "-2"]


def test_who_decides_on_an_older_copy_finds_it_at_its_new_place(
    publish: Publish, say: Say, moderator: User, article: Article
) -> None:
    one, held = publish("1"), say("2")
    older = Comment.objects.get(pk=held.pk)
    held.move(one, by=moderator)
    older.approve(by=moderator)
    assert thread(article) == ["1", "-2"]


def test_moving_is_undone(publish: Publish, moderator: User, article: Article) -> None:
    one, two = publish("1"), publish("2")
    publish("2.1", two)
    two.move(one, by=moderator)
    assert Comment.objects.get(pk=two.pk).restore(by=moderator)
    assert thread(article) == ["1", "2", "-2.1"]


@pytest.mark.parametrize("where", ["itself", "its reply", "where it is", "a held one", "elsewhere"])
def test_it_moves_nowhere_else(
    where: str, publish: Publish, say: Say, moderator: User, make_article: MakeArticle
) -> None:
    one = publish("1")
    two = publish("1.1", one)
    other = say(article=make_article())
    other.approve(by=moderator)
    targets = {
        "itself": (one, one),
        "its reply": (one, two),
        "where it is": (two, one),
        "a held one": (two, say()),
        "elsewhere": (two, other),
    }
    comment, under = targets[where]
    with pytest.raises(MoveRefused):
        comment.move(under, by=moderator)


def test_a_thread_grows_no_deeper_than_it_may(publish: Publish, moderator: User) -> None:
    deepest = publish("0")
    for level in range(MAX_DEPTH):
        deepest = publish(str(level), deepest)
    lone = publish("lone")
    with pytest.raises(MoveRefused, match="too deep"):
        lone.move(deepest, by=moderator)
    lone.move(Comment.objects.get(pk=deepest.parent_id), by=moderator)


def test_only_the_first_replies_stand_on_the_articles_page(
    publish: Publish, moderator: User, article: Article
) -> None:
    one, two = publish("1"), publish("2")
    for number in range(9):
        publish(f"1.{number}", one)
    for number in range(3):
        publish(f"2.{number}", two)
    two.move(one, by=moderator)
    [root] = oldest_first(article, terms_of(article)).comments
    assert root["hidden_replies"] == 3
    [whole] = replies(Comment.objects.get(pk=one.pk), terms_of(article)).comments
    assert len(whole["replies"]) == 10


@pytest.mark.parametrize("seed", range(8))
def test_counts_and_places_are_those_of_a_thread_that_grew_so(
    seed: int, make_article: MakeArticle, moderator: User
) -> None:
    random, article = Random(seed), make_article()
    grow(article, at_random(random, 40, bushy=0.7, gone=0.2))
    for _ in range(12):
        comments = list(Comment.objects.filter(article=article))
        try:
            random.choice(comments).move(random.choice([None, *comments]), by=moderator)
        except MoveRefused:
            continue
    comments = list(Comment.objects.filter(article=article))
    for comment in comments:
        parent = next((each for each in comments if each.pk == comment.parent_id), None)
        assert comment.path[:-7] == (parent.path if parent else "")
        assert comment.depth == (parent.depth + 1 if parent else 0)
        assert comment.root_id == (parent.root_id if parent else comment.pk)
        below = [each for each in comments if each.path.startswith(comment.path)]
        public = sum(each.is_published for each in below) - comment.is_published
        assert comment.replies_published == public
        if comment.is_root:
            places = [each.place for each in below if each.place]
            assert len(places) == len(set(places))
            assert max(places, default=0) <= comment.places_given
            assert comment.place in (0, None)
    reconciler.reconcile()


def test_many_replies_move_in_few_queries(
    make_article: MakeArticle, moderator: User, django_assert_max_num_queries: Any
) -> None:
    one, two, *_ = grow(make_article(), [Twig(), Twig(), *[Twig(1)] * 600])
    with django_assert_max_num_queries(30):
        two.move(one, by=moderator)
    assert Comment.objects.get(pk=one.pk).replies_published == 601
